package io.plimsoll.cli;

/// Something that the person asked for could not be done: exit code 2. The message says what happened, with which
/// value, and what to do next.
public class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CommandFailure(String message) {
        super(message);
    }

    public CommandFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
