package io.plimsoll.policy;

/// One rule that an image breaks.
///
/// @param policy name of the policy
/// @param mode of that policy: only `ENFORCE` refuses
/// @param rule word of the check, such as `maximum-severity`
/// @param reason one sentence for the person who wanted to start the container
public record Violation(String policy, Mode mode, String rule, String reason) {
    /// The one line a person sees when a start is refused.
    public String line() {
        return "refused by policy \"" + policy + "\", rule " + rule + ": " + reason;
    }
}
