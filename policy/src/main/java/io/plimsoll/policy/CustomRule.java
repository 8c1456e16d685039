package io.plimsoll.policy;

import io.plimsoll.policy.cel.CelExpression;

/// A rule that an operator wrote: an expression in CEL that has to be true of the image.
///
/// @param name within its policy
/// @param expression over the facts of [CustomRuleFacts]
/// @param message what to tell whom it stops
public record CustomRule(String name, CelExpression expression, String message) implements AssuranceCheck {
    /// The word of all custom rules in documents.
    static final String CUSTOM_RULES = "custom-rules";

    @Override
    public String rule() {
        return CUSTOM_RULES + "/" + name;
    }
}
