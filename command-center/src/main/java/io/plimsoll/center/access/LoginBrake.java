package io.plimsoll.center.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

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

    synchronized void failed(String key) {
        Deque<Instant> times = failures.computeIfAbsent(key, k -> new ArrayDeque<>());
        times.addLast(clock.instant());
        if (times.size() > allowed) {
            times.removeFirst();
        }
    }
}
