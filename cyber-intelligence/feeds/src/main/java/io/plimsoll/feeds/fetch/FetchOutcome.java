package io.plimsoll.feeds.fetch;

import java.time.Instant;

/// What became of one source.
public sealed interface FetchOutcome {
    String id();

    /// A new file took the place of the old one.
    ///
    /// @param host that gave it
    record Fresh(String id, String host, long bytes) implements FetchOutcome {}

    /// The file that was there is still the newest.
    record Unchanged(String id) implements FetchOutcome {}

    /// No address gave a file that can be read: the last good one stays.
    ///
    /// @param lastGood when the file there was last known to be the newest
    record Stale(String id, Instant lastGood, String problem) implements FetchOutcome {}

    /// There is no file, old or new.
    record Missing(String id, String problem) implements FetchOutcome {}
}
