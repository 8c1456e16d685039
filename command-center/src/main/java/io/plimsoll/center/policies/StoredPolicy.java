package io.plimsoll.center.policies;

import io.plimsoll.policy.AssurancePolicy;
import io.plimsoll.policy.HostPolicy;
import io.plimsoll.policy.KnownServices;
import io.plimsoll.policy.Mode;
import io.plimsoll.policy.Policy;
import io.plimsoll.policy.PolicyDocument;
import io.plimsoll.policy.RuntimePolicy;
import io.plimsoll.policy.Scope;
import java.time.Instant;
import java.util.Optional;

/// One policy as its author wrote it.
///
/// @param document YAML
/// @param version of the snapshot that brought it
record StoredPolicy(String document, long version, Instant changedAt, String changedBy) {
    /// As it is written: services that its scope names stay names.
    Policy policy() {
        return policy(KnownServices.AS_WRITTEN);
    }

    /// As it is judged by.
    ///
    /// @throws io.plimsoll.policy.InvalidPolicyException if its scope names a service that cannot be in one
    Policy policy(KnownServices services) {
        return PolicyDocument.parse(document, services);
    }

    static Optional<Mode> mode(Policy policy) {
        return switch (policy) {
            case AssurancePolicy p -> Optional.of(p.mode());
            case RuntimePolicy p -> Optional.of(p.mode());
            case HostPolicy p -> Optional.empty();
        };
    }

    static Optional<Scope> scope(Policy policy) {
        return switch (policy) {
            case AssurancePolicy p -> Optional.of(p.scope());
            case RuntimePolicy p -> Optional.of(p.scope());
            case HostPolicy p -> Optional.empty();
        };
    }

    static String description(Policy policy) {
        return switch (policy) {
            case AssurancePolicy p -> p.description();
            case RuntimePolicy p -> p.description();
            case HostPolicy p -> "";
        };
    }
}
