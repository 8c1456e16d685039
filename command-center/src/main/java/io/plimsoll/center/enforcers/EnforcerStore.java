package io.plimsoll.center.enforcers;

import io.plimsoll.center.server.database.Row;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Total;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The SQL of Enforcers.
final class EnforcerStore {
    private static final String SELECT =
            "select e.*, n.state, coalesce(h.name, e.host_name) as shown_name from enforcer e"
                    + " join enforcer_now n on n.id = e.id left join host h on h.id = e.host_id";

    private EnforcerStore() {}

    static void insert(
            Transaction transaction, UUID id, String hostName, String serial, Instant expiresAt, Instant now) {
        transaction.change(
                "insert into enforcer (id, host_name, version, enrolled_at, certificate_serial, certificate_expires_at)"
                        + " values (?, ?, '', ?, ?, ?)",
                id,
                hostName,
                now,
                serial,
                expiresAt);
    }

    static List<Enforcer> list(Transaction transaction, PageRequest page) {
        return transaction.list(
                EnforcerStore::enforcer,
                SELECT + " where (e.host_name, e.id::text) > (?, ?) order by e.host_name, e.id::text limit ?",
                page.after().map(cursor -> cursor.text(0)).orElse(""),
                page.after().map(cursor -> cursor.text(1)).orElse(""),
                page.rows());
    }

    static Total total(Transaction transaction) {
        return Total.of(transaction.number("select count(*) from enforcer"));
    }

    static Optional<Enforcer> find(Transaction transaction, UUID id) {
        return transaction.first(EnforcerStore::enforcer, SELECT + " where e.id = ?", id);
    }

    private static Enforcer enforcer(Row row) throws SQLException {
        return new Enforcer(
                row.uuid("id"),
                row.uuidIfAny("host_id"),
                row.text("shown_name"),
                row.text("version"),
                row.text("state"),
                row.instant("enrolled_at"),
                row.instantIfAny("last_seen_at"),
                row.instant("certificate_expires_at"),
                row.number("snapshot_version"),
                row.number("events_lost"),
                row.number("resident_bytes"));
    }

    /// Whether a certificate may still be shown: the Enforcer is not revoked, and it is its newest certificate or the
    /// one before.
    static boolean isValid(Transaction transaction, UUID id, String serial) {
        return transaction.number(
                        "select count(*) from enforcer where id = ? and revoked_at is null"
                                + " and (certificate_serial = ? or previous_serial = ?)",
                        id,
                        serial,
                        serial)
                == 1;
    }

    static void renewed(Transaction transaction, UUID id, String serial, Instant expiresAt) {
        transaction.change(
                "update enforcer set previous_serial = certificate_serial, certificate_serial = ?,"
                        + " certificate_expires_at = ? where id = ?",
                serial,
                expiresAt,
                id);
    }

    /// The newest certificate is in use: the one before is worth nothing any more.
    static void forgetPrevious(Transaction transaction, UUID id, String serial) {
        transaction.change(
                "update enforcer set previous_serial = null where id = ? and certificate_serial = ?"
                        + " and previous_serial is not null",
                id,
                serial);
    }

    static boolean revoke(Transaction transaction, UUID id, Instant now) {
        return transaction.change("update enforcer set revoked_at = ? where id = ? and revoked_at is null", now, id)
                == 1;
    }

    static void connected(Transaction transaction, UUID id, String version, long snapshotVersion, Instant now) {
        transaction.change(
                "update enforcer set version = ?, snapshot_version = ?, last_seen_at = ?, silent_since = null,"
                        + " conversing = true where id = ?",
                version,
                snapshotVersion,
                now,
                id);
    }

    static void disconnected(Transaction transaction, UUID id) {
        transaction.change("update enforcer set conversing = false where id = ?", id);
    }

    static void snapshotApplied(Transaction transaction, UUID id, long version) {
        transaction.change("update enforcer set snapshot_version = ? where id = ?", version, id);
    }

    /// What a heartbeat found.
    ///
    /// @param lostBefore events that were lost up to the heartbeat before
    record Beat(boolean isRevoked, boolean wasSilent, long lostBefore) {}

    static Beat beat(Transaction transaction, UUID id, long lost, long residentBytes, Instant now) {
        Beat before = transaction
                .first(
                        row -> new Beat(
                                row.instantIfAny("revoked_at").isPresent(),
                                row.instantIfAny("silent_since").isPresent(),
                                row.number("events_lost")),
                        "select revoked_at, silent_since, events_lost from enforcer where id = ? for update",
                        id)
                .orElseThrow();
        transaction.change(
                "update enforcer set last_seen_at = ?, silent_since = null, events_lost = greatest(events_lost, ?),"
                        + " resident_bytes = ? where id = ?",
                now,
                lost,
                residentBytes,
                id);
        return before;
    }

    /// An Enforcer that just fell silent.
    record Silent(UUID id, String hostName, Instant lastSeenAt) {}

    static List<Silent> fallSilent(Transaction transaction, Instant lastSeenBefore, Instant now) {
        return transaction.list(
                row -> new Silent(row.uuid("id"), row.text("host_name"), row.instant("last_seen_at")),
                "update enforcer set silent_since = ?, conversing = false where revoked_at is null and silent_since is null"
                        + " and last_seen_at < ? returning id, host_name, last_seen_at",
                now,
                lastSeenBefore);
    }

    /// The host of an Enforcer; empty until it has described itself.
    static Optional<UUID> hostOf(Transaction transaction, UUID id) {
        return transaction
                .first(row -> row.uuidIfAny("host_id"), "select host_id from enforcer where id = ?", id)
                .flatMap(host -> host);
    }

    /// The last event of a spool that was written down; locked until the transaction ends.
    static long lockSpool(Transaction transaction, UUID id, String spool) {
        transaction.change(
                "insert into event_spool (enforcer_id, spool_id, last_sequence) values (?, ?, 0) on conflict do nothing",
                id,
                spool);
        return transaction.number(
                "select last_sequence from event_spool where enforcer_id = ? and spool_id = ? for update", id, spool);
    }

    static void moveSpool(Transaction transaction, UUID id, String spool, long sequence) {
        transaction.change(
                "update event_spool set last_sequence = ? where enforcer_id = ? and spool_id = ?", sequence, id, spool);
    }
}
