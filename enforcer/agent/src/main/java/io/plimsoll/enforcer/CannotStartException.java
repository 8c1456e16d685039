package io.plimsoll.enforcer;

/// The Enforcer cannot do its work on this host as it is. The message is for the operator.
final class CannotStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotStartException(String message, Throwable cause) {
        super(message, cause);
    }

    CannotStartException(String message) {
        super(message);
    }
}
