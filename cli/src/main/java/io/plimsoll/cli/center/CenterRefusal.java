package io.plimsoll.cli.center;

import io.plimsoll.cli.CommandFailure;

/// The Command Center answered with a problem.
final class CenterRefusal extends CommandFailure {
    private static final long serialVersionUID = 1L;

    private final String code;

    /// @param code stable word of the problem; empty if the answer had none
    CenterRefusal(String message, String code) {
        super(message);
        this.code = code;
    }

    String code() {
        return code;
    }
}
