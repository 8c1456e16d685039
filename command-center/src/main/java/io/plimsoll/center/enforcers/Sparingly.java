package io.plimsoll.center.enforcers;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Says once in a while that it is time to write something down that strangers can cause without end.
final class Sparingly {
    private static final int MOST_KEYS = 1_000;

    private final Duration pause;
    private final Clock clock;

    private final Map<String, Instant> last = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST_KEYS;
        }
    };

    Sparingly(Duration pause, Clock clock) {
        this.pause = pause;
        this.clock = clock;
    }

    /// Whether the last time for this key is long enough ago; then this is a time.
    synchronized boolean isTime(String key) {
        Instant now = clock.instant();
        Instant before = last.get(key);
        if (before != null && before.isAfter(now.minus(pause))) {
            return false;
        }
        last.put(key, now);
        return true;
    }
}
