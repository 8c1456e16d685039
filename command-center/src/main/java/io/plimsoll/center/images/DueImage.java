package io.plimsoll.center.images;

import io.plimsoll.policy.ScanState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An image that is to be matched and judged.
///
/// @param verdict the word of the last judgement
/// @param scannedAt when its inventory came
/// @param findingsAt when its findings were last worked out
/// @param bundle digest of the bundle that it was last matched with; empty for none
/// @param notAssessed of the last match
public record DueImage(
        String id,
        List<String> names,
        ScanState state,
        String verdict,
        Optional<Instant> scannedAt,
        Optional<Instant> findingsAt,
        String bundle,
        List<UncoveredEcosystem> notAssessed) {
    /// The same under other names.
    public DueImage withNames(List<String> others) {
        return new DueImage(id, others, state, verdict, scannedAt, findingsAt, bundle, notAssessed);
    }

    /// Whether its findings are those of its last scan, by whatever bundle.
    public boolean isMatched() {
        return findingsAt.isPresent()
                && scannedAt.filter(findingsAt.get()::isBefore).isEmpty();
    }
}
