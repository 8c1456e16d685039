package io.plimsoll.e2e;

import io.plimsoll.testkit.Command;
import io.plimsoll.testkit.EngineOptions;
import io.plimsoll.testkit.SourceTree;
import io.plimsoll.testkit.TestEngine;
import io.plimsoll.testkit.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;

/// A host with a container engine, on which Plimsoll is run by its launcher as a stranger runs it. Its network is its
/// own, so the usual ports are free.
final class GuardedHost implements AutoCloseable {
    static final String CENTER = "https://127.0.0.1:8443";
    static final String PASSWORD = "correct horse 42 battery";

    private static final Duration START = Duration.ofMinutes(4);

    private final TestEngine engine;

    private GuardedHost(TestEngine engine) {
        this.engine = engine;
    }

    /// One whose engine runs, and nothing of Plimsoll yet.
    static GuardedHost start() {
        return start(EngineOptions.usual());
    }

    static GuardedHost start(EngineOptions options) {
        SourceTree.requireBuilt();
        return new GuardedHost(TestEngine.start(options));
    }

    TestEngine engine() {
        return engine;
    }

    /// The data directory of Plimsoll on this host.
    Path data() {
        return engine.folder().resolve("plimsoll");
    }

    /// The launcher with `--data` of this host, not yet started.
    Command launcher(String word, String... options) {
        return launcher(new PlainShell(), word, options);
    }

    private Command launcher(PlainShell shell, String word, String... options) {
        List<String> arguments = new ArrayList<>(List.of(word, "--data", data().toString()));
        arguments.addAll(Arrays.asList(options));
        return inShell(shell, arguments.toArray(String[]::new));
    }

    /// `./plimsoll` with these words, in a shell that knows this host's engine.
    Command inShell(PlainShell shell, String... words) {
        shell.with("DOCKER_HOST", "unix://" + engine.socket());
        return engine.inNetwork(shell.words(SourceTree.LAUNCHER, words)).within(START);
    }

    /// Brings Plimsoll up in the background and returns what it said, the first administrator's password among it.
    String up() {
        return launcher("up", "--detach").run().outputOrFail();
    }

    /// The same with [#PASSWORD] for the administrator.
    String upWithPassword() {
        PlainShell shell = new PlainShell().with("PLIMSOLL_ADMIN_PASSWORD", PASSWORD);
        return launcher(shell, "up", "--detach").run().outputOrFail();
    }

    /// Brings Plimsoll up unless it is up already.
    void ensureUp() {
        if (!isRunning("up")) {
            up();
        }
    }

    void down() {
        launcher("down").run().outputOrFail();
    }

    boolean isRunning(String name) {
        try {
            return process(name).isAlive();
        } catch (NoSuchElementException e) {
            return false;
        }
    }

    /// The process that the launcher knows under this name.
    ///
    /// @throws NoSuchElementException if it is not there
    ProcessHandle process(String name) {
        try {
            String line = Files.readString(data().resolve("run").resolve(name + ".pid"));
            return ProcessHandle.of(Long.parseLong(line.split(" ")[0])).orElseThrow();
        } catch (IOException | NumberFormatException e) {
            // It may be writing the file at this moment.
            throw new NoSuchElementException("the launcher knows no " + name, e);
        }
    }

    /// As a crash: nothing is told. Name `up` first, for it starts the others again.
    void kill9(String... names) {
        for (String name : names) {
            ProcessHandle process = process(name);
            process.destroyForcibly();
            Wait.until(name + " is gone", () -> !process.isAlive());
        }
    }

    /// Sends a signal such as `STOP`.
    void signal(String signal, String name) {
        Command.of("kill", "-" + signal, Long.toString(process(name).pid()))
                .run()
                .outputOrFail();
    }

    /// `docker run --rm IMAGE WORD...` on this host.
    Command.Outcome run(String image, String... words) {
        List<String> all = new ArrayList<>(List.of("run", "--rm", image));
        all.addAll(Arrays.asList(words));
        return engine.docker(all.toArray(String[]::new));
    }

    /// Whether the engine runs its own runtime and nothing of ours is beside it.
    boolean hasItsEngineBack() {
        Path real = engine.runc().resolveSibling("runc.plimsoll-real");
        return !Files.exists(real) && run("tiny", "true").succeeded();
    }

    /// Writes a file below this host's folder, for a program that is to read it.
    Path file(String name, String content) {
        try {
            Path file = engine.folder().resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The text of a file on this host.
    String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            launcher("down").run();
        } finally {
            engine.close();
        }
    }
}
