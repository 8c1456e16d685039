package io.plimsoll.feeds.friendsofphp;

import static io.plimsoll.feeds.source.SourceJson.text;
import static io.plimsoll.feeds.source.SourceJson.texts;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.versions.ComposerVersions;
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
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// One advisory about a Composer package: branches, each with comparisons that must all hold. Where it has no CVE
/// it is called after its file.
public final class PhpAdvisory {
    private static final String ECOSYSTEM = "Packagist";
    private static final String REFERENCE = "composer://";
    private static final Pattern WANTED = Pattern.compile("(?:.*/)?([A-Za-z0-9][^/]*/[^/]+/[^/]+)\\.yaml");

    private PhpAdvisory() {}

    public static List<FeedSource> in(Path feeds) {
        return AdvisoryFiles.in(
                feeds,
                "friendsofphp-security-advisories",
                "FriendsOfPHP",
                WANTED,
                List.of(ECOSYSTEM),
                (path, bytes) -> List.of(parse(path, SourceYaml.read(bytes))));
    }

    /// @throws IllegalArgumentException if it is no advisory
    static FeedAdvisory parse(String path, JsonNode root) {
        String reference = text(root, "reference");
        if (!reference.startsWith(REFERENCE)) {
            throw new IllegalArgumentException("it is about '" + OneLine.of(reference) + "'");
        }
        String cve = text(root, "cve");
        return new FeedAdvisory(
                cve.isEmpty() ? idOf(path) : cve,
                List.of(),
                List.of(),
                OneLine.of(text(root, "title")),
                published(root),
                "FRIENDSOFPHP",
                false,
                List.of(),
                List.of(new Affected(
                        new AdvisedPackage(ECOSYSTEM, reference.substring(REFERENCE.length())),
                        Severity.UNKNOWN,
                        new Answer.Affected(affected(root).toRanges(), List.of()))));
    }

    private static String idOf(String path) {
        Matcher matcher = WANTED.matcher(path);
        String name = matcher.matches() ? matcher.group(1) : path;
        return "FOP:" + name.replaceAll("[^A-Za-z0-9.-]", ":");
    }

    /// The day of the branch that was mended first.
    private static String published(JsonNode root) {
        return StreamSupport.stream(root.path("branches").spliterator(), false)
                .map(branch -> text(branch, "time"))
                .filter(time -> time.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}.*"))
                .map(time -> time.substring(0, 10))
                .min(String::compareTo)
                .orElse("");
    }

    private static VersionSet affected(JsonNode root) {
        VersionSet affected = VersionSet.none(ComposerVersions.INSTANCE);
        Comparators comparators = new Comparators(ComposerVersions.INSTANCE);
        for (JsonNode branch : root.path("branches")) {
            affected = affected.or(comparators.read(String.join(",", texts(branch.path("versions")))));
        }
        return affected;
    }
}
