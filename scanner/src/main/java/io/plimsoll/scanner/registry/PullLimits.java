package io.plimsoll.scanner.registry;

import java.time.Duration;

/// The most that one image of a registry may cost. Honest ones stay far below.
///
/// @param manifestBytes of one manifest, index or configuration; the specification asks registries to take 4 MiB
/// @param indexDepth how many indexes may lie inside each other
/// @param layers of one image; the engines stop at 127
/// @param imageBytes compressed bytes of all layers, as the manifest declares them
/// @param tokenBytes of the answer of a token server
/// @param redirects that one request follows
/// @param attempts of one request, and of one blob
/// @param longestPause that a registry may ask for before the next attempt
/// @param stall without a byte, after which an answer counts as broken off
/// @param downloads of layers at once
/// @param aheadBytes of all layers together that may wait in memory until it is their turn
/// @param time from the first request to the last byte
record PullLimits(
        int manifestBytes,
        int indexDepth,
        int layers,
        long imageBytes,
        int tokenBytes,
        int redirects,
        int attempts,
        Duration longestPause,
        Duration stall,
        int downloads,
        int aheadBytes,
        Duration time) {
    static PullLimits defaults() {
        return new PullLimits(
                4 << 20,
                2,
                512,
                64L << 30,
                1 << 20,
                5,
                5,
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                3,
                24 << 20,
                Duration.ofMinutes(15));
    }
}
