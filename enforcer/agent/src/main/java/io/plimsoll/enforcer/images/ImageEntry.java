package io.plimsoll.enforcer.images;

import io.plimsoll.engine.ImageSummary;
import io.plimsoll.policy.ScanState;
import java.time.Duration;
import java.time.Instant;

/// One image of the engine, and how far its scan is.
///
/// @param seen when it was first seen
/// @param failures how often its scan has failed since
/// @param failure the last time, in words; empty if it never did
/// @param retryAt when to try again
record ImageEntry(ImageSummary image, ScanState state, Instant seen, int failures, String failure, Instant retryAt) {
    /// Steps of a build come and go; they wait a little before they are scanned.
    private static final Duration SETTLE = Duration.ofSeconds(5);

    private static final Duration FIRST_RETRY = Duration.ofSeconds(30);
    private static final Duration LONGEST_RETRY = Duration.ofHours(1);

    static ImageEntry seen(ImageSummary image, ScanState state, Instant now) {
        return new ImageEntry(image, state, now, 0, "", now);
    }

    ImageEntry with(ImageSummary newImage) {
        return new ImageEntry(newImage, state, seen, failures, failure, retryAt);
    }

    ImageEntry with(ScanState newState) {
        return new ImageEntry(image, newState, seen, failures, failure, retryAt);
    }

    ImageEntry failed(String why, Instant now) {
        Duration pause = FIRST_RETRY.multipliedBy(1L << Math.min(failures, 10));
        return new ImageEntry(
                image,
                ScanState.FAILED,
                seen,
                failures + 1,
                why,
                now.plus(pause.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : pause));
    }

    /// Whether its scan can begin without anybody waiting for it.
    boolean isDue(Instant now) {
        return switch (state) {
            case UNSCANNED -> !image.tags().isEmpty() || !seen.plus(SETTLE).isAfter(now);
            case FAILED -> !retryAt.isAfter(now);
            case SCANNING, SCANNED -> false;
        };
    }
}
