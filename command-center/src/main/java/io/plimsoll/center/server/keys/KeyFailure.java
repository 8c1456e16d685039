package io.plimsoll.center.server.keys;

/// A key or certificate of this installation cannot be read, made or used.
public final class KeyFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyFailure(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }

    KeyFailure(String message) {
        super(message);
    }
}
