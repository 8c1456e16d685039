package io.plimsoll.feeds.nodejs;

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
import io.plimsoll.feeds.source.SourceJson;
import io.plimsoll.model.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// One report, `core/81.json` about Node.js or `npm/328.json` about a package. What is vulnerable and not patched is
/// affected. The reports about packages end in 2019, so they stand for npm no more.
public final class NodeAdvisory {
    private static final AdvisedPackage NODE = new AdvisedPackage("generic:node", "node");
    private static final Pattern WANTED = Pattern.compile("(?:.*/)?vuln/(core|npm)/([0-9]{1,6})\\.json");

    private NodeAdvisory() {}

    public static List<FeedSource> in(Path feeds) {
        return AdvisoryFiles.in(
                feeds,
                "nodejs-security-wg",
                "Node.js security WG",
                WANTED,
                List.of(NODE.ecosystem()),
                NodeAdvisory::parse);
    }

    /// @throws IllegalArgumentException if it is no report
    static List<FeedAdvisory> parse(String path, byte[] bytes) {
        Matcher matcher = WANTED.matcher(path);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("it is called '" + OneLine.of(path) + "'");
        }
        try {
            JsonNode root = SourceJson.MAPPER.readTree(bytes);
            return List.of(
                    matcher.group(1).equals("core")
                            ? ofNode("NSWG-COR-" + matcher.group(2), root)
                            : ofPackage("NSWG-ECO-" + matcher.group(2), root));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static FeedAdvisory ofNode(String id, JsonNode root) {
        return advisory(
                id,
                texts(root.path("cve")),
                text(root, "description"),
                "",
                List.of(),
                new Affected(NODE, Severity.ofWord(text(root, "severity")), answer(root, "vulnerable", "patched")));
    }

    private static FeedAdvisory ofPackage(String id, JsonNode root) {
        AdvisedPackage advised = new AdvisedPackage("npm", text(root, "module_name"));
        List<Vector> vectors = Stream.of(text(root, "cvss_vector"))
                .filter(vector -> !vector.isEmpty())
                .map(vector -> new Vector(vector, "nodejs"))
                .toList();
        return advisory(
                id,
                texts(root.path("cves")),
                text(root, "title"),
                text(root, "publish_date"),
                vectors,
                new Affected(advised, Severity.UNKNOWN, answer(root, "vulnerable_versions", "patched_versions")));
    }

    private static FeedAdvisory advisory(
            String id, List<String> cves, String title, String published, List<Vector> vectors, Affected affected) {
        return new FeedAdvisory(
                id,
                cves.stream().filter(Ids::isId).distinct().toList(),
                List.of(),
                OneLine.of(title),
                published.length() < 10 || published.startsWith("1970-") ? "" : published.substring(0, 10),
                "NSWG",
                false,
                vectors,
                List.of(affected));
    }

    private static Answer answer(JsonNode root, String vulnerable, String patched) {
        Comparators comparators = new Comparators(SemanticVersions.INSTANCE);
        VersionSet affected = comparators.read(text(root, vulnerable));
        String fixes = text(root, patched).strip();
        boolean isPatched = !fixes.isEmpty() && !fixes.equals("<0.0.0");
        return new Answer.Affected(
                (isPatched ? affected.and(comparators.read(fixes).complement()) : affected).toRanges(), List.of());
    }
}
