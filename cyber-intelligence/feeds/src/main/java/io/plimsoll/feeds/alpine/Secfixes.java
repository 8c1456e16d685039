package io.plimsoll.feeds.alpine;

import static io.plimsoll.feeds.source.SourceJson.text;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.advisories.versions.ApkVersions;
import io.plimsoll.feeds.source.FeedAdvisory;
import io.plimsoll.feeds.source.FeedAdvisory.Affected;
import io.plimsoll.feeds.source.Skipped;
import io.plimsoll.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Gathers the fixes of one release. A text names a vulnerability by its ids, with remarks around them:
/// `CVE-2017-2620 XSA-209`, `CVE-2017-2616 (+ regression fix)`. Version `0` means that the package never had it.
final class Secfixes {
    private static final Pattern RELEASE = Pattern.compile("v[0-9]{1,3}\\.[0-9]{1,3}");
    private static final Pattern REMARK = Pattern.compile("\\([^)]*+\\)?");
    private static final Pattern CVE = Pattern.compile("CVE[-_]([0-9]{4})-([0-9]{4,10})");
    private static final Pattern OTHER_ID = Pattern.compile("\\b(?!CVE[-_])[A-Za-z]{2,14}-[0-9A-Za-z.-]{2,40}");

    private final List<FeedAdvisory> advisories = new ArrayList<>();
    private final SortedSet<String> releases = new TreeSet<>();
    private final Skipped skipped = new Skipped();
    private int records;

    /// One file of the database.
    ///
    /// @throws IllegalArgumentException if it does not say which release it is about
    void add(JsonNode file) {
        String release = text(file, "distroversion");
        if (!RELEASE.matcher(release).matches() || !file.has("packages")) {
            throw new IllegalArgumentException("it names no release or no packages");
        }
        String ecosystem = "Alpine:" + release;
        releases.add(ecosystem);
        for (JsonNode entry : file.path("packages")) {
            JsonNode pkg = entry.path("pkg");
            String name = text(pkg, "name");
            pkg.path("secfixes").properties().forEach(fix -> {
                for (JsonNode ids : fix.getValue()) {
                    add(ecosystem, name, fix.getKey(), ids.asString(""));
                }
            });
        }
    }

    private void add(String ecosystem, String name, String version, String text) {
        records++;
        try {
            Affected affected = new Affected(new AdvisedPackage(ecosystem, name), Severity.UNKNOWN, answer(version));
            String ids = REMARK.matcher(text).replaceAll(" ");
            List<String> cves = CVE.matcher(ids)
                    .results()
                    .map(m -> "CVE-" + m.group(1) + "-" + m.group(2))
                    .distinct()
                    .toList();
            List<String> others = OTHER_ID.matcher(ids)
                    .results()
                    .map(MatchResult::group)
                    .distinct()
                    .toList();
            advisories.addAll(advisories(cves, others, affected, text));
        } catch (IllegalArgumentException e) {
            skipped.add(name + " " + version, String.valueOf(e.getMessage()));
        }
    }

    /// One for each CVE; other ids are names of the only CVE, or stand for themselves where there is none.
    private static List<FeedAdvisory> advisories(
            List<String> cves, List<String> others, Affected affected, String text) {
        if (cves.isEmpty() && others.isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' names no vulnerability");
        }
        List<String> ids = cves.isEmpty() ? others : cves;
        List<String> aliases = cves.size() == 1 ? others : List.of();
        return ids.stream().map(id -> advisory(id, aliases, affected)).toList();
    }

    private static Answer answer(String version) {
        if (version.equals("0")) {
            return new Answer.NotAffected();
        }
        if (!ApkVersions.INSTANCE.isReadable(version)) {
            throw new IllegalArgumentException("'" + version + "' is no version");
        }
        return new Answer.Affected(List.of(VersionRange.before(version)), List.of());
    }

    private static FeedAdvisory advisory(String id, List<String> aliases, Affected affected) {
        return new FeedAdvisory(id, aliases, List.of(), "", "", "ALPINE", false, List.of(), List.of(affected));
    }

    List<FeedAdvisory> advisories() {
        return advisories;
    }

    /// The ecosystems that were spoken of.
    SortedSet<String> releases() {
        return releases;
    }

    int records() {
        return records;
    }

    Skipped skipped() {
        return skipped;
    }
}
