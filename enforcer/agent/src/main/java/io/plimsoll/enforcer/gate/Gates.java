package io.plimsoll.enforcer.gate;

import java.util.Optional;

/// Sets gates. Any thread; waits for nothing but the kernel.
public interface Gates {
    /// Why this host cannot set gates at all; empty if it can.
    Optional<String> unavailable();

    /// Sets a gate, or changes the one that is there.
    GateResult set(GateOrder order);
}
