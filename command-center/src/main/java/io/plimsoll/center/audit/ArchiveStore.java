package io.plimsoll.center.audit;

import io.plimsoll.audittrail.ArchivedRows;
import io.plimsoll.audittrail.ChainHead;
import io.plimsoll.center.server.database.Row;
import io.plimsoll.center.server.database.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The SQL of archives.
final class ArchiveStore {
    /// Of the advisory lock by which only one Center at a time works at archives.
    private static final long LOCK = 0x706c_696d_6172L;

    private static final String COLUMNS = "first_sequence, last_sequence, before_hash, last_hash, first_received_at,"
            + " last_received_at, bytes, digest, archived_at, removed_at";

    private ArchiveStore() {}

    /// Whether this transaction is now the only one that works at archives; it is until it ends.
    static boolean lock(Transaction transaction) {
        return transaction
                .first(row -> row.truth("locked"), "select pg_try_advisory_xact_lock(?) as locked", LOCK)
                .orElseThrow();
    }

    /// The head of the chain where the rows in the database begin.
    static ChainHead startOfOnline(Transaction transaction) {
        return newest(transaction).map(archive -> archive.rows().end()).orElse(ChainHead.EMPTY);
    }

    static Optional<Archive> newest(Transaction transaction) {
        return list(transaction, Long.MAX_VALUE, 1).stream().findFirst();
    }

    /// The oldest one that is kept.
    static Optional<Archive> oldest(Transaction transaction) {
        return transaction.first(
                ArchiveStore::archive,
                "select " + COLUMNS + " from audit_archive where removed_at is null order by first_sequence limit 1");
    }

    static Optional<Archive> named(Transaction transaction, String file) {
        return transaction.first(
                ArchiveStore::archive, "select " + COLUMNS + " from audit_archive where file = ?", file);
    }

    /// Newest first.
    static List<Archive> list(Transaction transaction, long before, int rows) {
        return transaction.list(
                ArchiveStore::archive,
                "select " + COLUMNS
                        + " from audit_archive where first_sequence < ? order by first_sequence desc limit ?",
                before,
                rows);
    }

    static long count(Transaction transaction) {
        return transaction.number("select count(*) from audit_archive");
    }

    static boolean isKept(Transaction transaction, String file) {
        return named(transaction, file)
                .filter(archive -> archive.removedAt() == null)
                .isPresent();
    }

    static void insert(Transaction transaction, Archive archive) {
        ArchivedRows rows = archive.rows();
        transaction.change(
                "insert into audit_archive (" + COLUMNS + ", file) values (?, ?, ?, ?, ?, ?, ?, ?, ?, null, ?)",
                rows.first(),
                rows.last(),
                rows.before(),
                rows.head(),
                archive.from(),
                archive.to(),
                archive.bytes(),
                rows.file(),
                archive.archivedAt(),
                rows.fileName());
    }

    static void removed(Transaction transaction, Archive archive, Instant at) {
        transaction.change(
                "update audit_archive set removed_at = ? where first_sequence = ?",
                at,
                archive.rows().first());
    }

    /// Takes the rows of an archive out of the table; the database looks at them once more.
    static void forget(Transaction transaction, ArchivedRows rows) {
        transaction.first(row -> true, "select audit_forget(?, ?)", rows.first(), rows.last());
    }

    private static Archive archive(Row row) throws SQLException {
        return new Archive(
                new ArchivedRows(
                        row.number("first_sequence"),
                        row.number("last_sequence"),
                        row.digest("before_hash"),
                        row.digest("last_hash"),
                        row.digest("digest")),
                row.instant("first_received_at"),
                row.instant("last_received_at"),
                row.number("bytes"),
                row.instant("archived_at"),
                row.instantIfAny("removed_at").orElse(null));
    }
}
