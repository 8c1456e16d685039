package io.plimsoll.enforcer.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A process known by its number and its start: numbers are used again.
///
/// @param startTicks after boot, in hundredths of a second (proc(5), field 22 of `/proc/PID/stat`)
public record RunningProcess(long pid, long startTicks) {
    private static final int FIELDS_AFTER_NAME_UNTIL_START = 19;

    /// @return empty if there is no such process, or it only waits to be reaped
    public static Optional<RunningProcess> of(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The name in parentheses may hold anything, parentheses too.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return fields[0].equals("Z") || fields[0].equals("X")
                    ? Optional.empty()
                    : Optional.of(new RunningProcess(pid, Long.parseLong(fields[FIELDS_AFTER_NAME_UNTIL_START])));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    public boolean isAlive() {
        return of(pid).equals(Optional.of(this));
    }
}
