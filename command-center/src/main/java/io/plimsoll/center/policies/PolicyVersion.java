package io.plimsoll.center.policies;

import java.time.Instant;
import java.util.Optional;

/// One text that a policy has or had.
///
/// @param version of the snapshot that brought it
/// @param document YAML; empty if the policy was removed
/// @param restored the version whose text was brought back
record PolicyVersion(long version, String document, Instant changedAt, String changedBy, Optional<Long> restored) {
    boolean isRemoval() {
        return document.isEmpty();
    }
}
