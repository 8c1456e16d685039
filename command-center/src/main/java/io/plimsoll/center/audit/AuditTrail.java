package io.plimsoll.center.audit;

import io.plimsoll.audittrail.AuditEventBuilder;
import io.plimsoll.audittrail.ChainHead;
import io.plimsoll.audittrail.ChainLine;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.audittrail.SealedEvent;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.Live;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The door through which everything is written down.
public final class AuditTrail {
    private final Database database;
    private final Clock clock;
    private final Live live;

    AuditTrail(Database database, Clock clock, Live live) {
        this.database = database;
        this.clock = clock;
        this.live = live;
    }

    /// Appends events in their order, as part of the transaction of the change that they record. The end of the chain
    /// stays locked until that transaction ends: append last.
    ///
    /// @return what was appended
    public List<SealedEvent> append(Transaction transaction, List<AuditEventBuilder> events) {
        if (events.isEmpty()) {
            return List.of();
        }
        ChainHead head = AuditStore.lockHead(transaction);
        Instant now = clock.instant();
        List<SealedEvent> sealed = new ArrayList<>(events.size());
        for (AuditEventBuilder event : events) {
            SealedEvent next = head.seal(event.received(now));
            sealed.add(next);
            head = next.head();
        }
        AuditStore.insert(transaction, sealed);
        AuditStore.moveHead(transaction, head);
        AuditHours.add(transaction, sealed);
        Incidents.add(transaction, sealed);
        transaction.afterCommit(() -> live.changed("audit-events"));
        return sealed;
    }

    /// Appends one event to the transaction of the change that it records: append last.
    public SealedEvent append(Transaction transaction, AuditEventBuilder event) {
        return append(transaction, List.of(event)).getFirst();
    }

    /// Appends an event that records no change of the database.
    public SealedEvent append(AuditEventBuilder event) {
        return database.write(transaction -> append(transaction, event));
    }

    /// The newest events of these types; newest first.
    public List<ChainLine> newest(List<EventType> types, int limit) {
        return database.read(transaction -> AuditStore.newest(
                transaction, types.stream().map(EventType::word).toList(), limit));
    }

    /// How often events of these types happened to images.
    ///
    /// @param since by the events' own times
    /// @return by image; those to which none happened are left out
    public Map<String, ImageEvents> ofImages(
            Transaction transaction, List<String> images, List<EventType> types, Instant since) {
        return ImageEvents.of(transaction, images, types, since);
    }
}
