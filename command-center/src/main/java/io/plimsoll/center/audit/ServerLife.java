package io.plimsoll.center.audit;

import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.AuditEventBuilder;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.http.Health;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// Writes down when this server starts and stops, and that the tables were changed since the last start.
public final class ServerLife {
    private final Database database;
    private final AuditTrail trail;
    private final Checkpoints checkpoints;
    private final Clock clock;

    ServerLife(Database database, AuditTrail trail, Checkpoints checkpoints, Clock clock) {
        this.database = database;
        this.trail = trail;
        this.checkpoints = checkpoints;
        this.clock = clock;
    }

    /// The server answers from now on.
    public void started() {
        database.write(transaction -> {
            List<AuditEventBuilder> events = new ArrayList<>();
            transaction
                    .list(
                            row -> row.text("fingerprint"),
                            // What was told long ago is in an archive.
                            "select fingerprint from schema_fingerprint where not exists (select 1 from audit_event"
                                    + " where type = ? and object_id = fingerprint) and not exists (select 1 from"
                                    + " audit_archive where last_received_at >= at) order by number",
                            EventType.DATABASE_MIGRATED.word())
                    .forEach(fingerprint ->
                            events.add(event(EventType.DATABASE_MIGRATED).on("schema", fingerprint, "")));
            events.add(event(EventType.SERVER_STARTED).on("server", "command-center", "Command Center"));
            return trail.append(transaction, events);
        });
    }

    /// The server answers no more. Everything is signed up to this event.
    public void stopped() {
        trail.append(event(EventType.SERVER_STOPPED).on("server", "command-center", "Command Center"));
        checkpoints.sign();
    }

    private AuditEventBuilder event(EventType type) {
        return AuditEvent.of(type, clock.instant())
                .by("system:center")
                .from("process " + ProcessHandle.current().pid())
                .detail("version", Health.VERSION);
    }
}
