package io.plimsoll.feeds.nvd;

import static io.plimsoll.feeds.source.SourceJson.text;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.advisories.versions.GenericVersions;
import io.plimsoll.feeds.ranges.VersionSet;
import io.plimsoll.feeds.source.FeedAdvisory.Affected;
import io.plimsoll.model.Severity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Finds our programs in the configurations of a CVE. Of a configuration that needs another part besides the program,
/// such as an operating system, only those that Linux can be are taken.
final class Configurations {
    private static final GenericVersions SCHEME = GenericVersions.INSTANCE;

    private Configurations() {}

    /// @param lost is told about each match that could not be understood and is left out
    static List<Affected> affected(JsonNode configurations, Consumer<String> lost) {
        Map<AdvisedPackage, Set<VersionRange>> ranges = new TreeMap<>();
        for (JsonNode configuration : configurations) {
            boolean needsAll = text(configuration, "operator").equals("AND");
            if (!needsAll || platformMayBeLinux(configuration)) {
                for (JsonNode node : configuration.path("nodes")) {
                    node.path("cpeMatch").forEach(match -> add(match, ranges, lost));
                }
            }
        }
        return ranges.entrySet().stream()
                .map(e -> new Affected(
                        e.getKey(), Severity.UNKNOWN, new Answer.Affected(List.copyOf(e.getValue()), List.of())))
                .toList();
    }

    private static boolean platformMayBeLinux(JsonNode configuration) {
        for (JsonNode node : configuration.path("nodes")) {
            boolean may = node.path("cpeMatch").isEmpty();
            for (JsonNode match : node.path("cpeMatch")) {
                may |= match.path("vulnerable").asBoolean(true)
                        || Cpe.parse(text(match, "criteria"))
                                .filter(Cpe::mayRunOnLinux)
                                .isPresent();
            }
            if (!may) {
                return false;
            }
        }
        return true;
    }

    private static void add(JsonNode match, Map<AdvisedPackage, Set<VersionRange>> ranges, Consumer<String> lost) {
        Cpe cpe = Cpe.parse(text(match, "criteria")).orElse(null);
        if (cpe == null || !match.path("vulnerable").asBoolean(true) || !cpe.mayRunOnLinux()) {
            return;
        }
        Programs.named(cpe.vendor(), cpe.product()).ifPresent(program -> {
            try {
                ranges.computeIfAbsent(program, _ -> new LinkedHashSet<>())
                        .addAll(versions(match, cpe).toRanges());
            } catch (IllegalArgumentException e) {
                lost.accept(program.name() + ": " + e.getMessage());
            }
            ranges.computeIfPresent(program, (_, known) -> known.isEmpty() ? null : known);
        });
    }

    private static VersionSet versions(JsonNode match, Cpe cpe) {
        if (cpe.version().equals("-")) {
            throw new IllegalArgumentException("a match without version");
        }
        if (cpe.namesVersion()) {
            String version = cpe.fullVersion();
            return VersionSet.from(SCHEME, version, true).and(VersionSet.upTo(SCHEME, version, true));
        }
        VersionSet set = VersionSet.all(SCHEME);
        if (match.has("versionStartIncluding")) {
            set = set.and(VersionSet.from(SCHEME, text(match, "versionStartIncluding"), true));
        }
        if (match.has("versionStartExcluding")) {
            set = set.and(VersionSet.from(SCHEME, text(match, "versionStartExcluding"), false));
        }
        if (match.has("versionEndIncluding")) {
            set = set.and(VersionSet.upTo(SCHEME, text(match, "versionEndIncluding"), true));
        }
        if (match.has("versionEndExcluding")) {
            set = set.and(VersionSet.upTo(SCHEME, text(match, "versionEndExcluding"), false));
        }
        return set;
    }
}
