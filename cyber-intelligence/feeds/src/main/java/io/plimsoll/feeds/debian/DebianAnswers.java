package io.plimsoll.feeds.debian;

import static io.plimsoll.feeds.source.SourceJson.text;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.DebianRelease;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.advisories.versions.DebianVersions;
import io.plimsoll.feeds.source.Facts.Covered;
import io.plimsoll.feeds.source.FeedAdvisory;
import io.plimsoll.feeds.source.FeedAdvisory.Affected;
import io.plimsoll.feeds.source.OneLine;
import io.plimsoll.feeds.source.Skipped;
import io.plimsoll.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Turns the tracker's words into answers (security-team.debian.org/security_tracker.html).
///
/// | the tracker says | answer |
/// |---|---|
/// | `resolved`, `fixed_version` 0 | not affected |
/// | `resolved`, `fixed_version` | affected before it |
/// | `open` | affected, no fix |
/// | `open`, urgency `end-of-life`, or `nodsa_reason` `ignored` | will not be fixed |
/// | `undetermined` | undetermined |
///
/// `nodsa` alone only means that the fix does not get a notice of its own and may come with a point release. Urgency
/// `unimportant` is Debian's word that the vulnerability hardly matters in how it builds the package.
final class DebianAnswers {
    private final List<FeedAdvisory> advisories = new ArrayList<>();
    private final Map<String, Boolean> fixesOnly = new TreeMap<>();
    private final Skipped skipped = new Skipped();
    private int records;

    /// One vulnerability of one source package.
    void add(String source, String id, JsonNode vulnerability) {
        List<Affected> affected = new ArrayList<>();
        vulnerability.path("releases").properties().forEach(release -> {
            Optional<DebianRelease> known = DebianRelease.ofCodename(release.getKey());
            if (known.isPresent()) {
                records++;
                try {
                    affected.add(affected(known.get(), source, release.getValue()));
                } catch (IllegalArgumentException e) {
                    skipped.add(source + " " + id + " " + release.getKey(), String.valueOf(e.getMessage()));
                }
            }
        });
        if (!affected.isEmpty()) {
            keep(source, id, vulnerability, affected);
        }
    }

    private void keep(String source, String id, JsonNode vulnerability, List<Affected> affected) {
        try {
            advisories.add(new FeedAdvisory(
                    id,
                    List.of(),
                    List.of(),
                    OneLine.of(text(vulnerability, "description")),
                    "",
                    "DEBIAN",
                    false,
                    List.of(),
                    affected));
        } catch (IllegalArgumentException e) {
            skipped.add(source, String.valueOf(e.getMessage()));
        }
    }

    private Affected affected(DebianRelease release, String source, JsonNode state) {
        Answer answer = answer(state);
        boolean isFix = answer instanceof Answer.Affected;
        fixesOnly.merge(release.ecosystem(), isFix, Boolean::logicalAnd);
        return new Affected(new AdvisedPackage(release.ecosystem(), source), severity(state), answer);
    }

    private static Answer answer(JsonNode state) {
        String status = text(state, "status");
        return switch (status) {
            case "resolved" -> resolved(text(state, "fixed_version"));
            case "open" -> open(state);
            case "undetermined" -> new Answer.Undetermined();
            default -> throw new IllegalArgumentException("the status '" + status + "' is unknown");
        };
    }

    private static Answer resolved(String fixedVersion) {
        if (fixedVersion.equals("0")) {
            return new Answer.NotAffected();
        }
        if (!DebianVersions.INSTANCE.isReadable(fixedVersion)) {
            throw new IllegalArgumentException("resolved in '" + fixedVersion + "', which is no version");
        }
        return new Answer.Affected(List.of(VersionRange.before(fixedVersion)), List.of());
    }

    private static Answer open(JsonNode state) {
        if (text(state, "urgency").equals("end-of-life")) {
            return new Answer.WillNotFix("end of life");
        }
        String nodsa = OneLine.of(text(state, "nodsa"));
        return switch (text(state, "nodsa_reason")) {
            case "ignored" -> new Answer.WillNotFix(withReason("ignored", nodsa));
            case "postponed" -> new Answer.Unfixed(withReason("postponed", nodsa));
            default -> new Answer.Unfixed(nodsa.isEmpty() ? "" : "no DSA: " + nodsa);
        };
    }

    private static String withReason(String word, String nodsa) {
        return nodsa.isEmpty() ? word : word + ": " + nodsa;
    }

    /// The urgency; a trailing `**` marks one that was guessed from the NVD's score.
    private static Severity severity(JsonNode state) {
        return Severity.ofWord(text(state, "urgency").replace("*", ""));
    }

    List<FeedAdvisory> advisories() {
        return advisories;
    }

    /// The releases that were spoken of. Where every word about one is a fix, the file cannot know more than fixes: the
    /// tracker always has open ones.
    List<Covered> covered() {
        return fixesOnly.entrySet().stream()
                .map(e -> new Covered(e.getKey(), e.getValue()))
                .toList();
    }

    int records() {
        return records;
    }

    Skipped skipped() {
        return skipped;
    }
}
