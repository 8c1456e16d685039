package io.plimsoll.enforcer.kernel.bpf;

/// A BPF program does not load on this machine. Trying again does not help.
public final class BpfRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BpfRefused(String reason) {
        super(reason);
    }
}
