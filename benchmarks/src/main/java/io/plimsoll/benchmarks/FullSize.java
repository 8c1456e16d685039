package io.plimsoll.benchmarks;

import java.nio.file.Path;

/// How much a Center of the largest size keeps.
///
/// @param packages rows of all images; there are a fifteenth as many different ones
/// @param seed for all that is drawn
record FullSize(int hosts, int images, int containers, int packages, long events, long seed) {
    /// To be raised with whatever changes what is made: data is kept under it.
    private static final int EDITION = 1;

    private static final Path CACHE = Path.of("/var/cache/plimsoll/benchmarks");

    /// @param options `--scale` of everything (1 for 10,000 images, 100,000 containers, 3,000,000 packages and
    /// 10,000,000 events) and `--seed`
    static FullSize of(Options options) {
        double scale = options.text("scale").map(Double::parseDouble).orElse(1.0);
        return new FullSize(
                part(1_000, scale),
                part(10_000, scale),
                part(100_000, scale),
                part(3_000_000, scale),
                part(10_000_000, scale),
                options.number("seed", 1));
    }

    private static int part(int whole, double scale) {
        return (int) Math.max(100, Math.round(whole * scale));
    }

    /// In each image that is scanned; 96 of a hundred are.
    int packagesInImage() {
        return (int) Math.round(packages / (images * 0.96));
    }

    int differentPackages() {
        return Math.max(1_000, packages / 15);
    }

    int vulnerabilities() {
        return Math.max(400, packages / 150);
    }

    /// Where such data is kept: the users of database and Center have to get there.
    Path folder(PackagedCenter.Server server) {
        return CACHE.resolve("%s-%d-%d-%d".formatted(server.word(), EDITION, images, seed));
    }
}
