package io.plimsoll.center.images;

import io.plimsoll.center.server.database.Row;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.Words;
import io.plimsoll.model.Finding;
import io.plimsoll.model.SensitiveContent;
import java.sql.SQLException;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.core.type.TypeReference;

/// The SQL of where something is found, in all images.
final class PlaceStore {
    private static final String PLACE = "select i.id, i.names,"
            + " i.critical + i.high + i.medium + i.low + i.negligible + i.unknown as findings,"
            + " (select count(*) from container c where c.image_id = i.id and c.state = 'running'"
            + " and c.gone_at is null) as running";

    private PlaceStore() {}

    static void eachImage(Transaction transaction, Consumer<Images.Place> visitor) {
        transaction.each(PlaceStore::place, visitor, PLACE + " from image i where i.gone_at is null");
    }

    static void eachContent(Transaction transaction, BiConsumer<Images.Place, SensitiveContent> visitor) {
        transaction.each(
                row -> {
                    visitor.accept(place(row), row.json("sensitive").as(new TypeReference<SensitiveContent>() {}));
                    return true;
                },
                _ -> {},
                PLACE + ", v.sensitive from image i join image_inventory v on v.image_id = i.id"
                        + " where i.gone_at is null and v.sensitive is not null");
    }

    /// The vulnerabilities that may be meant are few, and an index gives them.
    static void eachFinding(Transaction transaction, String name, BiConsumer<Images.Place, Finding> visitor) {
        transaction.each(
                row -> {
                    visitor.accept(
                            place(row),
                            row.json("document")
                                    .as(new TypeReference<FindingDocument>() {})
                                    .finding());
                    return true;
                },
                _ -> {},
                PLACE + ", f.document from finding f join image i on i.id = f.image_id where i.gone_at is null"
                        + " and f.id in (select v.id from vulnerability v where v.search like ?)",
                "%" + Words.literal(name.toLowerCase(Locale.ROOT)) + "%");
    }

    private static Images.Place place(Row row) throws SQLException {
        return new Images.Place(row.text("id"), row.texts("names"), row.integer("running"), row.integer("findings"));
    }
}
