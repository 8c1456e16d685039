package io.plimsoll.center.images;

import io.plimsoll.model.Finding;
import io.plimsoll.policy.Judgement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What matching and judging concluded about an image.
///
/// @param match empty when the last match still holds and only the judgement is new
/// @param isRematch whether the same inventory was matched before, so that what differs is the advisories' doing
/// @param snapshotVersion of the policies that judged
public record Assessment(Optional<Match> match, boolean isRematch, Judgement judgement, long snapshotVersion) {
    /// What the advisories know.
    ///
    /// @param findings worst first
    /// @param bundle digest of the bundle; empty when there is none
    public record Match(
            List<Finding> findings,
            List<UncoveredEcosystem> notAssessed,
            Instant at,
            String bundle,
            Optional<Instant> bundleBuiltAt) {
        public Match {
            findings = List.copyOf(findings);
            notAssessed = List.copyOf(notAssessed);
        }
    }
}
