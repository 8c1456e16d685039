package io.plimsoll.feeds.rubysec;

import static io.plimsoll.feeds.source.SourceJson.text;
import static io.plimsoll.feeds.source.SourceJson.texts;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.versions.GemVersions;
import io.plimsoll.feeds.ranges.Comparators;
import io.plimsoll.feeds.ranges.VersionSet;
import io.plimsoll.feeds.source.AdvisoryFiles;
import io.plimsoll.feeds.source.FeedAdvisory;
import io.plimsoll.feeds.source.FeedAdvisory.Affected;
import io.plimsoll.feeds.source.FeedSource;
import io.plimsoll.feeds.source.OneLine;
import io.plimsoll.feeds.source.SourceYaml;
import io.plimsoll.model.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// One advisory about a gem. What is neither patched nor unaffected is affected. The file gives CVSS scores
/// without their vectors; those are not taken.
public final class RubyAdvisory {
    private static final String ECOSYSTEM = "RubyGems";
    private static final Pattern WANTED = Pattern.compile("(?:.*/)?gems/[^/]+/[^/]+\\.yml");

    private RubyAdvisory() {}

    public static List<FeedSource> in(Path feeds) {
        return AdvisoryFiles.in(
                feeds,
                "ruby-advisory-db",
                "Ruby advisories",
                WANTED,
                List.of(ECOSYSTEM),
                (_, bytes) -> List.of(parse(SourceYaml.read(bytes))));
    }

    /// @throws IllegalArgumentException if it is no advisory
    static FeedAdvisory parse(JsonNode root) {
        List<String> ids = new ArrayList<>();
        addId(ids, "CVE-", text(root, "cve"));
        addId(ids, "GHSA-", text(root, "ghsa"));
        addId(ids, "OSVDB-", text(root, "osvdb"));
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("it has no id");
        }
        return new FeedAdvisory(
                ids.getFirst(),
                ids.subList(1, ids.size()),
                List.of(),
                OneLine.of(text(root, "title")),
                text(root, "date"),
                "RUBYSEC",
                root.hasNonNull("withdrawn"),
                List.of(),
                List.of(new Affected(
                        new AdvisedPackage(ECOSYSTEM, text(root, "gem")),
                        Severity.UNKNOWN,
                        new Answer.Affected(affected(root).toRanges(), List.of()))));
    }

    private static void addId(List<String> ids, String prefix, String number) {
        if (!number.isEmpty()) {
            ids.add(number.startsWith(prefix) ? number : prefix + number);
        }
    }

    static VersionSet affected(JsonNode root) {
        VersionSet good = VersionSet.none(GemVersions.INSTANCE);
        Comparators comparators = new Comparators(GemVersions.INSTANCE);
        for (String list : List.of("patched_versions", "unaffected_versions")) {
            for (String requirement : texts(root.path(list))) {
                good = good.or(comparators.read(requirement));
            }
        }
        return good.complement();
    }
}
