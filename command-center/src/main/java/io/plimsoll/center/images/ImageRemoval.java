package io.plimsoll.center.images;

import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Deletes what is stored of an image: its inventory and its findings. Its row stays, since events and decisions name
/// it.
final class ImageRemoval {
    /// A host that has been silent for longer keeps no image here.
    private static final Duration SILENCE = Duration.ofDays(1);

    private static final int NAMED = 3;

    private static final List<String> CONTENT =
            List.of("image_on_host", "image_inventory", "image_package", "finding", "exception_use");

    private ImageRemoval() {}

    /// @throws ProblemException if a container of it runs, or a host would list it again at once
    static void remove(Transaction transaction, String id, Instant now) {
        long running = transaction.number(
                "select count(*) from container where image_id = ? and state = 'running' and gone_at is null", id);
        if (running > 0) {
            throw new ProblemException(
                    409,
                    "image-runs",
                    running + (running == 1 ? " container of the image runs" : " containers of the image run")
                            + "; stop what runs, then delete it");
        }
        List<String> hosts = transaction.list(
                row -> row.text("name"),
                "select h.name from image_on_host o join host h on h.id = o.host_id where o.image_id = ?"
                        + " and h.images_reported_at > ? order by 1 limit ?",
                id,
                now.minus(SILENCE),
                NAMED);
        if (!hosts.isEmpty()) {
            throw new ProblemException(
                    409,
                    "image-on-host",
                    "it is still on " + String.join(", ", hosts)
                            + " and would be listed again; remove it there, and it leaves this list by itself");
        }
        CONTENT.forEach(table -> transaction.change("delete from " + table + " where image_id = ?", id));
        for (String table : List.of("package_image", "vulnerability_image")) {
            transaction.change("delete from " + table + " where image = (select number from image where id = ?)", id);
        }
        // The registry may still have it: that very digest is not scanned again before somebody asks for it.
        transaction.change(
                "update registry_tag set image_id = null, scanned_digest = null, scanned_at = null,"
                        + " failed_digest = digest where image_id = ?",
                id);
        transaction.change("update scan_job set image_id = null where image_id = ?", id);
        transaction.change(
                "update image set verdict = 'pending', violations = '[]', scanned_at = null, distribution = null,"
                        + " critical = 0, high = 0, medium = 0, low = 0, negligible = 0, unknown = 0, kev = 0,"
                        + " severity_order = 0, accepted = 0, accepted_severe = 0, not_assessed = 0, gap_count = 0,"
                        + " not_assessed_ecosystems = '[]', unadvised_ecosystems = '[]', match_notes = '[]',"
                        + " matched_at = null, findings_at = null, bundle_digest = '', bundle_built_at = null"
                        + " where id = ?",
                id);
        ImageStore.sumUp(transaction, List.of(id), now);
    }
}
