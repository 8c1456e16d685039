package io.plimsoll.center.audit;

import io.plimsoll.audittrail.AuditObject;
import io.plimsoll.audittrail.ChainHead;
import io.plimsoll.audittrail.ChainLine;
import io.plimsoll.audittrail.Origin;
import io.plimsoll.audittrail.SealedEvent;
import io.plimsoll.center.server.database.Json;
import io.plimsoll.center.server.database.Row;
import io.plimsoll.center.server.database.Transaction;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The SQL of the trail.
final class AuditStore {
    static final String COLUMNS = "sequence, type, time, received_at, outcome, reason, actor, source, object_kind,"
            + " object_id, object_name, image_id, image_name, host, policy, rule, details, origin_enforcer, origin_spool,"
            + " origin_sequence, hash";

    private AuditStore() {}

    /// Locks the end of the chain until the transaction ends.
    static ChainHead lockHead(Transaction transaction) {
        return transaction
                .first(AuditStore::head, "select sequence, hash from audit_head where id = 1 for update")
                .orElseThrow();
    }

    static ChainHead head(Transaction transaction) {
        return transaction
                .first(AuditStore::head, "select sequence, hash from audit_head where id = 1")
                .orElseThrow();
    }

    private static ChainHead head(Row row) throws SQLException {
        return new ChainHead(row.number("sequence"), row.digest("hash"));
    }

    static void moveHead(Transaction transaction, ChainHead head) {
        transaction.change("update audit_head set sequence = ?, hash = ? where id = 1", head.sequence(), head.hash());
    }

    static void insert(Transaction transaction, List<SealedEvent> events) {
        transaction.copy(
                "audit_event (" + COLUMNS + ")",
                events.stream().map(AuditStore::values).toList());
    }

    private static @Nullable Object[] values(SealedEvent sealed) {
        var e = sealed.event();
        Origin origin = e.origin();
        return new @Nullable Object[] {
            sealed.sequence(),
            e.type().word(),
            e.time(),
            e.receivedAt(),
            e.outcome().word(),
            e.reason(),
            e.actor(),
            e.source(),
            e.object().kind(),
            e.object().id(),
            e.object().name(),
            e.imageId(),
            e.imageName(),
            e.host(),
            e.policy(),
            e.rule(),
            Json.of(e.details()),
            origin == null ? null : origin.enforcer(),
            origin == null ? null : origin.spool(),
            origin == null ? null : origin.sequence(),
            sealed.hash()
        };
    }

    static List<ChainLine> newest(Transaction transaction, List<String> types, int limit) {
        return transaction.list(
                AuditStore::line,
                "select " + COLUMNS + " from audit_event where type = any (?) order by sequence desc limit ?",
                types,
                limit);
    }

    static ChainLine line(Row row) throws SQLException {
        String enforcer = row.textOrNull("origin_enforcer");
        return new ChainLine(
                row.number("sequence"),
                row.text("type"),
                row.instant("time"),
                row.instant("received_at"),
                row.text("outcome"),
                row.text("reason"),
                row.text("actor"),
                row.text("source"),
                new AuditObject(row.text("object_kind"), row.text("object_id"), row.text("object_name")),
                row.text("image_id"),
                row.text("image_name"),
                row.text("host"),
                row.text("policy"),
                row.text("rule"),
                row.map("details"),
                enforcer == null ? null : new Origin(enforcer, row.text("origin_spool"), row.number("origin_sequence")),
                "sha256:" + java.util.HexFormat.of().formatHex(row.bytes("hash")));
    }
}
