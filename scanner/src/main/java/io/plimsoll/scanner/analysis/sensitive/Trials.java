package io.plimsoll.scanner.analysis.sensitive;

/// How often a scan may look closer at what could be a leak. Honest files are far below it; of a file that is made of
/// beginnings of leaks the rest is given up.
final class Trials {
    private static final long FREE = 200_000;
    private static final int BYTES_PER_TRIAL = 64;

    private long bytes;
    private long taken;

    /// Counts what is searched.
    void searched(int count) {
        bytes += count;
    }

    /// Takes one more; false if there are no more.
    boolean take() {
        if (taken > FREE + bytes / BYTES_PER_TRIAL) {
            return false;
        }
        taken++;
        return true;
    }
}
