package io.plimsoll.center.compliance;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One host as the product knows it.
///
/// @param labels that users put on it
/// @param isRetired its Enforcer was revoked: it does not report any more, on purpose
/// @param lastHeartbeat null if it never reported
/// @param lastListing when its engine last listed all containers; null if never
/// @param lastFileComparison when its files were last compared as a whole; null if never
public record HostFact(
        String id,
        String name,
        Map<String, String> labels,
        boolean isRetired,
        @Nullable Instant lastHeartbeat,
        @Nullable Instant lastListing,
        @Nullable Instant lastFileComparison) {
    public HostFact {
        labels = Map.copyOf(labels);
    }
}
