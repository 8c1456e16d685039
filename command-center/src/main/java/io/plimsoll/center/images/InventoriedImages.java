package io.plimsoll.center.images;

import io.plimsoll.center.compliance.ImageEvidence;
import io.plimsoll.center.compliance.ImageFact;
import io.plimsoll.center.labels.AssetKind;
import io.plimsoll.center.labels.Labels;
import io.plimsoll.center.server.database.Database;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Hands in the images on hosts.
final class InventoriedImages implements ImageEvidence {
    private final Database database;

    InventoriedImages(Database database) {
        this.database = database;
    }

    @Override
    public List<ImageFact> images(Instant at) {
        return database.read(transaction -> {
            Map<String, Map<String, String>> labels = Labels.all(transaction, AssetKind.IMAGE);
            return transaction.list(
                    row -> new ImageFact(
                            row.text("id"),
                            row.texts("names"),
                            labels.getOrDefault(row.text("id"), Map.of()),
                            row.instantIfAny("scanned_at").orElse(null),
                            row.instantIfAny("matched_at").orElse(null),
                            row.integer("not_assessed"),
                            row.integer("unknown"),
                            row.integer("critical"),
                            row.integer("high"),
                            row.integer("accepted_severe"),
                            row.integer("accepted_alone"),
                            row.text("verdict").equals("refused")),
                    "select id, names, scanned_at, matched_at, not_assessed, unknown, critical, high, verdict,"
                            + " accepted_severe, coalesce(alone.findings, 0) as accepted_alone from image"
                            + " left join (select f.image_id, count(*) as findings from finding f"
                            + " join exception e on e.id = f.exception_id where f.severity in ('critical', 'high')"
                            + " and e.confirmed_by is null group by f.image_id) alone on alone.image_id = image.id"
                            + " where gone_at is null order by name");
        });
    }
}
