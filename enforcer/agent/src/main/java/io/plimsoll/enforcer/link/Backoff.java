package io.plimsoll.enforcer.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next try: longer each time, and never the same on all hosts. Belongs to one thread.
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final RandomGenerator random;
    private int failures;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /// The wait after one more failure: between half and all of twice the one before.
    Duration next() {
        Duration whole = FIRST.multipliedBy(1L << Math.min(failures++, 10));
        Duration bounded = whole.compareTo(LONGEST) > 0 ? LONGEST : whole;
        return bounded.dividedBy(2).plusMillis(random.nextLong(bounded.toMillis() / 2 + 1));
    }

    void succeeded() {
        failures = 0;
    }
}
