package io.plimsoll.policy;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an image must fulfil before a container of it may start.
///
/// @param starts the first day, in UTC, on which its mode counts; before it is in audit. Null means at once
/// @param checks all of them must hold
public record AssurancePolicy(
        String name,
        String description,
        Mode mode,
        @Nullable LocalDate starts,
        Scope scope,
        List<AssuranceCheck> checks)
        implements Policy {
    public AssurancePolicy {
        checks = List.copyOf(checks);
    }

    /// A policy whose mode counts at once.
    public AssurancePolicy(String name, String description, Mode mode, Scope scope, List<AssuranceCheck> checks) {
        this(name, description, mode, null, scope, checks);
    }

    /// The mode that counts on a day, in UTC.
    public Mode modeOn(LocalDate today) {
        return starts != null && today.isBefore(starts) ? Mode.AUDIT : mode;
    }
}
