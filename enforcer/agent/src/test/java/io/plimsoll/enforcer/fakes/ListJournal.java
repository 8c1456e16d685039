package io.plimsoll.enforcer.fakes;

import io.plimsoll.audittrail.EventType;
import io.plimsoll.enforcer.events.HostEvent;
import io.plimsoll.enforcer.events.Journal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Keeps events in memory.
public final class ListJournal implements Journal {
    private final List<HostEvent> events = new CopyOnWriteArrayList<>();

    @Override
    public Entry record(HostEvent event) {
        events.add(event);
        return longest -> true;
    }

    public List<HostEvent> events() {
        return List.copyOf(events);
    }

    public List<EventType> types() {
        return events.stream().map(HostEvent::type).toList();
    }

    public HostEvent only() {
        if (events.size() != 1) {
            throw new AssertionError("one event was expected, not " + events);
        }
        return events.getFirst();
    }
}
