package io.plimsoll.enforcer.policies;

import io.plimsoll.policy.HostPolicy;
import io.plimsoll.policy.PolicySnapshot;

/// The policies that count right now.
public sealed interface InForce {
    /// These.
    record Known(PolicySnapshot snapshot) implements InForce {}

    /// There were some, and they cannot be read or verified any more. Nobody may be admitted by the milder defaults.
    record Unreadable(String why) implements InForce {}

    /// How the host behaves when something is missing.
    default HostPolicy host() {
        return switch (this) {
            case Known known -> known.snapshot().host();
            case Unreadable _ -> PolicySnapshot.defaults().host();
        };
    }
}
