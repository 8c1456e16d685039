package io.plimsoll.enforcer.kernel;

/// How strict a gate is.
public enum GateMode {
    /// Not there.
    OFF,
    /// Lets everything through and reports what it would have stopped.
    AUDIT,
    /// Stops and reports.
    ENFORCE;

    /// `enum gate_mode` of `events.h`.
    int number() {
        return switch (this) {
            case OFF -> 0;
            case AUDIT -> 1;
            case ENFORCE -> 2;
        };
    }
}
