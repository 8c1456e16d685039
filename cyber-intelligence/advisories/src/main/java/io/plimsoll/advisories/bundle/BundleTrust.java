package io.plimsoll.advisories.bundle;

import java.time.Instant;
import java.util.List;

/// What a reader accepts as a bundle.
///
/// @param keys any of them may have signed it
/// @param notOlderThan when the last bundle seen was built: an older one is refused as a rollback
public record BundleTrust(List<BundleKey> keys, Instant notOlderThan) {
    public BundleTrust {
        keys = List.copyOf(keys);
    }

    /// Trusts these keys, whatever the date: for a reader that has seen no bundle yet.
    public static BundleTrust in(List<BundleKey> keys) {
        return new BundleTrust(keys, Instant.EPOCH);
    }
}
