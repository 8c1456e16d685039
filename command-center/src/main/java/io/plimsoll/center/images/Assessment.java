package io.plimsoll.center.images;

import io.plimsoll.model.Finding;
import io.plimsoll.policy.Judgement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What matching and judging concluded about an image.
///
/// @param match empty when the last match still holds and only the judgement is new
/// @param isRematch whether the same inventory was matched before, so that what differs is the advisories' doing
/// @param snapshotVersion of the policies that judged
/// @param accepted by the place of a finding among all: the exception by which it does not count
/// @param acceptedSevere how many of those are critical or high
public record Assessment(
        Optional<Match> match,
        boolean isRematch,
        Judgement judgement,
        long snapshotVersion,
        Map<Integer, UUID> accepted,
        int acceptedSevere) {
    public Assessment {
        accepted = Map.copyOf(accepted);
    }

    /// What the advisories know.
    ///
    /// @param findings worst first
    /// @param notAssessed what keeps the image from being complete
    /// @param unadvised packages of kinds that nobody publishes advisories about
    /// @param silence by the place of a package in the inventory: why nobody can say anything about it, in a word
    /// @param notes what the bundle cannot know of this image, one sentence each
    /// @param bundle digest of the bundle; empty when there is none
    public record Match(
            List<Finding> findings,
            List<UncoveredEcosystem> notAssessed,
            List<UncoveredEcosystem> unadvised,
            Map<Integer, String> silence,
            List<String> notes,
            Instant at,
            String bundle,
            Optional<Instant> bundleBuiltAt) {
        public Match {
            findings = List.copyOf(findings);
            notAssessed = List.copyOf(notAssessed);
            unadvised = List.copyOf(unadvised);
            silence = Map.copyOf(silence);
            notes = List.copyOf(notes);
        }
    }
}
