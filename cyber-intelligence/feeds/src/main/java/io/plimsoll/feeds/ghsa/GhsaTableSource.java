package io.plimsoll.feeds.ghsa;

import io.plimsoll.feeds.source.Facts;
import io.plimsoll.feeds.source.Facts.Covered;
import io.plimsoll.feeds.source.FeedSource;
import io.plimsoll.feeds.source.Harvest;
import io.plimsoll.feeds.source.Skipped;
import io.plimsoll.feeds.source.SourceFiles;
import io.plimsoll.feeds.source.SourceLines;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A file `ghsa-csv/advisories-<ecosystem>.csv`, packed or not: one row per range, without header.
public final class GhsaTableSource implements FeedSource {
    private static final Map<String, String> ECOSYSTEMS = Map.of("maven", "Maven", "npm", "npm", "nuget", "NuGet");

    private final Path file;
    private final String ecosystem;

    private GhsaTableSource(Path file, String ecosystem) {
        this.file = file;
        this.ecosystem = ecosystem;
    }

    /// The files of ecosystems that we know.
    public static List<FeedSource> in(Path feeds) {
        return SourceFiles.named(feeds.resolve("ghsa-csv"), ".csv").stream()
                .flatMap(file -> ecosystem(file).map(e -> (FeedSource) new GhsaTableSource(file, e)).stream())
                .toList();
    }

    private static Optional<String> ecosystem(Path file) {
        String name = SourceFiles.withoutPacking(file).replaceFirst("\\.csv$", "");
        return Optional.ofNullable(ECOSYSTEMS.get(name.replaceFirst("^advisories-", "")));
    }

    @Override
    public String name() {
        return "GHSA table " + ecosystem;
    }

    @Override
    public Harvest read() {
        GhsaRows rows = new GhsaRows(ecosystem);
        Skipped skipped = new Skipped();
        try (SourceLines lines = SourceLines.open(file)) {
            CsvRows csv = new CsvRows(lines);
            for (List<String> row = csv.next(); row != null; row = csv.next()) {
                try {
                    rows.add(row);
                } catch (IllegalArgumentException e) {
                    skipped.add("row " + csv.count(), String.valueOf(e.getMessage()));
                }
            }
            skipped.checkTolerable(csv.count());
            return new Harvest(
                    new Facts.Advisories(rows.advisories(), List.of(new Covered(ecosystem, false))),
                    rows.newest(),
                    csv.count(),
                    skipped);
        }
    }
}
