package io.plimsoll.enforcer.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A real keeper: the second role of the program that `enforcer/shim` makes.
final class KeeperProcess implements AutoCloseable {
    private static final Path SHIM = Path.of("..", "shim").toAbsolutePath().normalize();
    private static final Path PROGRAM = SHIM.resolve("target/plimsoll-runc");

    private final Path socket;

    private KeeperProcess(Path socket) {
        this.socket = socket;
    }

    /// Starts a keeper that refuses while the Enforcer is away, and takes it for away after `timeoutMillis` without
    /// a beat.
    static KeeperProcess start(Path folder, int timeoutMillis) throws IOException, InterruptedException {
        compile();
        KeeperProcess keeper = new KeeperProcess(folder.resolve("keeper.sock"));
        Process starter = new ProcessBuilder(
                        PROGRAM.toString(),
                        "plimsoll-keeper",
                        "--socket",
                        keeper.socket.toString(),
                        "--direction",
                        "deny",
                        "--agent-timeout-ms",
                        Integer.toString(timeoutMillis))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keeper.out").toFile())
                .start();
        assertThat(starter.waitFor()).as("the keeper starts").isZero();
        return keeper;
    }

    Path socket() {
        return socket;
    }

    /// As a crash of the keeper. Does nothing to one that has ended.
    void kill() throws IOException {
        Path lock = Path.of(socket + ".lock");
        ProcessHandle.of(Long.parseLong(Files.readString(lock).strip()))
                .filter(process -> process.info().command().equals(Optional.of(PROGRAM.toString())))
                .ifPresent(keeper -> {
                    keeper.destroyForcibly();
                    keeper.onExit().join();
                });
    }

    private static void compile() throws IOException, InterruptedException {
        assumeTrue(Files.exists(SHIM.resolve("build.sh")), "skipped: enforcer/shim is not here");
        assertThat(new ProcessBuilder(SHIM.resolve("build.sh").toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .as("build.sh")
                .isZero();
    }

    @Override
    public void close() {
        try {
            kill();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
