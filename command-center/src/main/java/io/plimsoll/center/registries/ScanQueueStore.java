package io.plimsoll.center.registries;

import io.plimsoll.center.server.database.Row;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.Cursor;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Total;
import io.plimsoll.center.server.http.Words;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The SQL of the queue.
final class ScanQueueStore {
    private static final String TABLES = "scan_job j join registry r on r.id = j.registry_id";
    private static final String SHOWN = "select j.*, r.name as registry_name from " + TABLES;

    /// What runs somewhere comes first, by its image or, as long as that is not known, by its name; then what was never
    /// scanned.
    private static final String RUNNING =
            "with running as (select i.id, i.names from container c join image i on i.id = c.image_id"
                    + " where c.state = 'running' and c.gone_at is null)";

    private static final String RANK = "case when t.image_id in (select id from running)"
            + " or t.name in (select unnest(names) from running) then 1 when t.image_id is null then 2 else 3 end";

    /// The same for one tag, by the image that it had last.
    private static final String RANK_OF_IMAGE =
            "case when t.image_id is null then 2 when exists (select 1 from container c"
                    + " where c.image_id = t.image_id and c.state = 'running' and c.gone_at is null) then 1 else 3 end";

    private ScanQueueStore() {}

    // Putting in

    /// Puts in what a registry has and nobody scanned, each digest once; what was scanned comes again when it has
    /// another digest now, or after some time.
    ///
    /// @return how many were put in
    static int addUnscanned(Transaction transaction, UUID registry, Duration staleAfter) {
        return transaction.change(
                RUNNING + " insert into scan_job (registry_id, repository, tag, digest, state, rank, reason, asked_by)"
                        + " select distinct on (digest) registry_id, repository, tag, digest, 'waiting', " + RANK
                        + " as rank, case when image_id is null then 'new' when scanned_digest is distinct from digest"
                        + " then 'changed' else 'stale' end, 'system:center' from registry_tag t"
                        + " where registry_id = ? and digest is distinct from failed_digest"
                        + " and (scanned_digest is distinct from digest"
                        + " or scanned_at < now() - make_interval(secs => ?))"
                        + " and not exists (select 1 from scan_job o where o.registry_id = t.registry_id"
                        + " and o.digest = t.digest and o.state in ('waiting', 'running'))"
                        + " order by digest, rank, repository, tag on conflict do nothing",
                registry,
                staleAfter.toSeconds());
    }

    /// Puts one in, unless it is there already.
    ///
    /// @return whether it was not
    static boolean add(Transaction transaction, TagStore.Named tag, String reason, String askedBy) {
        return transaction.change(
                        "insert into scan_job (registry_id, repository, tag, digest, state, rank, reason,"
                                + " asked_by) values (?, ?, ?, ?, 'waiting', coalesce((select " + RANK_OF_IMAGE
                                + " from registry_tag t where t.registry_id = ? and t.repository = ? and t.tag = ?), 2),"
                                + " ?, ?) on conflict do nothing",
                        tag.registry(),
                        tag.repository(),
                        tag.tag(),
                        tag.digest(),
                        tag.registry(),
                        tag.repository(),
                        tag.tag(),
                        reason,
                        askedBy)
                == 1;
    }

    // Working on it

    /// The next one, by rank. Nobody else gets it while the lease holds.
    static Optional<ScanJob.Taken> take(Transaction transaction, Duration lease) {
        return transaction.first(
                row -> new ScanJob.Taken(
                        row.number("number"),
                        row.uuid("lease"),
                        row.uuid("registry_id"),
                        row.text("repository"),
                        row.text("tag"),
                        row.text("digest"),
                        row.text("asked_by"),
                        row.integer("attempts")),
                "update scan_job set state = 'running', attempts = attempts + 1, started_at = now(), lease = ?,"
                        + " leased_until = now() + make_interval(secs => ?) where number = (select number from scan_job"
                        + " where state = 'waiting' and not_before <= now() order by rank, number limit 1"
                        + " for update skip locked) returning *",
                UUID.randomUUID(),
                lease.toSeconds());
    }

    /// Keeps a job for another while.
    ///
    /// @return whether it is still the caller's
    static boolean renew(Transaction transaction, ScanJob.Taken job, Duration lease) {
        return transaction.change(
                        "update scan_job set leased_until = now() + make_interval(secs => ?)"
                                + " where number = ? and lease = ? and state = 'running'",
                        lease.toSeconds(),
                        job.number(),
                        job.lease())
                == 1;
    }

