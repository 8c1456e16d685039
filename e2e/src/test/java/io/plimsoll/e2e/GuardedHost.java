package io.plimsoll.e2e;

import io.plimsoll.testkit.Command;
import io.plimsoll.testkit.EngineOptions;
import io.plimsoll.testkit.TestEngine;
import io.plimsoll.testkit.TestImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;

/// A host with a container engine, on which Plimsoll is run by its launcher. Its network is its own, so ports are free.
final class GuardedHost implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(4);

    private final TestEngine engine;

    private GuardedHost(TestEngine engine) {
        this.engine = engine;
    }

    static GuardedHost start() {
        Tree.requireBuilt();
        TestEngine engine = TestEngine.start(EngineOptions.withoutBridge());
        TestImage.TINY.importInto(engine, "tiny");
        return new GuardedHost(engine);
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
        List<String> arguments = new ArrayList<>(List.of(word, "--data", data().toString()));
        arguments.addAll(Arrays.asList(options));
        PlainShell shell = new PlainShell().with("DOCKER_HOST", "unix://" + engine.socket());
        return engine.inNetwork(shell.words(Tree.LAUNCHER, arguments.toArray(String[]::new)))
                .within(START);
    }

    /// Brings Plimsoll up in the background and returns what it said.
    String up() {
        return launcher("up", "--detach").run().outputOrFail();
    }

    /// The same, unless it is up already.
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
        } catch (IOException | NoSuchElementException e) {
            return false;
        }
    }

    /// The process that the launcher knows under this name.
    ProcessHandle process(String name) throws IOException {
        String line = Files.readString(data().resolve("run").resolve(name + ".pid"));
        return ProcessHandle.of(Long.parseLong(line.split(" ")[0])).orElseThrow();
    }

    /// As a crash of everything: nothing is told.
    void kill9(String... names) throws IOException {
        List<ProcessHandle> killed = new ArrayList<>();
        for (String name : names) {
            killed.add(process(name));
            killed.getLast().destroyForcibly();
        }
        killed.forEach(process -> process.onExit().join());
    }

    /// Whether the engine runs its own runtime and nothing of ours is beside it.
    boolean hasItsEngineBack() {
        Path real = engine.runc().resolveSibling("runc.plimsoll-real");
        return !Files.exists(real)
                && engine.docker("run", "--rm", "tiny", "true").succeeded();
    }

    @Override
    public void close() {
        down();
        engine.close();
    }
}
