package io.plimsoll.center.images;

import io.plimsoll.center.server.database.Row;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.Cursor;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Total;
import io.plimsoll.center.server.http.Words;
import io.plimsoll.model.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The SQL of the packages of one image, as readers see them.
final class PackageStore {
    /// Of the licences the most frequent ones.
    private static final int MOST_LICENCES = 100;

    private final Transaction transaction;
    private final String image;
    private final List<Layer> layers;

    /// @param layers of the image; they tell its parts
    PackageStore(Transaction transaction, String image, List<Layer> layers) {
        this.transaction = transaction;
        this.image = image;
        this.layers = layers;
    }

    /// A package with its place in the list.
    record Numbered(int number, PackageView view) {
        Cursor cursor() {
            return Cursor.of(number);
        }
    }

    List<Numbered> list(PackageFilter filter, PageRequest page) {
        List<@Nullable Object> arguments = new ArrayList<>();
        StringBuilder where = where(filter, page, arguments);
        arguments.add(page.after().map(cursor -> cursor.number(0)).orElse(-1L));
        arguments.add(page.rows());
        return transaction.list(
                row -> new Numbered(
                        row.integer("number"),
                        PackageView.of(
                                InventoryStore.software(row), part(row.text("layer")), row.text("not_assessed"))),
                "select " + InventoryStore.PACKAGES + ", not_assessed from image_package where " + where
                        + " and number > ? order by number limit ?",
                arguments.toArray());
    }

    Total total(PackageFilter filter, PageRequest page) {
        List<@Nullable Object> arguments = new ArrayList<>();
        StringBuilder where = where(filter, page, arguments);
        return Total.of(transaction.number("select count(*) from image_package where " + where, arguments.toArray()));
    }

    private StringBuilder where(PackageFilter filter, PageRequest page, List<@Nullable Object> arguments) {
        StringBuilder where = new StringBuilder("image_id = ?");
        arguments.add(image);
        filter.type().ifPresent(type -> {
            where.append(" and type = ?");
            arguments.add(type);
        });
        filter.part().ifPresent(part -> {
            where.append(" and layer = any (?)");
            arguments.add(layersOf(part));
        });
        filter.licence().ifPresent(licence -> {
            where.append(" and (licences @> jsonb_build_array(?::text)");
            where.append(licence.equals(PackageFilter.NONE) ? " or licences is null)" : ")");
            arguments.add(licence);
        });
        filter.assessed()
                .ifPresent(assessed -> where.append(" and not_assessed is ").append(assessed ? "null" : "not null"));
        Words.occurIn("lower(name || ' ' || version || ' ' || purl || ' ' || path)", page.words(), where, arguments);
        return where;
    }

    private Optional<PackageFilter.Part> part(String layer) {
        return PackageFilter.Part.ofLayer(layers, layer);
    }

    private List<String> layersOf(PackageFilter.Part part) {
        return layers.stream()
                .map(layer -> layer.diffId().toString())
                .distinct()
                .filter(layer -> part(layer).filter(part::equals).isPresent())
                .toList();
    }

    /// How many packages each filter would leave.
    PackageCounts counts() {
        return new PackageCounts(
                counts("select type as word, count(*) as packages from image_package where image_id = ? group by 1"),
                parts(),
                counts("select licence as word, count(distinct number) as packages from image_package,"
                        + " jsonb_array_elements_text(licences) licence where image_id = ? and length(licence) <= "
                        + PackageFilter.LONGEST_LICENCE + " group by 1"),
                count("licences is null"),
                count("not_assessed is not null"));
    }

    private List<PackageCounts.Share> counts(String sql) {
        return transaction.list(
                PackageStore::share, sql + " order by packages desc, word limit " + MOST_LICENCES, image);
    }

    private static PackageCounts.Share share(Row row) throws java.sql.SQLException {
        return new PackageCounts.Share(row.text("word"), row.integer("packages"));
    }

    private List<PackageCounts.Share> parts() {
        List<PackageCounts.Share> shares = new ArrayList<>();
        for (PackageFilter.Part part : PackageFilter.Part.values()) {
            List<String> ofPart = layersOf(part);
            if (!ofPart.isEmpty()) {
                shares.add(new PackageCounts.Share(part.word(), (int) transaction.number(
                        "select count(*) from image_package where image_id = ? and layer = any (?)", image, ofPart)));
            }
        }
        return shares;
    }

    private int count(String condition) {
        return (int)
                transaction.number("select count(*) from image_package where image_id = ? and " + condition, image);
    }
}
