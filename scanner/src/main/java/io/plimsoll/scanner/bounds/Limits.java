package io.plimsoll.scanner.bounds;

import java.time.Duration;

/// The most that one scan may cost. Honest images stay far below each of these; what goes beyond is reported as a gap.
///
/// @param layerBytes uncompressed bytes of all layers together
/// @param ratio how many times larger than its compressed form a layer may become, once it exceeds `ratioFloor`
/// @param ratioFloor uncompressed bytes of one layer that are read whatever the ratio
/// @param entries tar entries of all layers together
/// @param pathBytes length of one path; Linux itself opens nothing longer than 4096 (`PATH_MAX`)
/// @param fileBytes bytes of one file, an archive for instance, that is held in memory to be read
/// @param nestedBytes bytes unpacked from archives inside files, all together
/// @param nestedDepth how many archives may lie inside each other
/// @param nestedEntries entries of one archive inside a file
/// @param factBytes estimated memory of all facts kept until the end
/// @param documentBytes one JSON document of the image: index, manifest or configuration
/// @param time from start to end
public record Limits(
        long layerBytes,
        int ratio,
        long ratioFloor,
        long entries,
        int pathBytes,
        long fileBytes,
        long nestedBytes,
        int nestedDepth,
        int nestedEntries,
        long factBytes,
        int documentBytes,
        Duration time) {
    private static final long MIB = 1 << 20;

    /// What the scanner uses unless told otherwise: they keep it within 384 MiB of heap.
    public static Limits defaults() {
        return new Limits(
                64 * 1024 * MIB,
                200,
                256 * MIB,
                6_000_000,
                4096,
                128 * MIB,
                4096 * MIB,
                8,
                200_000,
                96 * MIB,
                (int) (4 * MIB),
                Duration.ofMinutes(15));
    }
}
