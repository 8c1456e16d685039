package io.plimsoll.enforcer.shim;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.testkit.Command;
import io.plimsoll.testkit.EngineOptions;
import io.plimsoll.testkit.TestEngine;
import io.plimsoll.testkit.TestImage;
import io.plimsoll.testkit.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The shim under a real Docker Engine, put in place by the installer: every way to start a container passes it.
@Tag("engine")
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ShimEngineIT {
    private static final String REFUSAL =
            "Plimsoll: refused by policy \"Card data\", rule unscanned: image was never scanned";
    private static final String NO_ANSWER = "Plimsoll: start refused, the Enforcer on this host does not answer "
            + "(fail direction: deny); ask your administrator or run 'plimsoll rescue'";
    private static final FakeEnforcer.Behaviour REFUSING = with -> {
        with.receiveQuestion();
        with.send('D', REFUSAL);
    };
    private static final FakeEnforcer.Behaviour ALLOWING = with -> {
        with.receiveQuestion();
        with.allow(true, "");
        with.receive();
        with.send('A', "");
    };

    private static @Nullable TestEngine started;

    private final List<FakeEnforcer> enforcers = new ArrayList<>();

    @BeforeAll
    static void startEngine() throws Exception {
        started = TestEngine.start(EngineOptions.withoutBridge());
        TestImage.TINY.importInto(engine(), "tiny");
        engine().docker("create", "--name", "early", "tiny", "echo", "created before the shim")
                .outputOrFail();
        Files.createDirectory(socket().getParent());
        Files.setPosixFilePermissions(socket().getParent(), PosixFilePermissions.fromString("rwx------"));
        install("deny");
    }

    @AfterAll
    static void closeEngine() {
        if (started != null) {
            started.close();
        }
    }

    @AfterEach
    void closeEnforcers() throws Exception {
        for (FakeEnforcer enforcer : enforcers) {
            enforcer.close();
        }
        Files.deleteIfExists(socket());
    }

    private static TestEngine engine() {
        TestEngine engine = started;
        if (engine == null) {
            throw new IllegalStateException("no engine");
        }
        return engine;
    }

    private static Path socket() {
        return engine().folder().resolve("enforcer").resolve("shim.sock");
    }

    private static void install(String direction) {
        Command.of(
                        Programs.INSTALLER.toString(),
                        "install",
                        "--runc",
                        engine().runc().toString(),
                        "--shim",
                        Programs.SHIM.toString(),
                        "--socket",
                        socket().toString(),
                        "--direction",
                        direction,
                        "--timeout-ms",
                        "10000")
                .run()
                .outputOrFail();
    }

    private FakeEnforcer enforcer(FakeEnforcer.Behaviour behaviour) throws IOException {
        var enforcer = new FakeEnforcer(socket(), behaviour);
        enforcers.add(enforcer);
        return enforcer;
    }

    private static Command.Outcome docker(String... words) {
        return engine().docker(words);
    }

    private static void assertRefused(Command.Outcome outcome, String line) {
        assertThat(outcome.exit()).as(outcome.toString()).isNotZero();
        assertThat(outcome.errors()).contains("OCI runtime create failed: " + line);
        assertThat(outcome.output()).doesNotContain("afloat");
    }

    @Test
    void showsTheRefusalToThePersonWhoeverStartsTheContainer() throws Exception {
        enforcer(REFUSING);

        assertRefused(docker("run", "--rm", "tiny", "echo", "afloat"), REFUSAL);
        assertRefused(docker("run", "--rm", "--runtime", "runc", "tiny", "echo", "afloat"), REFUSAL);
        assertRefused(docker("run", "--rm", "--tty", "tiny", "echo", "afloat"), REFUSAL);
        assertRefused(docker("run", "--rm", "--privileged", "tiny", "echo", "afloat"), REFUSAL);
        Command.Outcome early = docker("start", "--attach", "early");
        assertThat(early.exit()).isNotZero();
        assertThat(early.errors()).contains(REFUSAL);
        assertThat(early.output()).doesNotContain("created before");
    }

    @Test
    void runsWhatIsAllowedAndNamesItsFirstProcessBeforeItsFirstInstruction() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        FakeEnforcer enforcer = enforcer(with -> {
            with.receiveQuestion();
            with.allow(true, "");
            Frame created = with.receive();
            Path process = Path.of("/proc", created.lines().getOrDefault("pid", ""));
            seen.add(Files.readString(process.resolve("comm")).strip());
            seen.add(Files.exists(process.resolve("root/bin/busybox")) ? "in its root" : "not in its root");
            with.send('A', "");
        });

        assertThat(docker("run", "--rm", "tiny", "echo", "afloat").outputOrFail())
                .isEqualTo("afloat");
        assertThat(docker("run", "--rm", "tiny", "sh", "-c", "exit 7").exit()).isEqualTo(7);
        assertThat(docker("start", "--attach", "early").outputOrFail()).isEqualTo("created before the shim");

        assertThat(seen.subList(0, 2)).containsExactly("runc:[2:INIT]", "in its root");
        assertThat(enforcer.received().getFirst().lines())
                .containsEntry("command", "create")
                .containsEntry("shim", engine().runc().toString());
        assertThat(enforcer.received().get(1).text()).contains("\"args\":[\"echo\",\"afloat\"]");
    }

    @Test
    void doesNotStartWhatGetsNoGate() throws Exception {
        enforcer(with -> {
            with.receiveQuestion();
            with.allow(true, "");
            with.receive();
            with.send('D', REFUSAL);
        });

        assertRefused(docker("run", "--rm", "tiny", "echo", "afloat"), REFUSAL);
    }

    @Test
    void startsWithTheConfigurationOfTheEnforcer() throws Exception {
        enforcer(with -> {
            with.receive();
            String config = with.receive().text();
            with.allow(true, config.replace("\"env\":[", "\"env\":[\"HANDED=over\","));
            with.receive();
            with.send('A', "");
        });

        assertThat(docker("run", "--rm", "tiny", "sh", "-c", "echo $HANDED").outputOrFail())
                .isEqualTo("over");
    }

    @Test
    void leavesEverythingElseAlone() throws Exception {
        enforcer(ALLOWING);
        String id = docker("run", "--detach", "--interactive", "--tty", "--stop-signal=KILL", "tiny", "sh")
                .outputOrFail();

        assertThat(docker("exec", id, "echo", "inside").outputOrFail()).isEqualTo("inside");
        assertThat(docker("exec", id, "sh", "-c", "exit 9").exit()).isEqualTo(9);
        docker("pause", id).outputOrFail();
        docker("unpause", id).outputOrFail();
        assertThat(docker("top", id).outputOrFail()).contains("sh");
        docker("update", "--pids-limit", "50", id).outputOrFail();
        docker("restart", id).outputOrFail();
        docker("rm", "--force", id).outputOrFail();
    }

    @Test
    void holdsTheStepsOfBuildKitByItsHook() throws Exception {
        String hook = "{\"hooks\":{\"createRuntime\":[{\"path\":\"%s\",\"args\":[\"runc\",\"plimsoll-hook\"]}]},"
                .formatted(engine().runc());
        List<String> commands = new CopyOnWriteArrayList<>();
        FakeEnforcer.Behaviour hooking = with -> {
            Frame first = with.receive();
            String body = with.receive().text();
            commands.add(first.type() == 'C' ? first.lines().getOrDefault("command", "") : "hook");
            if (first.type() == 'C') {
                with.allow(false, hook + body.substring(1));
            } else {
                with.send(commands.contains("refuse now") ? 'D' : 'A', REFUSAL);
            }
        };
        enforcer(hooking);

        Command.Outcome allowed = build("RUN echo built by $((40 + 2))");
        assertThat(allowed.exit()).as(allowed.toString()).isZero();
        assertThat(commands).containsExactly("run", "hook");

        commands.add("refuse now");
        Command.Outcome refused = build("RUN echo never $((40 + 2))");
        assertThat(refused.exit()).as(refused.toString()).isNotZero();
        assertThat(refused.errors()).contains(REFUSAL).doesNotContain("never 42");
    }

    private static Command.Outcome build(String step) throws IOException {
        Path context = Files.createTempDirectory(engine().folder(), "context");
        Files.writeString(context.resolve("Dockerfile"), "FROM tiny\n" + step + "\n");
        return engine().dockerCommand("build", "--no-cache", "--progress=plain", "--network=none", context.toString())
                .environment("DOCKER_BUILDKIT", "1")
                .run();
    }

    @Test
    void refusesTheStepsOfTheClassicBuilder() throws Exception {
        enforcer(REFUSING);
        Path context = Files.createTempDirectory(engine().folder(), "context");
        Files.writeString(context.resolve("Dockerfile"), "FROM tiny\nRUN echo never\n");

        assertThat(docker("build", "--no-cache", context.toString()).errors()).contains(REFUSAL);
    }

    @Test
    void refusesWhileTheEnforcerIsAway() throws Exception {
        assertRefused(docker("run", "--rm", "tiny", "echo", "afloat"), NO_ANSWER);
        assertThat(docker("start", "--attach", "early").errors()).contains(NO_ANSWER);
    }

    @Test
    void startsAndRecordsItWhileTheEnforcerIsAwayAndItIsToldSo() throws Exception {
        install("allow");
        try {
            assertThat(docker("run", "--rm", "tiny", "echo", "afloat").outputOrFail())
                    .isEqualTo("afloat");
            assertThat(docker("start", "--attach", "early").outputOrFail()).isEqualTo("created before the shim");
        } finally {
            install("deny");
        }
        String id = docker("inspect", "--format", "{{.Id}}", "early").outputOrFail();
        assertThat(Files.readAllLines(socket().resolveSibling("ungoverned-starts")))
                .hasSize(2)
                .last()
                .asString()
                .contains("\"command\":\"create\",\"id\":\"" + id + "\"");
    }

    @Test
    void doesNotHoldTheEngineUpWhenItBootsWithoutAnEnforcer() throws Exception {
        enforcer(ALLOWING);
        String id = docker("run", "--detach", "--restart=always", "--stop-signal=KILL", "tiny", "sleep", "3600")
                .outputOrFail();
        closeEnforcers();
        enforcers.clear();

        engine().restart();

        assertThat(docker("inspect", "--format", "{{.State.Running}}", id).outputOrFail())
                .isEqualTo("false");
        enforcer(ALLOWING);
        docker("start", id).outputOrFail();
        docker("rm", "--force", id).outputOrFail();
    }

    @Test
    void isNotMissedByContainersThatItStarted() throws Exception {
        enforcer(ALLOWING);
        String id = docker("run", "--detach", "--stop-signal=KILL", "tiny", "sleep", "3600")
                .outputOrFail();
        Command.of(
                        Programs.INSTALLER.toString(),
                        "restore",
                        "--runc",
                        engine().runc().toString())
                .run()
                .outputOrFail();
        try {
            assertThat(docker("exec", id, "echo", "inside").outputOrFail()).isEqualTo("inside");
            docker("restart", id).outputOrFail();
            Wait.until(
                    "it runs",
                    () -> docker("inspect", "--format", "{{.State.Running}}", id)
                            .outputOrFail()
                            .equals("true"));
            docker("rm", "--force", id).outputOrFail();
        } finally {
            install("deny");
        }
    }
}
