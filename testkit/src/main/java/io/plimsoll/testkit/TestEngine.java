package io.plimsoll.testkit;

import io.plimsoll.engine.Engine;
import io.plimsoll.engine.EngineException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A real Docker Engine of the test's own: Debian's `dockerd` with its own network namespace, data root, containerd,
/// cgroup and socket, which touches nothing of an engine that this machine may run. Several can run at once.
///
/// Its `runc` is a copy in a folder of its own ([#runc]) that comes first in its PATH: a shim can take that file's
/// place.
///
/// ```java
/// try (TestEngine engine = TestEngine.start()) {
///     TestImage.TINY.importInto(engine, "shop/web");
///     engine.docker("run", "--rm", "shop/web", "echo", "hello").outputOrFail();
/// }
/// ```
///
/// The thread that started it also closes it. What a killed test run leaves behind is removed by the next start.
public final class TestEngine implements AutoCloseable {
    private static final Path DOCKER = Path.of("/usr/bin/docker");
    private static final Path RUNC = Path.of("/usr/sbin/runc");
    private static final int LINES_OF_LOG = 60;

    private final EngineFolder folder;
    private final EngineOptions options;
    private final Thread atExit = new Thread(this::removeAtExit);
    private @Nullable Process dockerd;

    private TestEngine(EngineFolder folder, EngineOptions options) {
        this.folder = folder;
        this.options = options;
    }

    public static TestEngine start() {
        return start(EngineOptions.usual());
    }

    /// Starts one and waits until it answers. Where this machine cannot, the test is skipped, aloud.
    public static TestEngine start(EngineOptions options) {
        Machine.requireEngine();
        try {
            Leftovers.sweepOrphans();
            TestEngine engine = new TestEngine(EngineFolder.create(), options);
            Runtime.getRuntime().addShutdownHook(engine.atExit);
            Files.copy(RUNC, engine.runc(), StandardCopyOption.COPY_ATTRIBUTES);
            engine.createNetwork();
            engine.boot();
            return engine;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare a test engine", e);
        }
    }

    private void createNetwork() {
        Command.of("ip", "netns", "add", folder.networkNamespace()).run().outputOrFail();
        inNetwork("ip", "link", "set", "lo", "up").run().outputOrFail();
    }

    /// Starts the engine on the state it has, as the host does at boot.
    public void boot() {
        try {
            ProcessBuilder builder = inNetwork(arguments()).builder();
            builder.environment().put("PATH", folder.programs() + ":/usr/sbin:/usr/bin:/sbin:/bin");
            builder.redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(folder.log().toFile()));
            Process started = builder.start();
            dockerd = started;
            Wait.until("the test engine answers", () -> answers(started));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start dockerd", e);
        }
    }

    private String[] arguments() {
        List<String> words = new ArrayList<>(List.of(
                "/usr/sbin/dockerd",
                "--config-file=" + folder.configuration(),
                "--host=unix://" + folder.socket(),
                "--group=root",
                "--data-root=" + folder.dataRoot(),
                "--exec-root=" + folder.execRoot(),
                "--pidfile=" + folder.pidFile(),
                "--cgroup-parent=/" + folder.cgroup(),
                "--storage-driver=overlay2",
                "--shutdown-timeout=2"));
        if (!options.bridge()) {
            words.addAll(List.of("--bridge=none", "--iptables=false", "--ip-masq=false"));
        }
        words.addAll(options.arguments());
        return words.toArray(String[]::new);
    }

    private boolean answers(Process started) {
        if (!started.isAlive()) {
            throw new AssertionError("dockerd ended with " + started.exitValue() + "\n" + log());
        }
        try {
            client().ping();
            return true;
        } catch (EngineException e) {
            return false;
        }
    }

    /// Stops the engine as a host does at shutdown; its state stays.
    public void shutDown() {
        end(running(), false);
    }

    /// As the host's restart of the engine: containers with a restart policy come back.
    public void restart() {
        shutDown();
        boot();
    }

    /// As a crash: nothing is told, containers go on running until [#boot].
    public void kill9() {
        end(running(), true);
        endContainerd();
    }

    /// The kernel kills containerd with its parent, but the next dockerd takes a dying one for alive and waits for it.
    private void endContainerd() {
        Path pidFile = folder.execRoot().resolve("containerd/containerd.pid");
        try {
            long pid = Long.parseLong(Files.readString(pidFile).strip());
            Wait.until("containerd is gone", () -> ProcessIdentity.of(pid).isEmpty());
            Files.delete(pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot tell whether containerd has ended", e);
        }
    }

    private void end(Process process, boolean hard) {
        if (hard) {
            process.destroyForcibly();
        } else {
            process.destroy();
        }
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("dockerd does not stop\n" + log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while stopping dockerd", e);
        }
        dockerd = null;
    }

    private Process running() {
        Process process = dockerd;
        if (process == null) {
            throw new IllegalStateException("this test engine is not running");
        }
        return process;
    }

    /// Runs the real client against this engine.
    public Command.Outcome docker(String... arguments) {
        return dockerCommand(arguments).run();
    }

    /// The real client, not yet started.
    public Command dockerCommand(String... arguments) {
        return Command.of(DOCKER.toString())
                .with(arguments)
                .within(Duration.ofMinutes(5))
                .environment("DOCKER_HOST", "unix://" + folder.socket())
                .environment("DOCKER_CONFIG", folder.path().resolve("client").toString())
                .environment("DOCKER_BUILDKIT", "0");
    }

    /// A program inside this engine's network namespace, where its bridge and its containers' addresses are.
    public Command inNetwork(String... words) {
        return Command.of("nsenter", "--net=/run/netns/" + folder.networkNamespace(), "--")
                .with(words);
    }

    public Engine client() {
        return Engine.at(folder.socket());
    }

    public Path socket() {
        return folder.socket();
    }

    public Path dataRoot() {
        return folder.dataRoot();
    }

    /// The file that this engine runs as `runc`: a copy that a shim may replace.
    public Path runc() {
        return folder.programs().resolve("runc");
    }

    /// A folder that goes when this engine goes, for what a test puts beside it.
    public Path folder() {
        return folder.path();
    }

    /// Its `daemon.json`, read at boot and on SIGHUP.
    public Path configuration() {
        return folder.configuration();
    }

    /// Parent of its containers' cgroups, as a path below each hierarchy.
    public String cgroup() {
        return folder.cgroup();
    }

    public long pid() {
        return running().pid();
    }

    /// The end of what the engine said, for messages of failing tests.
    public String log() {
        try {
            List<String> lines = Files.readAllLines(folder.log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_OF_LOG), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    /// Ends it and removes everything it has.
    @Override
    public void close() {
        if (dockerd != null) {
            shutDown();
        }
        remove();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private void removeAtExit() {
        if (dockerd != null) {
            dockerd.destroyForcibly();
        }
        remove();
    }

    private void remove() {
        try {
            Leftovers.remove(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the test engine in " + folder.path(), e);
        }
    }
}
