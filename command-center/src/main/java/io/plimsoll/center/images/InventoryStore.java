package io.plimsoll.center.images;

import io.plimsoll.advisories.matching.LookupName;
import io.plimsoll.center.server.database.Json;
import io.plimsoll.center.server.database.Row;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.model.Digest;
import io.plimsoll.model.Distribution;
import io.plimsoll.model.Gap;
import io.plimsoll.model.ImageConfiguration;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.Layer;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.SensitiveContent;
import io.plimsoll.model.SoftwarePackage;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/// The SQL of inventories.
final class InventoryStore {
    /// The columns of a package.
    static final String PACKAGES =
            "number, name, version, type, purl, source_name, source_version, architecture, path, layer,"
                    + " licences, owner, scope";

    private InventoryStore() {}

    /// A layer with its digest as text.
    ///
    /// @param base null in rows of earlier versions
    record LayerDocument(
            String diffId,
            long size,
            String createdBy,
            @Nullable Boolean base) {}

    /// What is shown of an inventory beside its packages.
    ///
    /// @param unknownExecutables empty in rows of earlier versions, which did not count them
    record Summary(
            int packages,
            int executables,
            Optional<Integer> unknownExecutables,
            Optional<Distribution> distribution,
            Optional<ImageConfiguration> configuration,
            List<Layer> layers,
            Optional<SensitiveContent> sensitive,
            List<Gap> gaps,
            Instant receivedAt) {}

    /// @param compressed the document as it came, compressed with gzip
    static void put(Transaction transaction, String image, Inventory inventory, byte[] compressed, Instant now) {
        Distribution distribution = inventory.distribution();
        ImageConfiguration configuration = inventory.configuration();
        transaction.change(
                "insert into image_inventory (image_id, received_at, document, packages, executables,"
                        + " unknown_executables, distribution, configuration, layers, sensitive, gaps)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict"
                        + " (image_id) do update"
                        + " set received_at = excluded.received_at, document = excluded.document,"
                        + " packages = excluded.packages, executables = excluded.executables,"
                        + " unknown_executables = excluded.unknown_executables,"
                        + " distribution = excluded.distribution, configuration = excluded.configuration,"
                        + " layers = excluded.layers, sensitive = excluded.sensitive, gaps = excluded.gaps",
                image,
                now,
                compressed,
                inventory.packages().size(),
                inventory.executables().size(),
                inventory.unknownExecutables(),
                distribution == null ? null : Json.of(distribution),
                configuration == null ? null : Json.of(configuration),
                Json.of(inventory.layers().stream()
                        .map(l -> new LayerDocument(l.diffId().toString(), l.size(), l.createdBy(), l.base()))
                        .toList()),
                inventory.sensitive() == null ? null : Json.of(inventory.sensitive()),
                Json.of(inventory.gaps()));
        transaction.change("delete from image_package where image_id = ?", image);
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (SoftwarePackage software : inventory.packages()) {
            rows.add(packageRow(image, rows.size(), software, LookupName.of(software, distribution)));
        }
        transaction.copy("image_package (image_id, " + PACKAGES + ", ecosystem, lookup_name, lookup_version)", rows);
        PackagesInUse.put(transaction, image);
        transaction.change(
                "update image set scanned_at = ?, distribution = ?, gap_count = ?, due = true where id = ?",
                now,
                distribution == null ? null : distribution.prettyName(),
                inventory.gaps().size(),
                image);
    }

    private static @Nullable Object[] packageRow(
            String image, int number, SoftwarePackage software, LookupName lookup) {
        SoftwarePackage.Source source = software.source();
        Digest layer = software.layer();
        return new @Nullable Object[] {
            image,
            number,
            software.name(),
            software.version(),
            software.type().purlType(),
            software.purl(),
            source == null ? null : source.name(),
            source == null ? null : source.version(),
            software.architecture(),
            software.path(),
            layer == null ? null : layer.toString(),
            software.licences().isEmpty() ? null : Json.of(software.licences()),
            software.owner(),
            software.scope(),
            lookup.ecosystem(),
            lookup.name(),
            lookup.version()
        };
    }

