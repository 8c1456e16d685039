package io.plimsoll.enforcer.kernel.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Turns the kernel's time after boot (CLOCK_BOOTTIME, time asleep included) into a date.
public final class BootClock {
    private static final int CLOCK_BOOTTIME = 7;

    private final Clock clock;

    public BootClock(Clock clock) {
        this.clock = clock;
    }

    /// The date of a moment after boot, by the wall clock as it goes now.
    public Instant date(long nanosecondsAfterBoot) {
        return clock.instant().minus(sinceBoot().minusNanos(nanosecondsAfterBoot));
    }

    private static Duration sinceBoot() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment time = arena.allocate(JAVA_LONG, 2);
            CallFailed.check("clock_gettime(CLOCK_BOOTTIME)", Libc.clockGettime(CLOCK_BOOTTIME, time));
            return Duration.ofSeconds(time.getAtIndex(JAVA_LONG, 0), time.getAtIndex(JAVA_LONG, 1));
        }
    }
}
