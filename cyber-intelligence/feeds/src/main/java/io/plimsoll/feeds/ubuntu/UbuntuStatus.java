package io.plimsoll.feeds.ubuntu;

import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.advisories.versions.DebianVersions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Turns the tracker's words into answers (the tracker's README, "status").
///
/// | the tracker says | answer |
/// |---|---|
/// | `DNE` | none: the release has no such package |
/// | `not-affected` | not affected |
/// | `released (VERSION)` | affected before it |
/// | `needed`, `in-progress`, `active`, `deferred`, `pending (VERSION)` | affected, no fix |
/// | `needs-triage`, `released` without a version | undetermined |
/// | `ignored (REASON)` | will not be fixed |
/// | `ignored`, because support ended before anyone had looked | undetermined |
/// | `ignored`, because support ended, `was not-affected` | not affected |
///
/// A pending version cannot be installed yet, so it is no fix.
final class UbuntuStatus {
    private static final Pattern LIFE_ENDED = Pattern.compile(
            "(?:(?:reached )?end[ -]of[ -](?:life|(?:standard |kernel |ESM )?support)|out of (?:standard )?support)"
                    + "(?:, was (needs-triage|not-affected))?",
            Pattern.CASE_INSENSITIVE);

    private UbuntuStatus() {}

    /// @param note what stands in brackets behind the word; empty where nothing does
    /// @return empty where there is nothing to say
    /// @throws IllegalArgumentException if the word is unknown or its version is none
    static Optional<Answer> answer(String word, String note) {
        return switch (word) {
            case "DNE" -> Optional.empty();
            case "not-affected" -> Optional.of(new Answer.NotAffected());
            case "released" -> Optional.of(released(note));
            case "needed", "in-progress", "active" -> Optional.of(new Answer.Unfixed(note));
            case "deferred", "pending" -> Optional.of(new Answer.Unfixed(note.isEmpty() ? word : word + ": " + note));
            case "needs-triage" -> Optional.of(new Answer.Undetermined());
            case "ignored" -> Optional.of(ignored(note));
            default -> throw new IllegalArgumentException("the status '" + word + "' is unknown");
        };
    }

    private static Answer released(String note) {
        if (note.isEmpty()) {
            return new Answer.Undetermined();
        }
        String version = note.split("[ ,]", 2)[0];
        if (!DebianVersions.INSTANCE.isReadable(version)) {
            throw new IllegalArgumentException("released in '" + note + "', which is no version");
        }
        return new Answer.Affected(List.of(VersionRange.before(version)), List.of());
    }

    private static Answer ignored(String reason) {
        var ended = LIFE_ENDED.matcher(reason);
        if (!ended.matches()) {
            return new Answer.WillNotFix(reason);
        }
        return "not-affected".equalsIgnoreCase(ended.group(1)) ? new Answer.NotAffected() : new Answer.Undetermined();
    }
}
