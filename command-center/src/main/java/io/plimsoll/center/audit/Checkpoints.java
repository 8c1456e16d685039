package io.plimsoll.center.audit;

import io.plimsoll.audittrail.ChainHead;
import io.plimsoll.audittrail.Checkpoint;
import io.plimsoll.audittrail.SignedCheckpoint;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.database.Row;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.Cursor;
import io.plimsoll.center.server.http.Page;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Total;
import io.plimsoll.center.server.keys.SigningKey;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Signs the head of the chain, again and again, so that those who keep the signatures can prove later that nothing
/// before them was changed or cut off.
public final class Checkpoints {
    private static final long MOST_UNSIGNED = 1_000;
    private static final Duration LONGEST_UNSIGNED = Duration.ofMinutes(1);

    private final Database database;
    private final SigningKey key;
    private final Clock clock;
    private final List<Consumer<Kept>> keepers = new CopyOnWriteArrayList<>();

    Checkpoints(Database database, SigningKey key, Clock clock) {
        this.database = database;
        this.key = key;
        this.clock = clock;
    }

    /// A checkpoint with its place and with how many keep it.
    public record Kept(long sequence, Instant at, SignedCheckpoint signed, int keptBy) {}

    /// Someone outside of the database who wants every new checkpoint.
    public void addKeeper(Consumer<Kept> keeper) {
        keepers.add(keeper);
    }

    /// Signs the head if enough happened, or enough time went by, since the last signature.
    void signIfDue() {
        ChainHead head = database.read(AuditStore::head);
        Optional<Kept> last = newest();
        long signedUpTo = last.map(Kept::sequence).orElse(0L);
        if (head.sequence() == signedUpTo) {
            return;
        }
        Instant due = last.map(Kept::at).orElse(Instant.EPOCH).plus(LONGEST_UNSIGNED);
        if (head.sequence() - signedUpTo >= MOST_UNSIGNED || !clock.instant().isBefore(due)) {
            sign(head);
        }
    }

    /// Signs the head as it is now, unless it is signed.
    public void sign() {
        sign(database.read(AuditStore::head));
    }

    private void sign(ChainHead head) {
        if (head.sequence() == 0) {
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        SignedCheckpoint signed = new Checkpoint(head, now, head.sequence()).sign(key.privateKey());
        boolean isNew = database.write(transaction -> transaction.change(
                        "insert into audit_checkpoint (sequence, at, document, signature) values (?, ?, ?, ?)"
                                + " on conflict do nothing",
                        head.sequence(),
                        now,
                        signed.document(),
                        signed.signature())
                == 1);
        if (isNew) {
            keepers.forEach(keeper -> keeper.accept(new Kept(head.sequence(), now, signed, 0)));
        }
    }

    /// Someone outside keeps the checkpoint of that sequence now.
    public void keptBy(String keeper, long sequence) {
        database.write(transaction -> transaction.change(
                "insert into audit_checkpoint_kept (sequence, keeper, at)"
                        + " select sequence, ?, ? from audit_checkpoint where sequence = ? on conflict do nothing",
                keeper,
                clock.instant(),
                sequence));
    }

    /// The newest checkpoint, for a keeper who comes late.
    public Optional<Kept> newest() {
        return database.read(transaction -> list(transaction, Long.MAX_VALUE, 1)).stream()
                .findFirst();
    }

    Page<Kept> list(PageRequest page) {
        return database.read(transaction -> Page.of(
                list(transaction, page.after().map(cursor -> cursor.number(0)).orElse(Long.MAX_VALUE), page.rows()),
                page.limit(),
                Total.of(transaction.number("select count(*) from audit_checkpoint")),
                kept -> Cursor.of(kept.sequence())));
    }

    private static List<Kept> list(Transaction transaction, long before, int rows) {
        return transaction.list(
                Checkpoints::kept,
                "select sequence, at, document, signature, (select count(*) from audit_checkpoint_kept k"
                        + " where k.sequence = c.sequence) as kept_by"
                        + " from audit_checkpoint c where sequence < ? order by sequence desc limit ?",
                before,
                rows);
    }

    private static Kept kept(Row row) throws SQLException {
        return new Kept(
                row.number("sequence"),
                row.instant("at"),
                new SignedCheckpoint(row.text("document"), row.text("signature")),
                row.integer("kept_by"));
    }
}
