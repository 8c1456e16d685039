package io.plimsoll.enforcer.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How much memory this process holds (proc(5), `VmRSS` of `/proc/self/status`).
final class ResidentMemory {
    private ResidentMemory() {}

    /// In bytes; 0 if it cannot be told.
    static long bytes() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(l -> l.startsWith("VmRSS:"))
                    .mapToLong(l -> 1024 * Long.parseLong(l.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
