package io.plimsoll.scanner.fuzz;

import io.plimsoll.scanner.bounds.Limits;
import java.time.Duration;

/// Limits that small inputs can reach.
final class SmallLimits {
    private static final long MIB = 1 << 20;

    static final Limits LIMITS = new Limits(
            64 * MIB, 200, MIB, 10_000, 4096, 8 * MIB, 32 * MIB, 4, 2_000, 8 * MIB, (int) MIB, Duration.ofSeconds(8));

    private SmallLimits() {}
}
