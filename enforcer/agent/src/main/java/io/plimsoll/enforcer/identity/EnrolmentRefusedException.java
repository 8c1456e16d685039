package io.plimsoll.enforcer.identity;

/// The Center, or what stands in its place, did not take us. Trying again with the same string does not help.
public final class EnrolmentRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EnrolmentRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
