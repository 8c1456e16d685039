package io.plimsoll.enforcer.failures;

/// Which way a failure goes.
public enum Direction {
    /// The start is refused.
    DENY,
    /// The start goes on.
    ALLOW,
    /// The host policy's `when-enforcer-away` decides.
    HOST_POLICY,
    /// The runtime policy's mode decides: in `enforce` the start is refused.
    RUNTIME_POLICY,
    /// It becomes a fact that the assurance policies judge, such as "not scanned".
    JUDGED,
    /// No start depends on it: what was in force stays in force.
    UNCHANGED
}
