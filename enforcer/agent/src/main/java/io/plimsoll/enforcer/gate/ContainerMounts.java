package io.plimsoll.enforcer.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where something is mounted in a running container.
final class ContainerMounts {
    private static final int MOUNT_POINT = 4;

    private ContainerMounts() {}

    /// Mount points as the process sees them; empty if it is gone.
    static Set<String> of(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "mountinfo"))) {
            return lines.map(l -> l.split(" "))
                    .filter(f -> f.length > MOUNT_POINT)
                    .map(f -> f[MOUNT_POINT])
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            return Set.of();
        }
    }
}