    static Optional<Summary> summary(Transaction transaction, String image) {
        return transaction.first(
                InventoryStore::summary,
                "select packages, executables, unknown_executables, distribution, configuration, layers, sensitive, gaps, received_at"
                        + " from image_inventory where image_id = ?",
                image);
    }

    private static Summary summary(Row row) throws SQLException {
        return new Summary(
                row.integer("packages"),
                row.integer("executables"),
                Optional.ofNullable(row.textOrNull("unknown_executables")).map(Integer::valueOf),
                row.textOrNull("distribution") == null
                        ? Optional.empty()
                        : Optional.of(row.json("distribution").as(new TypeReference<Distribution>() {})),
                row.textOrNull("configuration") == null
                        ? Optional.empty()
                        : Optional.of(row.json("configuration").as(new TypeReference<ImageConfiguration>() {})),
                row.json("layers").as(new TypeReference<List<LayerDocument>>() {}).stream()
                        .map(l -> new Layer(
                                Digest.parse(l.diffId()), l.size(), l.createdBy(), Boolean.TRUE.equals(l.base())))
                        .toList(),
                row.textOrNull("sensitive") == null
                        ? Optional.empty()
                        : Optional.of(row.json("sensitive").as(new TypeReference<SensitiveContent>() {})),
                row.json("gaps").as(new TypeReference<List<Gap>>() {}),
                row.instant("received_at"));
    }

    /// The inventory again, without its executables: matching and judging do not look at them.
    static Optional<Inventory> load(Transaction transaction, String image) {
        return summary(transaction, image)
                .map(summary -> new Inventory(
                        Inventory.FORMAT,
                        "",
                        Digest.parse(image),
                        List.of(),
                        summary.distribution().orElse(null),
                        summary.configuration().orElse(null),
                        summary.layers(),
                        transaction.list(
                                InventoryStore::software,
                                "select " + PACKAGES + " from image_package where image_id = ? order by number",
                                image),
                        List.of(),
                        summary.unknownExecutables().orElse(0),
                        summary.sensitive().orElse(null),
                        summary.gaps()));
    }

    static SoftwarePackage software(Row row) throws SQLException {
        String source = row.textOrNull("source_name");
        String layer = row.textOrNull("layer");
        return new SoftwarePackage(
                row.text("name"),
                row.text("version"),
                PackageType.ofPurlType(row.text("type"))
                        .orElseThrow(() -> new SQLException("a package of an unknown type")),
                row.text("purl"),
                source == null ? null : new SoftwarePackage.Source(source, row.text("source_version")),
                row.text("architecture"),
                row.text("path"),
                layer == null ? null : Digest.parse(layer),
                row.textOrNull("licences") == null
                        ? List.of()
                        : row.json("licences").as(new TypeReference<List<String>>() {}),
                row.text("owner"),
                row.text("scope"));
    }

    /// The packages as readers see them.
    static PackageStore packages(Transaction transaction, String image) {
        return new PackageStore(
                transaction,
                image,
                summary(transaction, image).map(Summary::layers).orElse(List.of()));
    }

    /// Keeps of which packages nobody can say anything, and why, in place of what was kept before.
    ///
    /// @param words by the number of the package
    static void putSilence(Transaction transaction, String image, Map<Integer, String> words) {
        List<String> numbers = words.keySet().stream().map(String::valueOf).toList();
        transaction.change(
                "update image_package set not_assessed = null where image_id = ? and not_assessed is not null"
                        + " and number <> all (?::integer[])",
                image,
                numbers);
        transaction.change(
                "update image_package p set not_assessed = s.word from unnest(?::integer[], ?) as s(number, word)"
                        + " where p.image_id = ? and p.number = s.number and p.not_assessed is distinct from s.word",
                numbers,
                List.copyOf(words.values()),
                image);
    }
}
