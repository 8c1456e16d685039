package io.plimsoll.enforcer.shim;

/// The shim could not be put in place, taken away or looked at. The message is the installer's own last word.
public final class ShimFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ShimFailedException(String message) {
        super(message);
    }
}
