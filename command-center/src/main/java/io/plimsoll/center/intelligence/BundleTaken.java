package io.plimsoll.center.intelligence;

import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.bundle.BundleChange;
import io.plimsoll.advisories.bundle.BundleIdentity;
import java.util.Optional;

/// A bundle that took the place of another one.
///
/// @param before digest of the one that was in use; empty if there was none
/// @param identity of the new one
/// @param change what it answers differently; empty if there was none to compare with
public record BundleTaken(String before, BundleIdentity identity, Optional<BundleChange> change) {
    static BundleTaken of(Optional<Bundle> before, Bundle after) {
        return new BundleTaken(
                before.map(b -> b.identity().digest().toString()).orElse(""),
                after.identity(),
                before.map(b -> BundleChange.between(b, after)));
    }
}
