package io.plimsoll.center.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Counts failed logins per key within a stretch of time. It forgets the keys that were used longest ago, so that a
/// flood of keys costs no memory.
final class LoginBrake {
    private static final int MOST_KEYS = 10_000;

    private final int allowed;
    private final Duration stretch;
    private final Clock clock;

    private final Map<String, Deque<Instant>> failures = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
            return size() > MOST_KEYS;
        }
    };

    LoginBrake(int allowed, Duration stretch, Clock clock) {
        this.allowed = allowed;
        this.stretch = stretch;
        this.clock = clock;
    }

    synchronized boolean isOn(String key) {
        Deque<Instant> times = failures.get(key);
        return times != null
                && times.size() >= allowed
                && times.getFirst().isAfter(clock.instant().minus(stretch));
    }

    /// Until when a key is locked by as many failures in a row as are allowed: one stretch from the last of them, as an
    /// account is.
    synchronized Optional<Instant> lockedUntil(String key) {
        return Optional.ofNullable(failures.get(key))
                .filter(times -> times.size() >= allowed)
                .map(times -> times.getLast().plus(stretch))
                .filter(until -> until.isAfter(clock.instant()));
    }

    /// Counts a failure, anew after the end of a lock.
    synchronized void failedInARow(String key, Instant at) {
        Deque<Instant> times = failures.computeIfAbsent(key, k -> new ArrayDeque<>());
        if (times.size() >= allowed) {
            times.clear();
        }
        times.addLast(at);
    }

    synchronized void failed(String key) {
        Deque<Instant> times = failures.computeIfAbsent(key, k -> new ArrayDeque<>());
        times.addLast(clock.instant());
        if (times.size() > allowed) {
            times.removeFirst();
        }
    }
}
