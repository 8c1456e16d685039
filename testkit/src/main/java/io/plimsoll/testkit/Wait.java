package io.plimsoll.testkit;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for something that gives no sign of its own.
public final class Wait {
    private static final Duration MOST = Duration.ofSeconds(60);

    private Wait() {}

    /// Returns as soon as the condition holds.
    ///
    /// @param what what is waited for, as the failure shall name it
    /// @throws AssertionError if it does not hold within a minute
    public static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + MOST.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + MOST.toSeconds() + " s: " + what);
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting until " + what, e);
            }
        }
    }
}
