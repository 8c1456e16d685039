package io.plimsoll.feeds.ghsa;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.advisories.VersionRange.End;
import io.plimsoll.advisories.versions.VersionScheme;
import io.plimsoll.feeds.source.FeedAdvisory;
import io.plimsoll.feeds.source.FeedAdvisory.Affected;
import io.plimsoll.feeds.source.Ids;
import io.plimsoll.feeds.source.OneLine;
import io.plimsoll.model.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Gathers rows into advisories. The columns: id (CVE, else GHSA), published, summary, package, introduced (inclusive),
/// fixed (exclusive, or empty), severity, CWEs.
final class GhsaRows {
    private static final int COLUMNS = 8;

    /// Only the summary tells that an advisory was taken back.
    private static final Pattern RETRACTED = Pattern.compile(
            "Withdrawn|(Withdrawn|Duplicate)( Advisory)?\\s*:.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /// What rows must agree in to be one advisory: one CVE may have several, of which some were taken back.
    private record Key(String id, String summary, String published) {}

    private final String ecosystem;
    private final Optional<VersionScheme> scheme;
    private final Map<Key, Map<AdvisedPackage, List<VersionRange>>> ranges = new LinkedHashMap<>();
    private final Map<Key, Severity> severities = new LinkedHashMap<>();
    private String newest = "";

    GhsaRows(String ecosystem) {
        this.ecosystem = ecosystem;
        this.scheme = VersionScheme.ofEcosystem(ecosystem);
    }

    /// @throws IllegalArgumentException if the row cannot be understood
    void add(List<String> row) {
        if (row.size() != COLUMNS) {
            throw new IllegalArgumentException("it has " + row.size() + " columns, not " + COLUMNS);
        }
        Key key = new Key(row.get(0), row.get(2), row.get(1));
        Ids.check(key.id);
        AdvisedPackage advised = new AdvisedPackage(ecosystem, row.get(3));
        VersionRange range = range(row.get(4), row.get(5));
        ranges.computeIfAbsent(key, _ -> new LinkedHashMap<>())
                .computeIfAbsent(advised, _ -> new ArrayList<>())
                .add(range);
        severities.put(key, Severity.ofWord(row.get(6)));
        newest = newest.compareTo(key.published) >= 0 ? newest : key.published;
    }

    private VersionRange range(String introduced, String fixed) {
        VersionRange range = new VersionRange(
                introduced.isBlank() ? "0" : introduced, fixed.isBlank() ? new End.Open() : new End.Fixed(fixed));
        if (scheme.isPresent() && !range.isReadable(scheme.get())) {
            throw new IllegalArgumentException("the range '" + range + "' has a bound that is no version");
        }
        return range;
    }

    /// The newest date of publication.
    String newest() {
        return newest;
    }

    List<FeedAdvisory> advisories() {
        return ranges.entrySet().stream()
                .map(entry -> advisory(entry.getKey(), entry.getValue()))
                .toList();
    }

    private FeedAdvisory advisory(Key key, Map<AdvisedPackage, List<VersionRange>> packages) {
        Severity severity = severities.getOrDefault(key, Severity.UNKNOWN);
        return new FeedAdvisory(
                key.id,
                List.of(),
                List.of(),
                OneLine.of(key.summary),
                key.published,
                "GHSA",
                RETRACTED.matcher(key.summary.strip()).matches(),
                List.of(),
                packages.entrySet().stream()
                        .map(e -> new Affected(e.getKey(), severity, new Answer.Affected(e.getValue(), List.of())))
                        .toList());
    }
}
