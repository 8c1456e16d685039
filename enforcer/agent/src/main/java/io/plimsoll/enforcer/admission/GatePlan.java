package io.plimsoll.enforcer.admission;

import io.plimsoll.policy.Mode;
import io.plimsoll.policy.RuntimePolicy;
import io.plimsoll.policy.Violation;
import io.plimsoll.policy.WrittenLibraries;
import java.util.Set;

/// What the container may execute, once it is admitted.
///
/// @param allowedMounts container paths of mounts on which files may be executed
record GatePlan(String policy, Mode mode, Set<String> allowedMounts, WrittenLibraries writtenLibraries) {
    GatePlan {
        allowedMounts = Set.copyOf(allowedMounts);
    }

    static GatePlan of(RuntimePolicy policy) {
        return new GatePlan(policy.name(), policy.mode(), Set.copyOf(policy.execMounts()), policy.writtenLibraries());
    }

    /// A build writes what it executes: for its steps, every policy is in audit.
    static GatePlan ofBuild(RuntimePolicy policy) {
        return new GatePlan(policy.name(), Mode.AUDIT, Set.copyOf(policy.execMounts()), policy.writtenLibraries());
    }

    boolean enforces() {
        return mode == Mode.ENFORCE;
    }

    Violation violation(String rule, String reason) {
        return new Violation(policy, mode, rule, reason);
    }
}
