package io.plimsoll.enforcer.kernel;

/// The kernel, or this process's rights, do not allow what was asked. Trying again does not help; [KernelFeatures]
/// names what is missing.
public final class KernelRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    KernelRefused(String what, Throwable cause) {
        super(what + ": " + cause.getMessage(), cause);
    }
}
