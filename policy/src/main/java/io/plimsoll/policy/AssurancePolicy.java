package io.plimsoll.policy;

import java.util.List;

/// What an image must fulfil before a container of it may start.
///
/// @param checks all of them must hold
public record AssurancePolicy(String name, String description, Mode mode, Scope scope, List<AssuranceCheck> checks)
        implements Policy {
    public AssurancePolicy {
        checks = List.copyOf(checks);
    }
}
