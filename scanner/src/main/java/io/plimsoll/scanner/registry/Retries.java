package io.plimsoll.scanner.registry;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/// Tries again what may succeed a little later, and waits twice as long each time.
final class Retries {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    /// Waits; [Thread#sleep] outside of tests.
    interface Pause {
        void sleep(Duration time) throws InterruptedException;
    }

    /// What is tried.
    interface Attempt<T> {
        T run() throws IOException;
    }

    private final int attempts;
    private final Duration longest;
    private final Deadline deadline;
    private final Pause pause;

    Retries(PullLimits limits, Deadline deadline, Pause pause) {
        this.attempts = limits.attempts();
        this.longest = limits.longestPause();
        this.deadline = deadline;
        this.pause = pause;
    }

    <T> T run(Attempt<T> attempt) throws IOException {
        for (int failures = 1; ; failures++) {
            try {
                return attempt.run();
            } catch (RegistryException e) {
                if (!e.retryMayHelp() || failures == attempts || e.notBefore().compareTo(longest) > 0) {
                    throw e;
                }
                rest(e.notBefore(), FIRST_PAUSE.multipliedBy(1L << (failures - 1)));
            }
        }
    }

    private void rest(Duration asked, Duration usual) throws IOException {
        try {
            pause.sleep(deadline.atMost(asked.compareTo(usual) > 0 ? asked : usual));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the registry");
        }
    }
}
