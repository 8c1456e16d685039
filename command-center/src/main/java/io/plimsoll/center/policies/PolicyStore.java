package io.plimsoll.center.policies;

import com.google.protobuf.ByteString;
import io.plimsoll.center.server.database.Row;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Total;
import io.plimsoll.policy.SnapshotDocument;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The SQL of policies.
final class PolicyStore {
    private static final String COLUMNS = "document, version, changed_at, changed_by";

    /// A number that only changes of policies lock on.
    private static final long LOCK = 7_204_001;

    private PolicyStore() {}

    /// Lets only one change happen at a time, so that versions rise by one.
    static void lock(Transaction transaction) {
        transaction.lock(LOCK);
    }

    static List<StoredPolicy> all(Transaction transaction) {
        return transaction.list(PolicyStore::policy, "select " + COLUMNS + " from policy order by name");
    }

    static List<StoredPolicy> list(Transaction transaction, PageRequest page) {
        return transaction.list(
                PolicyStore::policy,
                "select " + COLUMNS + " from policy where name > ? order by name limit ?",
                page.after().map(cursor -> cursor.text(0)).orElse(""),
                page.rows());
    }

    static Total total(Transaction transaction) {
        return Total.of(transaction.number("select count(*) from policy"));
    }

    static Optional<StoredPolicy> find(Transaction transaction, String name) {
        return transaction.first(PolicyStore::policy, "select " + COLUMNS + " from policy where name = ?", name);
    }

    private static StoredPolicy policy(Row row) throws SQLException {
        return new StoredPolicy(
                row.text("document"), row.number("version"), row.instant("changed_at"), row.text("changed_by"));
    }

    static void put(Transaction transaction, String name, String kind, StoredPolicy policy) {
        transaction.change(
                "insert into policy (name, kind, document, version, changed_at, changed_by) values (?, ?, ?, ?, ?, ?)"
                        + " on conflict (name) do update set kind = excluded.kind, document = excluded.document,"
                        + " version = excluded.version, changed_at = excluded.changed_at, changed_by = excluded.changed_by",
                name,
                kind,
                policy.document(),
                policy.version(),
                policy.changedAt(),
                policy.changedBy());
    }

    static void delete(Transaction transaction, String name) {
        transaction.change("delete from policy where name = ?", name);
    }

    static long newestVersion(Transaction transaction) {
        return transaction.number("select coalesce(max(version), 0) from policy_snapshot");
    }

    static void insert(Transaction transaction, SignedPolicies signed, Instant at) {
        transaction.change(
                "insert into policy_snapshot (version, document, signature, made_at) values (?, ?, ?, ?)",
                signed.version(),
                signed.document().toByteArray(),
                signed.signature().toByteArray(),
                at);
    }

    static Optional<SignedPolicies> newest(Transaction transaction) {
        return transaction.first(
                row -> new SignedPolicies(
                        SnapshotDocument.read(row.bytes("document")),
                        ByteString.copyFrom(row.bytes("document")),
                        ByteString.copyFrom(row.bytes("signature"))),
                "select document, signature from policy_snapshot order by version desc limit 1");
    }
}
