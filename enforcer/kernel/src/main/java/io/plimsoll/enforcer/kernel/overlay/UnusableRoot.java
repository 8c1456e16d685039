package io.plimsoll.enforcer.kernel.overlay;

/// A container's root from which nobody can tell what the image holds. Trying again does not help.
public final class UnusableRoot extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnusableRoot(String reason) {
        super(reason);
    }
}
