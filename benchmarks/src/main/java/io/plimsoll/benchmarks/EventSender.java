package io.plimsoll.benchmarks;

import io.plimsoll.api.enforcer.v1.Events;
import io.plimsoll.api.enforcer.v1.FromCenter;
import io.plimsoll.api.enforcer.v1.FromEnforcer;
import io.plimsoll.center.TestEnforcer;
import java.util.ArrayDeque;
import java.util.Deque;

/// One Enforcer's side of the events: batches as large, and as many events under way, as those of the product
/// (`io.plimsoll.enforcer.link.Conversation`).
final class EventSender implements AutoCloseable {
    private static final int EVENTS_AT_ONCE = 256;
    private static final long MOST_UNKEPT = 4096;
    private static final String SPOOL = "spool-1";

    private final TestEnforcer enforcer;
    private final Deque<Events> ready = new ArrayDeque<>();
    private long prepared;
    private long sent;
    private long kept;

    EventSender(TestEnforcer enforcer, String hostName) {
        this.enforcer = enforcer.connect().describe(hostName, "machine-of-" + hostName);
    }

    /// Makes so many events, which costs the measured time nothing.
    void prepare(int events) {
        for (int left = events; left > 0; left -= EVENTS_AT_ONCE) {
            Events.Builder batch = Events.newBuilder().setSpoolId(SPOOL);
            for (int i = 0; i < Math.min(left, EVENTS_AT_ONCE); i++) {
                batch.addEvents(TestEnforcer.event(++prepared));
            }
            ready.add(batch.build());
        }
    }

    /// Sends what is prepared, and returns when the Center keeps all of it.
    void sendAll() {
        while (kept < prepared) {
            while (!ready.isEmpty() && sent - kept < MOST_UNKEPT) {
                Events batch = ready.remove();
                enforcer.say(FromEnforcer.newBuilder().setEvents(batch));
                sent += batch.getEventsCount();
            }
            kept = enforcer.hear(FromCenter::hasEventsKept).getEventsKept().getSequence();
        }
    }

    @Override
    public void close() {
        enforcer.close();
    }
}
