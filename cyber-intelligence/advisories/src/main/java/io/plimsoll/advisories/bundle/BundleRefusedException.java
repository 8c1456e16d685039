package io.plimsoll.advisories.bundle;

/// A bundle that must not be used. Trying again does not help; another file does. The message is for the operator.
public final class BundleRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Why it was refused.
    public enum Reason {
        /// There is no such file, or it cannot be read.
        UNREADABLE,
        /// The file is something else.
        NOT_A_BUNDLE,
        /// Written by a newer or an older Plimsoll than this.
        OTHER_FORMAT,
        /// The end is missing.
        TRUNCATED,
        /// Signed by a key that is not trusted.
        UNKNOWN_KEY,
        /// The signature or a digest does not hold: the file was changed after it was signed.
        TAMPERED,
        /// Older than a bundle already seen.
        ROLLBACK,
        /// A delta that leads from another bundle than the one at hand.
        OTHER_BASE,
        /// Rightly signed, but its contents break the format.
        MALFORMED
    }

    private final Reason reason;

    BundleRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
