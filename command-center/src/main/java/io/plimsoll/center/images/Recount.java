package io.plimsoll.center.images;

import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.Live;
import java.time.Duration;

/// Counts in how many images and running containers each package and each vulnerability is.
///
/// Everybody has the same few packages, so that counting them where inventories and containers are written down would
/// make all hosts wait for the same rows. Instead one Center counts everything at once, soon after anything changed:
/// the counts are never wrong for longer than that, and cannot drift.
final class Recount {
    /// After a count it rests this many times as long as the count took.
    private static final int REST = 10;

    /// Images on hosts, and how many of their containers run.
    private static final String PRESENT = """
            with running as (
              select image_id, count(*) as containers from container
              where state = 'running' and gone_at is null group by image_id),
            present as (
              select i.number, i.id, i.scanned_at, i.findings_at, coalesce(r.containers, 0) as running
              from image i left join running r on r.image_id = i.id where i.gone_at is null)
            """;

    /// One number for everything that the counts are made of.
    private static final String STATE = PRESENT
            + "select coalesce(sum(hashtextextended(concat_ws('|', number, scanned_at, findings_at, running), 0)), 0)"
            + "::text as state from present";

    private static final String PACKAGES = PRESENT + """
            , counted as (
              select h.package, count(*) as images, sum(p.running) as running
              from package_image h join present p on p.number = h.image group by h.package)
            update package set images = n.images, running_containers = n.running
            from (
              select a.number, coalesce(c.images, 0) as images, coalesce(c.running, 0) as running
              from package a left join counted c on c.package = a.number) n
            where n.number = package.number
              and (package.images, package.running_containers) is distinct from (n.images, n.running)
            """;

    private static final String VULNERABILITIES = PRESENT + """
            , counted as (
              select h.vulnerability, count(*) as images, sum(p.running) as running, max(h.severity) as severity,
                bool_or(h.kev) as kev, max(h.epss) as epss, bool_or(h.fixable) as fixable,
                min(h.first_seen_at) as first_seen_at
              from vulnerability_image h join present p on p.number = h.image group by h.vulnerability)
            update vulnerability v set images = n.images, running_containers = n.running, severity = n.severity,
              kev = n.kev, epss = n.epss, fixable = n.fixable, first_seen_at = n.first_seen_at
            from (
              select a.id, coalesce(c.images, 0) as images, coalesce(c.running, 0) as running,
                coalesce(c.severity, 0) as severity, coalesce(c.kev, false) as kev, c.epss,
                coalesce(c.fixable, false) as fixable, c.first_seen_at
              from vulnerability a left join counted c on c.vulnerability = a.id) n
            where n.id = v.id
              and (v.images, v.running_containers, v.severity, v.kev, v.epss, v.fixable, v.first_seen_at)
              is distinct from (n.images, n.running, n.severity, n.kev, n.epss, n.fixable, n.first_seen_at)
            """;

    private final Database database;
    private final Live live;
    private long restsUntil = System.nanoTime();

    Recount(Database database, Live live) {
        this.database = database;
        this.live = live;
    }

    /// Counts if anything changed since the last time, on whichever Center that was. For one thread.
    void countWhatChanged() {
        if (System.nanoTime() - restsUntil < 0) {
            return;
        }
        long begun = System.nanoTime();
        database.write(this::count);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        restsUntil = System.nanoTime() + took.multipliedBy(REST).toNanos();
    }

    /// The state is read before anything is counted: what changes in between is counted again.
    private boolean count(Transaction transaction) {
        return transaction
                .first(row -> row.text("state"), "select state::text from recount where id = 1 for update skip locked")
                .filter(before -> countFrom(transaction, before))
                .isPresent();
    }

    private boolean countFrom(Transaction transaction, String before) {
        String state = transaction.first(row -> row.text("state"), STATE).orElseThrow();
        if (state.equals(before)) {
            return false;
        }
        transaction.change(PACKAGES);
        transaction.change(VULNERABILITIES);
        transaction.change("update recount set state = ?::numeric", state);
        transaction.afterCommit(() -> {
            live.changed("packages");
            live.changed("vulnerabilities");
        });
        return true;
    }
}
