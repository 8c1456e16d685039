package io.plimsoll.center.audit;

import io.plimsoll.audittrail.ArchivedRows;
import io.plimsoll.audittrail.AuditEvent;
import io.plimsoll.audittrail.AuditEventBuilder;
import io.plimsoll.audittrail.ChainHead;
import io.plimsoll.audittrail.ChainLine;
import io.plimsoll.audittrail.ChainRow;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.audittrail.SealedEvent;
import io.plimsoll.audittrail.StartLine;
import io.plimsoll.center.server.TrailMonths;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.database.Transaction;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Moves whole months of old events from the database into archives, and removes archives whose time is over. Each step
/// is one transaction that also writes the event about it: a crash leaves at most a file that nobody knows, and the
/// next
/// run removes it. Several Centers may run it; one at a time works.
final class Retention {
    /// As many rows go into one file: some ten megabytes, and seconds of work.
    static final int MOST_ROWS = 100_000;

    private final Database database;
    private final AuditTrail trail;
    private final ArchiveFolder folder;
    private final TrailMonths months;
    private final int mostRows;

    /// @param mostRows of one file
    Retention(Database database, AuditTrail trail, ArchiveFolder folder, TrailMonths months, int mostRows) {
        this.database = database;
        this.trail = trail;
        this.folder = folder;
        this.months = months;
        this.mostRows = mostRows;
    }

    /// Does all that is due at this time.
    void run(Instant now) {
        while (removesOne(now)) {
            requireGoOn();
        }
        sweep();
        while (archivesSome(now)) {
            requireGoOn();
        }
    }

