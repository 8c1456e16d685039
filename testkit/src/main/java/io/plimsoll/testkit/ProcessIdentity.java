package io.plimsoll.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A process that is not mistaken for a later one with the same number (proc(5), field 22 of `stat`).
///
/// @param startedAt clock ticks after boot
record ProcessIdentity(long pid, long startedAt) {
    /// The process with this number now; empty if there is none.
    static Optional<ProcessIdentity> of(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return afterName[0].equals("Z")
                    ? Optional.empty()
                    : Optional.of(new ProcessIdentity(pid, Long.parseLong(afterName[19])));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static ProcessIdentity ofThisJvm() {
        return of(ProcessHandle.current().pid()).orElseThrow();
    }

    /// Reads what [#toString] wrote; empty for anything else.
    static Optional<ProcessIdentity> parse(String text) {
        String[] parts = text.strip().split(" ");
        try {
            return parts.length == 2
                    ? Optional.of(new ProcessIdentity(Long.parseLong(parts[0]), Long.parseLong(parts[1])))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }

    @Override
    public String toString() {
        return pid + " " + startedAt;
    }
}
