package io.plimsoll.policy;

/// A policy as an administrator writes it.
public sealed interface Policy permits AssurancePolicy, RuntimePolicy, HostPolicy {
    /// Unique among all policies: lower-case letters, digits, `.`, `_` and `-`.
    String name();

    /// The word after `kind:` in the document.
    default String kind() {
        return getClass().getSimpleName();
    }
}
