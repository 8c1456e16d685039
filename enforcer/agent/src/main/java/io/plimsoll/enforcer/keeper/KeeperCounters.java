package io.plimsoll.enforcer.keeper;

import java.util.HashMap;
import java.util.Map;

/// What the keeper did in our place, since it began.
///
/// @param takeovers how often it had to
/// @param rescued events that we had read and not answered, which it answered
/// @param allowed executions let through
/// @param denied executions refused
/// @param overflows times that the kernel's queue was full and let executions through
public record KeeperCounters(long takeovers, long rescued, long allowed, long denied, long overflows) {
    public static final KeeperCounters ZERO = new KeeperCounters(0, 0, 0, 0, 0);

    /// Reads the keeper's own words, such as `direction=deny takeovers=1 rescued=0 allowed=0 denied=4 ...`.
    static KeeperCounters parse(String status) {
        Map<String, Long> numbers = new HashMap<>();
        for (String word : status.strip().split(" ")) {
            int equals = word.indexOf('=');
            if (equals > 0 && word.substring(equals + 1).matches("\\d{1,18}")) {
                numbers.put(word.substring(0, equals), Long.parseLong(word.substring(equals + 1)));
            }
        }
        return new KeeperCounters(
                numbers.getOrDefault("takeovers", 0L),
                numbers.getOrDefault("rescued", 0L),
                numbers.getOrDefault("allowed", 0L),
                numbers.getOrDefault("denied", 0L),
                numbers.getOrDefault("overflows", 0L));
    }

    /// What has happened since then. A keeper that was started anew counts from zero.
    public KeeperCounters since(KeeperCounters before) {
        boolean anew = takeovers < before.takeovers || denied < before.denied || allowed < before.allowed;
        return anew
                ? this
                : new KeeperCounters(
                        takeovers - before.takeovers,
                        rescued - before.rescued,
                        allowed - before.allowed,
                        denied - before.denied,
                        overflows - before.overflows);
    }

    /// The form that [#parse] reads.
    @Override
    public String toString() {
        return "takeovers=" + takeovers + " rescued=" + rescued + " allowed=" + allowed + " denied=" + denied
                + " overflows=" + overflows;
    }
}
