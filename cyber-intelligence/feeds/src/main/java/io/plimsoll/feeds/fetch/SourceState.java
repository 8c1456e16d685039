package io.plimsoll.feeds.fetch;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is remembered of one source between two fetches.
///
/// @param url that the file came from; empty if none came yet
/// @param etag its version there, and `lastModified` likewise; empty if it gave none
/// @param bytes of the file, and `fileMillis` its time on the disk: with others it was changed by somebody else
/// @param goodAt when the file was last known to be the newest; null if never
/// @param triedAt when it was last asked for
/// @param problem of the last attempt; empty if it went well
/// @param readers names of the bundle's sources that the file is for
public record SourceState(
        String url,
        String etag,
        String lastModified,
        long bytes,
        long fileMillis,
        @Nullable Instant goodAt,
        @Nullable Instant triedAt,
        String problem,
        List<String> readers) {
    static final SourceState NONE = new SourceState("", "", "", 0, 0, null, null, "", List.of());

    public SourceState {
        readers = List.copyOf(readers);
    }

    SourceState failed(String why, Instant now) {
        return new SourceState(url, etag, lastModified, bytes, fileMillis, goodAt, now, why, readers);
    }

    SourceState unchanged(Instant now) {
        return new SourceState(url, etag, lastModified, bytes, fileMillis, now, now, "", readers);
    }
}
