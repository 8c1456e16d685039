package io.plimsoll.center.registries;

/// A registry could not be asked, or did not answer as it should. The message is for people and holds no secret.
final class RegistryFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean retryMayHelp;

    RegistryFailure(String message, boolean retryMayHelp) {
        super(message);
        this.retryMayHelp = retryMayHelp;
    }

    RegistryFailure(String message, boolean retryMayHelp, Throwable cause) {
        super(message, cause);
        this.retryMayHelp = retryMayHelp;
    }

    /// Whether the same may succeed a little later.
    boolean retryMayHelp() {
        return retryMayHelp;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
