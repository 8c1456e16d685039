package io.plimsoll.enforcer.kernel;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one container may execute, and where it is to be found.
///
/// @param containerId at most 64 printable ASCII characters, as the engine shows it
/// @param pid the container's first process, which exists and has not executed anything of the container yet; for a
///     container that already runs, see `root`
/// @param root where the host sees the container's root file system. Needed while the process has not changed to it
///     yet (`runc run`), and for a container that already runs: its processes may have put other mounts over what
///     they show us. Absent: the process's own root
/// @param mode of the executions
/// @param mappings of libraries and programs that are mapped instead of executed (`ld.so ./x`, LD_PRELOAD). While
///     any container asks for it, each system call of the host costs about 0.1 microseconds more
/// @param rule what the image holds must also pass this
/// @param extraExecMounts mount points in the container from which policy allows execution; also single files that
///     the engine mounts, as `/sbin/docker-init`. At most 16
public record ContainerGate(
        String containerId,
        long pid,
        @Nullable Path root,
        GateMode mode,
        GateMode mappings,
        ExecutableRule rule,
        List<String> extraExecMounts) {
    private static final int LONGEST_ID = 64;
    private static final int MOST_EXTRA_MOUNTS = 16;

    public ContainerGate {
        extraExecMounts = List.copyOf(extraExecMounts);
        if (containerId.isEmpty()
                || containerId.length() > LONGEST_ID
                || !containerId.chars().allMatch(character -> character > ' ' && character < 0x7f)) {
            throw new IllegalArgumentException(
                    "not a container id of 1 to 64 printable characters: '" + containerId + "'");
        }
        if (pid < 1) {
            throw new IllegalArgumentException("not a process id: " + pid);
        }
        if (mode == GateMode.OFF) {
            throw new IllegalArgumentException("a gate that is off is no gate: release the container " + containerId);
        }
        if (extraExecMounts.size() > MOST_EXTRA_MOUNTS) {
            throw new IllegalArgumentException("container " + containerId + " has " + extraExecMounts.size()
                    + " mounts that allow execution; at most " + MOST_EXTRA_MOUNTS + " can be watched");
        }
    }
}
