package io.plimsoll.policy;

import org.jspecify.annotations.Nullable;

/// One rule that an image breaks.
///
/// @param policy name of the policy
/// @param mode of that policy: only `ENFORCE` refuses
/// @param rule word of the check, such as `maximum-severity`
/// @param reason one sentence for the person who wanted to start the container
/// @param written who wrote the policy, and since when it counts; null where it came from a file
public record Violation(
        String policy,
        Mode mode,
        String rule,
        String reason,
        @Nullable Authorship written) {
    /// A violation of a policy of which nobody knows who wrote it.
    public Violation(String policy, Mode mode, String rule, String reason) {
        this(policy, mode, rule, reason, null);
    }

    Violation writtenBy(@Nullable Authorship author) {
        return new Violation(policy, mode, rule, reason, author);
    }

    /// The one line a person sees when a start is refused.
    public String line() {
        return "refused by policy \"" + policy + "\", rule " + rule + ": " + reason;
    }
}
