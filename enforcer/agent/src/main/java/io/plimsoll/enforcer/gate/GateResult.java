package io.plimsoll.enforcer.gate;

/// What came of the wish for a gate.
public sealed interface GateResult {
    /// It is in place.
    ///
    /// @param missing what this host cannot do besides, for people; empty if nothing is missing
    record InPlace(String missing) implements GateResult {}

    /// It is not.
    record NotInPlace(String reason) implements GateResult {}
}
