package io.plimsoll.feeds.rustsec;

import static io.plimsoll.feeds.source.SourceJson.text;
import static io.plimsoll.feeds.source.SourceJson.texts;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.versions.SemanticVersions;
import io.plimsoll.feeds.ranges.Comparators;
import io.plimsoll.feeds.ranges.VersionSet;
import io.plimsoll.feeds.source.AdvisoryFiles;
import io.plimsoll.feeds.source.Facts.Vector;
import io.plimsoll.feeds.source.FeedAdvisory;
import io.plimsoll.feeds.source.FeedAdvisory.Affected;
import io.plimsoll.feeds.source.FeedSource;
import io.plimsoll.feeds.source.Ids;
import io.plimsoll.feeds.source.OneLine;
import io.plimsoll.feeds.source.SourceToml;
import io.plimsoll.model.Severity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// One advisory: TOML between fences, then a title and text. What is neither patched nor unaffected is affected; a
/// version that is written alone is a caret requirement, as in Cargo.
public final class RustSecAdvisory {
    private static final String ECOSYSTEM = "crates.io";
    private static final Pattern WANTED = Pattern.compile("(?:.*/)?crates/[^/]+/RUSTSEC-[0-9]{4}-[0-9]{4,8}\\.md");
    private static final Pattern TOML = Pattern.compile("\\s*+```toml\r?\n(.*?)\n```", Pattern.DOTALL);
    private static final Pattern TITLE = Pattern.compile("^# +(.{1,500})$", Pattern.MULTILINE);
    private static final Pattern BARE = Pattern.compile("\\s*+[0-9].*");

    private RustSecAdvisory() {}

    public static List<FeedSource> in(Path feeds) {
        return AdvisoryFiles.in(
                feeds,
                "rustsec-advisory-db",
                "RustSec",
                WANTED,
                List.of(ECOSYSTEM),
                (_, bytes) -> List.of(parse(new String(bytes, StandardCharsets.UTF_8))));
    }

    /// @throws IllegalArgumentException if the text is no advisory
    static FeedAdvisory parse(String text) {
        Matcher toml = TOML.matcher(text);
        if (!toml.lookingAt()) {
            throw new IllegalArgumentException("it does not begin with TOML");
        }
        JsonNode root = SourceToml.read(toml.group(1));
        JsonNode advisory = root.path("advisory");
        Matcher title = TITLE.matcher(text).region(toml.end(), text.length());
        return new FeedAdvisory(
                text(advisory, "id"),
                texts(advisory.path("aliases")).stream().filter(Ids::isId).toList(),
                List.of(),
                title.find() ? OneLine.of(title.group(1)) : "",
                text(advisory, "date"),
                "RUSTSEC",
                advisory.hasNonNull("withdrawn"),
                advisory.hasNonNull("cvss") ? List.of(new Vector(text(advisory, "cvss"), "rustsec")) : List.of(),
                List.of(new Affected(
                        new AdvisedPackage(ECOSYSTEM, text(advisory, "package")),
                        Severity.UNKNOWN,
                        new Answer.Affected(affected(root.path("versions")).toRanges(), List.of()))));
    }

    private static VersionSet affected(JsonNode versions) {
        VersionSet good = VersionSet.none(SemanticVersions.INSTANCE);
        Comparators comparators = new Comparators(SemanticVersions.INSTANCE);
        for (String list : List.of("patched", "unaffected")) {
            for (String requirement : texts(versions.path(list))) {
                boolean isBare = BARE.matcher(requirement).matches();
                good = good.or(comparators.read(isBare ? "^" + requirement.strip() : requirement));
            }
        }
        return good.complement();
    }
}
