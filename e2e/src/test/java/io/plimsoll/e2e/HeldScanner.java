package io.plimsoll.e2e;

import io.plimsoll.testkit.Command;
import io.plimsoll.testkit.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// While open, every scan of a host is held: the scanner stops itself (SIGSTOP) before it looks at anything.
final class HeldScanner implements AutoCloseable {
    private final Path program;
    private final Path real;

    private HeldScanner(Path program) {
        this.program = program;
        this.real = program.resolveSibling("plimsoll-scanner.held");
    }

    static HeldScanner of(GuardedHost host) {
        HeldScanner held = new HeldScanner(host.data().resolve("app/libexec/plimsoll-scanner"));
        try {
            Files.copy(
                    held.program, held.real, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            Path holding = Files.copy(
                    held.program,
                    held.program.resolveSibling("plimsoll-scanner.new"),
                    StandardCopyOption.COPY_ATTRIBUTES);
            Files.writeString(holding, "#!/bin/sh\nkill -STOP $$\nexec '" + held.real + "' \"$@\"\n");
            Files.move(holding, held.program, StandardCopyOption.ATOMIC_MOVE);
            return held;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Lets all scans go on.
    @Override
    public void close() {
        try {
            Files.copy(real, program, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // One that has begun may not have stopped yet.
        Wait.until("no scan is held", () -> {
            List<ProcessHandle> held = held();
            held.forEach(
                    p -> Command.of("kill", "-CONT", Long.toString(p.pid())).run());
            return held.isEmpty();
        });
    }

    private List<ProcessHandle> held() {
        return ProcessHandle.allProcesses()
                .filter(p -> p.info()
                        .commandLine()
                        .filter(c -> c.contains(" " + program + " "))
                        .isPresent())
                .toList();
    }
}
