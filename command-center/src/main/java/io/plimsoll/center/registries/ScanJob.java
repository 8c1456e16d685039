package io.plimsoll.center.registries;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One place in the queue, as the REST contract shows it.
///
/// @param state waiting, running, done, failed or cancelled
/// @param reason new, changed, stale, push or rescan
/// @param attempts begun so far
/// @param notBefore a job that waits is not begun before this
/// @param message why the last attempt failed; empty if none did
record ScanJob(
        long number,
        UUID registryId,
        String registry,
        String repository,
        String tag,
        String state,
        String reason,
        String askedBy,
        int attempts,
        Instant queuedAt,
        @Nullable Instant notBefore,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        String message,
        @Nullable String imageId) {
    /// A job that somebody works on.
    ///
    /// @param lease proves that it is still his
    record Taken(
            long number,
            UUID lease,
            UUID registry,
            String repository,
            String tag,
            String digest,
            String askedBy,
            int attempts) {}

    /// Which jobs a reader wants to see.
    record Filter(Optional<String> state, Optional<UUID> registry) {}
}
