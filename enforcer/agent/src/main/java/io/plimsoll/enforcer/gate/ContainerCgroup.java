package io.plimsoll.enforcer.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Whether a process is where the engine put it: numbers of processes that ended are used again.
final class ContainerCgroup {
    private ContainerCgroup() {}

    /// Whether one of the process's control groups names the container.
    static boolean holds(long pid, String containerId) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cgroup"))
                    .contains(containerId);
        } catch (IOException e) {
            return false;
        }
    }
}
