package io.plimsoll.feeds.fetch;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/// What a fetch takes from the world around it.
///
/// @param environment proxies and tokens
public record Surroundings(Map<String, String> environment, Clock clock, Pause pause) {
    /// Waits.
    @FunctionalInterface
    public interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /// This process and its clock.
    public static Surroundings ofProcess() {
        return new Surroundings(System.getenv(), Clock.systemUTC(), Thread::sleep);
    }
}
