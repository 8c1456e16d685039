package io.plimsoll.policy.cel;

/// What evaluating an expression came to.
public sealed interface CelResult {
    /// It has a value.
    record Answer(boolean value) implements CelResult {}

    /// It has none.
    ///
    /// @param why for people
    record Failed(String why) implements CelResult {}
}
