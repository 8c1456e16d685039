package io.plimsoll.policy;

import java.time.Duration;

/// How a host behaves when something is missing. There is one such policy, called `host`.
///
/// @param whenEnforcerAway what happens to starts while the Enforcer does not answer
/// @param scanWait how long a start waits for the running scan of its image before it is refused
public record HostPolicy(Direction whenEnforcerAway, Duration scanWait) implements Policy {
    /// The name of the only policy of this kind.
    public static final String NAME = "host";

    /// What happens when nobody can judge.
    public enum Direction {
        DENY,
        ALLOW
    }

    public HostPolicy {
        if (scanWait.isNegative() || scanWait.compareTo(Duration.ofMinutes(2)) > 0) {
            throw new IllegalArgumentException("scan-wait is from 0s to 120s, not " + scanWait.toSeconds() + "s");
        }
    }

    @Override
    public String name() {
        return NAME;
    }
}
