package io.plimsoll.feeds.gitlab;

import static io.plimsoll.feeds.source.SourceJson.text;
import static io.plimsoll.feeds.source.SourceJson.texts;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.advisories.versions.VersionScheme;
import io.plimsoll.feeds.ranges.BracketRanges;
import io.plimsoll.feeds.ranges.Comparators;
import io.plimsoll.feeds.ranges.VersionSet;
import io.plimsoll.feeds.source.AdvisoryFiles;
import io.plimsoll.feeds.source.Facts.Vector;
import io.plimsoll.feeds.source.FeedAdvisory;
import io.plimsoll.feeds.source.FeedAdvisory.Affected;
import io.plimsoll.feeds.source.FeedSource;
import io.plimsoll.feeds.source.Ids;
import io.plimsoll.feeds.source.OneLine;
import io.plimsoll.feeds.source.SourceYaml;
import io.plimsoll.model.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// One advisory. Its range is written as the ecosystem writes ranges: brackets for Maven and NuGet, comparisons
/// for the others. A range that is empty means all versions, if the text beside it says so.
///
/// Conan's packages have no version order that we know, and are passed over.
public final class GitLabAdvisory {
    private static final Pattern WANTED =
            Pattern.compile("(?:.*/)?(?:gem|go|maven|npm|nuget|packagist|pypi)/.+/[^/]+\\.yml");

    private static final Map<String, String> ECOSYSTEMS = Map.of(
            "gem", "RubyGems",
            "go", "Go",
            "maven", "Maven",
            "npm", "npm",
            "nuget", "NuGet",
            "packagist", "Packagist",
            "pypi", "PyPI");

    private GitLabAdvisory() {}

    public static List<FeedSource> in(Path feeds) {
        return AdvisoryFiles.in(
                feeds,
                "gitlab-advisories-community",
                "GitLab advisories",
                WANTED,
                ECOSYSTEMS.values().stream().sorted().toList(),
                (_, bytes) -> List.of(parse(SourceYaml.read(bytes))));
    }

    /// @throws IllegalArgumentException if it is no advisory
    static FeedAdvisory parse(JsonNode root) {
        AdvisedPackage advised = advised(text(root, "package_slug"));
        String id = text(root, "identifier");
        return new FeedAdvisory(
                id,
                texts(root.path("identifiers")).stream()
                        .filter(other -> Ids.isId(other) && !other.equals(id))
                        .distinct()
                        .toList(),
                List.of(),
                OneLine.of(text(root, "title")),
                text(root, "pubdate"),
                "GITLAB",
                false,
                vectors(root),
                List.of(new Affected(
                        advised, Severity.UNKNOWN, new Answer.Affected(ranges(root, advised.ecosystem()), List.of()))));
    }

    private static AdvisedPackage advised(String slug) {
        int slash = slug.indexOf('/');
        String ecosystem = slash < 0 ? null : ECOSYSTEMS.get(slug.substring(0, slash));
        if (ecosystem == null) {
            throw new IllegalArgumentException("its package is called '" + OneLine.of(slug) + "'");
        }
        String name = slug.substring(slash + 1);
        return new AdvisedPackage(ecosystem, ecosystem.equals("Maven") ? name.replace('/', ':') : name);
    }

    private static List<Vector> vectors(JsonNode root) {
        List<Vector> vectors = new ArrayList<>();
        Stream.of("cvss_v4", "cvss_v3", "cvss_v2")
                .map(field -> text(root, field))
                .filter(vector -> !vector.isEmpty())
                .forEach(vector -> vectors.add(new Vector(vector, "gitlab")));
        return vectors;
    }

    private static List<VersionRange> ranges(JsonNode root, String ecosystem) {
        VersionScheme scheme = VersionScheme.ofEcosystem(ecosystem).orElseThrow();
        String range = text(root, "affected_range").strip();
        if (range.isEmpty()) {
            String words = text(root, "affected_versions").strip();
            if (!words.equalsIgnoreCase("All versions")) {
                throw new IllegalArgumentException("it has no range, and affects '" + OneLine.of(words) + "'");
            }
            return VersionSet.all(scheme).toRanges();
        }
        return switch (ecosystem) {
            case "Maven", "NuGet" -> new BracketRanges(scheme).read(range).toRanges();
            default -> new Comparators(scheme).read(range).toRanges();
        };
    }
}
