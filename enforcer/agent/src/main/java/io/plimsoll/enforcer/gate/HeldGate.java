package io.plimsoll.enforcer.gate;

import io.plimsoll.policy.Mode;
import io.plimsoll.policy.WrittenLibraries;
import java.util.List;

/// A gate that is in place.
///
/// @param process the container's first process
/// @param missing what this host cannot do besides, for people; empty if nothing is missing
public record HeldGate(
        String containerId,
        String name,
        RunningProcess process,
        Mode mode,
        String policy,
        List<String> execMounts,
        WrittenLibraries writtenLibraries,
        String missing) {
    public HeldGate {
        execMounts = List.copyOf(execMounts);
    }

    boolean isAs(GateOrder order) {
        return mode == order.mode()
                && policy.equals(order.policy())
                && execMounts.equals(order.execMounts())
                && writtenLibraries == order.writtenLibraries()
                && process.pid() == order.pid();
    }
}
