package io.plimsoll.center.policies;

import io.plimsoll.center.server.database.Row;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Total;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The SQL of what policies were before.
final class PolicyVersionStore {
    private static final String COLUMNS = "version, document, changed_at, changed_by, restored";

    private PolicyVersionStore() {}

    static void insert(Transaction transaction, String name, PolicyVersion version) {
        transaction.change(
                "insert into policy_version (name, " + COLUMNS + ") values (?, ?, ?, ?, ?, ?)",
                name,
                version.version(),
                version.document(),
                version.changedAt(),
                version.changedBy(),
                version.restored().orElse(null));
    }

    /// Newest first.
    static List<PolicyVersion> list(Transaction transaction, String name, PageRequest page) {
        return transaction.list(
                PolicyVersionStore::version,
                "select " + COLUMNS + " from policy_version where name = ? and version < ?"
                        + " order by version desc limit ?",
                name,
                page.after().map(cursor -> cursor.number(0)).orElse(Long.MAX_VALUE),
                page.rows());
    }

    static Total total(Transaction transaction, String name) {
        return Total.of(transaction.number("select count(*) from policy_version where name = ?", name));
    }

    static Optional<PolicyVersion> find(Transaction transaction, String name, long version) {
        return transaction.first(
                PolicyVersionStore::version,
                "select " + COLUMNS + " from policy_version where name = ? and version = ?",
                name,
                version);
    }

    /// The version that this one replaced.
    static Optional<PolicyVersion> before(Transaction transaction, String name, long version) {
        return transaction.first(
                PolicyVersionStore::version,
                "select " + COLUMNS + " from policy_version where name = ? and version < ?"
                        + " order by version desc limit 1",
                name,
                version);
    }

    private static PolicyVersion version(Row row) throws SQLException {
        long restored = row.number("restored");
        return new PolicyVersion(
                row.number("version"),
                row.text("document"),
                row.instant("changed_at"),
                row.text("changed_by"),
                restored == 0 ? Optional.empty() : Optional.of(restored));
    }
}