    /// Jobs whose workers are gone wait again, or have failed if that happened too often.
    static int giveBackLost(Transaction transaction, int mostAttempts) {
        return transaction.change(
                "update scan_job set state = case when attempts >= ? then 'failed' else 'waiting' end,"
                        + " ended_at = case when attempts >= ? then now() end, lease = null, leased_until = null,"
                        + " message = 'the Command Center that scanned it stopped' where number in (select number"
                        + " from scan_job where state = 'running' and leased_until < now() for update skip locked)",
                mostAttempts,
                mostAttempts);
    }

    static boolean done(Transaction transaction, ScanJob.Taken job, @Nullable String image) {
        return transaction.change(
                        "update scan_job set state = 'done', ended_at = now(), lease = null, leased_until = null,"
                                + " message = '', image_id = ? where number = ? and lease = ? and state = 'running'",
                        image,
                        job.number(),
                        job.lease())
                == 1;
    }

    /// @param again when it is tried again; empty if it is not
    static boolean failed(Transaction transaction, ScanJob.Taken job, String message, Optional<Duration> again) {
        return transaction.change(
                        "update scan_job set state = ?, not_before = now() + make_interval(secs => ?),"
                                + " ended_at = case when ? then null else now() end, lease = null, leased_until = null,"
                                + " message = ? where number = ? and lease = ? and state = 'running'",
                        again.isPresent() ? "waiting" : "failed",
                        again.orElse(Duration.ZERO).toSeconds(),
                        again.isPresent(),
                        message,
                        job.number(),
                        job.lease())
                == 1;
    }

    /// @return the job; empty if none of that number waits or runs
    static Optional<ScanJob> cancel(Transaction transaction, long number) {
        int changed = transaction.change(
                "update scan_job set state = 'cancelled', ended_at = now(), lease = null, leased_until = null"
                        + " where number = ? and state in ('waiting', 'running')",
                number);
        return changed == 0 ? Optional.empty() : find(transaction, number);
    }

    static int deleteEnded(Transaction transaction, Duration kept) {
        return transaction.change(
                "delete from scan_job where ended_at < now() - make_interval(secs => ?)", kept.toSeconds());
    }

    // What readers see

    static Optional<ScanJob> find(Transaction transaction, long number) {
        return transaction.first(ScanQueueStore::job, SHOWN + " where j.number = ?", number);
    }

    static List<ScanJob> list(Transaction transaction, ScanJob.Filter filter, PageRequest page) {
        List<@Nullable Object> arguments = new ArrayList<>();
        StringBuilder where = where(filter, page, arguments);
        page.after().ifPresent(cursor -> {
            where.append(" and (j.place, j.position) > (?, ?)");
            arguments.add(cursor.number(0));
            arguments.add(cursor.number(1));
        });
        arguments.add(page.rows());
        return transaction.list(
                ScanQueueStore::job,
                SHOWN + " where " + where + " order by j.place, j.position limit ?",
                arguments.toArray());
    }

    static Total total(Transaction transaction, ScanJob.Filter filter, PageRequest page) {
        List<@Nullable Object> arguments = new ArrayList<>();
        StringBuilder where = where(filter, page, arguments);
        return Total.of(transaction.countUpTo(Total.EXACT_UP_TO + 1, TABLES + " where " + where, arguments.toArray()));
    }

    /// Where the list goes on after a job.
    static Cursor place(Transaction transaction, ScanJob job) {
        return transaction
                .first(
                        row -> Cursor.of(row.number("place"), row.number("position")),
                        "select place, position from scan_job where number = ?",
                        job.number())
                .orElse(Cursor.of(0, 0));
    }

    private static StringBuilder where(ScanJob.Filter filter, PageRequest page, List<@Nullable Object> arguments) {
        StringBuilder where = new StringBuilder("true");
        filter.state().ifPresent(state -> {
            if (state.equals(ScanQueue.OPEN)) {
                where.append(" and j.state in ('waiting', 'running')");
            } else {
                where.append(" and j.state = ?");
                arguments.add(state);
            }
        });
        filter.registry().ifPresent(id -> {
            where.append(" and j.registry_id = ?");
            arguments.add(id);
        });
        Words.occurIn("lower(j.repository || ':' || j.tag)", page.words(), where, arguments);
        return where;
    }

    private static ScanJob job(Row row) throws SQLException {
        String state = row.text("state");
        return new ScanJob(
                row.number("number"),
                row.uuid("registry_id"),
                row.text("registry_name"),
                row.text("repository"),
                row.text("tag"),
                state,
                row.text("reason"),
                row.text("asked_by"),
                row.integer("attempts"),
                row.instant("queued_at"),
                state.equals("waiting") ? row.instant("not_before") : null,
                row.instantIfAny("started_at").orElse(null),
                row.instantIfAny("ended_at").orElse(null),
                row.text("message"),
                row.textOrNull("image_id"));
    }
}
