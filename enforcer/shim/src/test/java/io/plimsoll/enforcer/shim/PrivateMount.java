package io.plimsoll.enforcer.shim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

/// A file system of the test's own, with programs on it to gate.
final class PrivateMount {
    private final Path directory;

    PrivateMount(Path directory) throws Exception {
        this.directory = Files.createDirectory(directory);
        assertThat(Run.of("mount", "-t", "tmpfs", "-o", "size=16m", "plimsoll-test", directory.toString())
                        .exit())
                .as("mount a tmpfs")
                .isZero();
    }

    Path directory() {
        return directory;
    }

    /// Starts a program of the gated file system: exit status 0 when it ran, 126 when it was denied.
    Run execute(String name) throws Exception {
        Path program = directory.resolve(name);
        if (!Files.exists(program)) {
            Files.copy(Path.of("/bin/true"), program);
        }
        return Run.start(new ProcessBuilder("/bin/sh", "-c", program + "; exit $?"));
    }

    int executed(String name) throws Exception {
        return execute(name).end().exit();
    }

    void strike() throws Exception {
        Run.of("umount", "--lazy", directory.toString());
    }
}