    private static void requireGoOn() {
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("the work at archives was interrupted; it goes on at the next run");
        }
    }

    /// The files of this Center that the database does not know as kept.
    private void sweep() {
        database.read(transaction -> {
            if (ArchiveStore.lock(transaction)) {
                folder.sweep(file -> ArchiveStore.isKept(transaction, file));
            }
            return true;
        });
    }

    private boolean archivesSome(Instant now) {
        return database.write(transaction -> {
            if (!ArchiveStore.lock(transaction)) {
                return false;
            }
            ChainHead start = ArchiveStore.startOfOnline(transaction);
            Optional<Long> last = lastDue(transaction, start, now);
            last.ifPresent(sequence -> archive(transaction, start, sequence, now));
            return last.isPresent();
        });
    }

    /// The last row of the next file: of the month of the first row, received before the months that stay, and signed.
    private Optional<Long> lastDue(Transaction transaction, ChainHead start, Instant now) {
        Optional<Instant> oldest = transaction.first(
                row -> row.instant("received_at"),
                "select received_at from audit_event where sequence > ? order by sequence limit 1",
                start.sequence());
        Instant keptFrom = monthOf(now.atOffset(ZoneOffset.UTC).minusMonths(months.online()));
        if (oldest.isEmpty() || !oldest.get().isBefore(keptFrom)) {
            return Optional.empty();
        }
        Instant endOfMonth = monthOf(oldest.get().atOffset(ZoneOffset.UTC).plusMonths(1));
        return transaction
                .first(
                        row -> row.number("last"),
                        "select coalesce(min(sequence) filter (where received_at >= ?) - 1, max(sequence), 0) as last"
                                + " from (select sequence, received_at from audit_event where sequence > ? and sequence <="
                                + " (select max(sequence) from audit_checkpoint) order by sequence limit ?) oldest",
                        endOfMonth.isBefore(keptFrom) ? endOfMonth : keptFrom,
                        start.sequence(),
                        mostRows)
                .filter(sequence -> sequence > start.sequence());
    }

    private static Instant monthOf(OffsetDateTime time) {
        return time.withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS).toInstant();
    }

    private void archive(Transaction transaction, ChainHead start, long last, Instant now) {
        transaction.change("set local statement_timeout = 0");
        try (ArchiveDraft draft = folder.begin()) {
            Archiving archiving = new Archiving(start, draft);
            transaction.each(
                    AuditStore::line,
                    archiving::add,
                    "select " + AuditStore.COLUMNS
                            + " from audit_event where sequence > ? and sequence <= ? order by sequence",
                    start.sequence(),
                    last);
            Archive archive = archiving.end(now);
            ArchiveStore.insert(transaction, archive);
            ArchiveStore.forget(transaction, archive.rows());
            folder.keep(draft, archive.rows().fileName());
            // The end of the chain is locked from here on; whoever appends counts hours while holding it, too.
            trail.append(transaction, event(EventType.AUDIT_ARCHIVED, archive, now));
            archiving.hours.takeFrom(transaction);
            Incidents.forget(transaction, last);
        }
    }

    /// Writes the rows of one file, and looks whether each continues the one before it.
    private static final class Archiving {
        private final ChainHead start;
        private final ArchiveDraft draft;
        private final AuditHours hours = new AuditHours();
        private ChainHead head;
        private @Nullable Instant from;
        private @Nullable Instant to;

        Archiving(ChainHead start, ArchiveDraft draft) {
            this.start = start;
            this.draft = draft;
            this.head = start;
            if (start.sequence() > 0) {
                draft.add(StartLine.write(start));
            }
        }

        void add(ChainLine line) {
            SealedEvent sealed = switch (line.row()) {
                case ChainRow.Legible legible -> legible.sealed();
                case ChainRow.Illegible illegible -> throw broken(illegible.sequence());
            };
            if (!head.seal(sealed.event()).equals(sealed)) {
                throw broken(sealed.sequence());
            }
            head = sealed.head();
            Instant received = sealed.event().receivedAt();
            from = from == null || received.isBefore(from) ? received : from;
            to = to == null || received.isAfter(to) ? received : to;
            hours.count(sealed);
            draft.add(line.write());
        }

        Archive end(Instant now) {
            if (from == null || to == null) {
                throw broken(head.sequence() + 1);
            }
            ArchiveDraft.Ended file = draft.end();
            return new Archive(
                    new ArchivedRows(start.sequence() + 1, head.sequence(), start.hash(), head.hash(), file.digest()),
                    from,
                    to,
                    file.bytes(),
                    now,
                    null);
        }

        private static IllegalStateException broken(long sequence) {
            return new IllegalStateException(
                    "row " + sequence + " of the audit trail does not continue the row before it,"
                            + " so nothing from there on is archived; 'plimsoll audit verify' says more");
        }
    }

    /// An archive goes when all of its rows are older than is kept, and not sooner after it was made than it would go
    /// if
    /// it had been made in time: a clock that jumped ahead removes nothing at once.
    private boolean removesOne(Instant now) {
        return database.write(transaction -> {
            if (!ArchiveStore.lock(transaction)) {
                return false;
            }
            OffsetDateTime today = now.atOffset(ZoneOffset.UTC);
            Instant keptFrom = today.minusMonths(months.kept()).toInstant();
            Instant madeBefore =
                    today.minusMonths(months.kept() - months.online()).toInstant();
            Optional<Archive> due = ArchiveStore.oldest(transaction)
                    .filter(archive -> archive.to().isBefore(keptFrom))
                    .filter(archive -> !archive.archivedAt().isAfter(madeBefore));
            due.ifPresent(archive -> {
                ArchiveStore.removed(transaction, archive, now);
                trail.append(transaction, event(EventType.AUDIT_ARCHIVE_REMOVED, archive, now));
            });
            return due.isPresent();
        });
    }

    private static AuditEventBuilder event(EventType type, Archive archive, Instant now) {
        ArchivedRows rows = archive.rows();
        return AuditEvent.of(type, now)
                .by("system:center")
                .from("process " + ProcessHandle.current().pid())
                .on("audit-archive", rows.fileName(), rows.fileName())
                .details(rows.details())
                .detail("received-from", archive.from().toString())
                .detail("received-to", archive.to().toString());
    }
}
