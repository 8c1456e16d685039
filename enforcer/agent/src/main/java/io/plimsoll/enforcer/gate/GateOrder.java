package io.plimsoll.enforcer.gate;

import io.plimsoll.policy.Mode;
import io.plimsoll.policy.WrittenLibraries;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The wish for a gate.
///
/// @param name of the container, for events
/// @param pid of the container's first process
/// @param root where the host sees the root file system; absent if the process itself has it for its root
/// @param policy name of the runtime policy
/// @param execMounts mount points in the container on which files may be executed
public record GateOrder(
        String containerId,
        String name,
        long pid,
        @Nullable Path root,
        Mode mode,
        String policy,
        List<String> execMounts,
        WrittenLibraries writtenLibraries) {
    public GateOrder {
        execMounts = List.copyOf(execMounts);
    }
}
