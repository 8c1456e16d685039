package io.plimsoll.center.images;

import io.plimsoll.policy.Authorship;
import io.plimsoll.policy.Violation;
import org.jspecify.annotations.Nullable;

/// A broken rule as the REST contract shows it.
public record ViolationView(
        String policy,
        String mode,
        String rule,
        String reason,
        @Nullable Authorship written) {
    public static ViolationView of(Violation violation) {
        return new ViolationView(
                violation.policy(), violation.mode().word(), violation.rule(), violation.reason(), violation.written());
    }
}
