package io.plimsoll.center.enforcers;

import io.plimsoll.api.enforcer.v1.Event;
import io.plimsoll.api.enforcer.v1.Events;
import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.AuditEventBuilder;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.audittrail.Origin;
import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.database.Transaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/// Writes down what Enforcers report: each event once, in its order, and holes as holes.
final class EventIntake {
    /// Later than this after the event, its record says why.
    private static final Duration LATE = Duration.ofSeconds(60);

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");
    private static final int MOST_DETAILS = 32;

    private final Database database;
    private final AuditTrail trail;
    private final Clock clock;

    EventIntake(Database database, AuditTrail trail, Clock clock) {
        this.database = database;
        this.trail = trail;
        this.clock = clock;
    }

    /// Takes a batch. When this returns, all of it is durable.
    ///
    /// @param hostName of the sender, as we know it
    /// @param connectedAt when the sender's present conversation began
    /// @return the last sequence of the spool that is kept
    long take(Peer peer, String hostName, Instant connectedAt, Events batch) {
        return database.write(transaction -> {
            long last = EnforcerStore.lockSpool(transaction, peer.enforcer(), batch.getSpoolId());
            String host = EnforcerStore.hostOf(transaction, peer.enforcer())
                    .map(UUID::toString)
                    .orElse(hostName);
            List<AuditEventBuilder> events = new ArrayList<>();
            for (Event event : batch.getEventsList()) {
                if (event.getSequence() <= last) {
                    continue;
                }
                if (event.getSequence() > last + 1) {
                    events.add(hole(peer, hostName, batch.getSpoolId(), last + 1, event.getSequence() - 1));
                }
                last = event.getSequence();
                AuditEventBuilder written = event(peer, hostName, connectedAt, batch.getSpoolId(), event);
                events.add(onObject(written, event, peer, host, hostName));
            }
            EnforcerStore.moveSpool(transaction, peer.enforcer(), batch.getSpoolId(), last);
            newestSnapshot(batch)
                    .ifPresent(version -> EnforcerStore.snapshotApplied(transaction, peer.enforcer(), version));
            append(transaction, events);
            return last;
        });
    }

    private void append(Transaction transaction, List<AuditEventBuilder> events) {
        trail.append(transaction, events);
    }

    private AuditEventBuilder hole(Peer peer, String hostName, String spool, long first, long last) {
        return AuditEvent.of(EventType.ENFORCER_EVENTS_LOST, clock.instant())
                .by("system:center")
                .from("event intake")
                .on("enforcer", peer.enforcer().toString(), hostName)
                .host(hostName)
                .detail("spool", spool)
                .detail("first", Long.toString(first))
                .detail("last", Long.toString(last))
                .failed("events " + first + " to " + last + " of the host never came");
    }

    private AuditEventBuilder event(Peer peer, String hostName, Instant connectedAt, String spool, Event event) {
        Instant at = Instant.ofEpochMilli(event.getAtMillis());
        Instant time = at.isBefore(EARLIEST) ? EARLIEST : at.isAfter(LATEST) ? LATEST : at;
        EventType type = EventType.ofWord(event.getType()).orElse(EventType.ENFORCER_UNKNOWN_EVENT);
        AuditEventBuilder builder = AuditEvent.of(type, time)
                .by(event.getActor())
                .from(event.getSource())
                .image(event.getImageId(), event.getImageName())
                .host(hostName)
                .decidedBy(event.getPolicy(), event.getRule())
                .because(event.getReason())
                .origin(new Origin(peer.enforcer().toString(), spool, event.getSequence()));
        event.getDetailsMap().entrySet().stream()
                .limit(MOST_DETAILS)
                .forEach(detail -> builder.detail(detail.getKey(), detail.getValue()));
        if (event.getOutcome().equals("failure")) {
            builder.failed(event.getReason());
        } else if (!event.getOutcome().equals("success")) {
            builder.failed("the Enforcer sent the outcome '" + event.getOutcome() + "'");
        }
        if (type == EventType.ENFORCER_UNKNOWN_EVENT) {
            builder.detail("type-as-sent", event.getType());
        }
        if (!time.equals(at)) {
            builder.detail("time-as-sent", Long.toString(event.getAtMillis()));
        }
        if (time.isBefore(connectedAt) && time.isBefore(clock.instant().minus(LATE))) {
            builder.detail("late", "spooled while the Center was not reachable");
        }
        return builder;
    }

    /// A host does not know by which id it goes here, so it leaves its own away, and that of its Enforcer.
    ///
    /// @param host its id, or its name until it has described itself
    private static AuditEventBuilder onObject(
            AuditEventBuilder builder, Event event, Peer peer, String host, String hostName) {
        if (!event.getObjectId().isEmpty()) {
            return builder.on(event.getObjectKind(), event.getObjectId(), event.getObjectName());
        }
        return switch (event.getObjectKind()) {
            case "host" -> builder.on("host", host, hostName);
            case "enforcer" -> builder.on("enforcer", peer.enforcer().toString(), hostName);
            default -> builder.on(event.getObjectKind(), "", event.getObjectName());
        };
    }

    /// The version of the policies that the Enforcer has in force, if the batch tells.
    private static OptionalLong newestSnapshot(Events batch) {
        return batch.getEventsList().stream()
                .filter(event -> event.getType().equals(EventType.ENFORCER_SNAPSHOT_APPLIED.word()))
                .map(event -> event.getDetailsOrDefault("version", ""))
                .filter(version -> version.matches("\\d{1,18}"))
                .mapToLong(Long::parseLong)
                .max();
    }
}
