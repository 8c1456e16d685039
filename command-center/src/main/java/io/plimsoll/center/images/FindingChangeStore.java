package io.plimsoll.center.images;

import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.Cursor;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Total;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The SQL of what bundles changed.
final class FindingChangeStore {
    /// One change, with the images that it is about.
    ///
    /// @param number its place in the list
    /// @param at when the last of them was matched again
    record Summary(
            int number,
            String advisory,
            String software,
            String version,
            String severity,
            String field,
            String before,
            String after,
            String bundle,
            Instant at,
            int images) {
        Cursor cursor() {
            return Cursor.of(number);
        }
    }

    private static final String CHANGE = "advisory, package, version, severity, field, before, after, bundle_digest";

    /// Each image once first: to count the different ones of each group would sort all of them.
    private static final String GROUPS = "select " + CHANGE + ", max(at) as at, count(*) as images,"
            + " row_number() over (order by max(at)"
            + " desc, array_position(array['critical', 'high', 'medium', 'low', 'negligible'], severity), advisory,"
            + " package, version, field, before, after, bundle_digest) as number from (select image_id, " + CHANGE
            + ", max(at) as at from finding_change where at > ? group by image_id, " + CHANGE + ") of_image group by "
            + CHANGE;

    private FindingChangeStore() {}

    static void insert(Transaction transaction, String image, String bundle, Instant at, List<FindingChange> changes) {
        transaction.copy(
                "finding_change (image_id, at, bundle_digest, advisory, package, version, severity, "
                        + "field, before, after)",
                changes.stream()
                        .map(change -> new @Nullable Object[] {
                            image,
                            at,
                            bundle,
                            change.finding().id(),
                            change.finding().software().name(),
                            change.finding().software().version(),
                            change.finding().severity(),
                            change.field(),
                            change.before(),
                            change.after()
                        })
                        .toList());
    }

    static int deleteBefore(Transaction transaction, Instant time) {
        return transaction.change("delete from finding_change where at < ?", time);
    }

    /// The newest first, of one time the worst first.
    static List<Summary> list(Transaction transaction, Instant since, PageRequest page) {
        return transaction.list(
                row -> new Summary(
                        row.integer("number"),
                        row.text("advisory"),
                        row.text("package"),
                        row.text("version"),
                        row.text("severity"),
                        row.text("field"),
                        row.text("before"),
                        row.text("after"),
                        row.text("bundle_digest"),
                        row.instant("at"),
                        row.integer("images")),
                "select * from (" + GROUPS + ") changes where number > ? order by number limit ?",
                since,
                page.after().map(cursor -> cursor.number(0)).orElse(0L),
                page.rows());
    }

    static Total total(Transaction transaction, Instant since) {
        return Total.of(transaction.number(
                "select count(*) from (select 1 from finding_change where at > ? group by " + CHANGE + ") changes",
                since));
    }
}
