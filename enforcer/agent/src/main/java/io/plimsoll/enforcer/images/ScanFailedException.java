package io.plimsoll.enforcer.images;

/// One scan came to nothing. It is tried again later.
public final class ScanFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ScanFailedException(String message) {
        super(message);
    }

    ScanFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
