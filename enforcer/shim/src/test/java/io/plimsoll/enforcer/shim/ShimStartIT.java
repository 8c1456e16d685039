package io.plimsoll.enforcer.shim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Starts with an Enforcer that answers: what it is asked, and what comes of its answer.
@NeedsRoot
@Timeout(120)
class ShimStartIT {
    private static final String REFUSAL =
            "Plimsoll: refused by policy \"Card data\", rule no-critical: CVE-2021-44228 in log4j-core 2.14.1";

    @TempDir
    Path directory;

    Stage stage;

    @BeforeEach
    void raise() throws Exception {
        stage = new Stage(directory);
    }

    private FakeEnforcer allowing() throws Exception {
        return new FakeEnforcer(stage.socket(), with -> {
            with.receiveQuestion();
            with.allow(false, "");
        });
    }

    @Test
    void asksWithTheContainerAndItsConfiguration() throws Exception {
        try (var enforcer = allowing()) {
            Run run = Run.start(stage.command(stage.create()));
            long pid = run.process().pid();
            assertThat(run.end()).isEqualTo(new Run.Result(0, "", ""));

            Frame question = enforcer.received().get(0);
            Frame configuration = enforcer.received().get(1);
            assertThat(question.type()).isEqualTo('C');
            assertThat(question.lines())
                    .containsExactly(
                            entry("version", "1"),
                            entry("command", "create"),
                            entry("id", Stage.ID),
                            entry("bundle", stage.bundle().toString()),
                            entry("root", "/run/test"),
                            entry("pid", Long.toString(pid)),
                            entry("shim", stage.shim().toString()));
            assertThat(configuration.type()).isEqualTo('B');
            assertThat(configuration.text()).isEqualTo(Stage.CONFIG);
            assertThat(stage.recording().only().arguments()).containsExactly(stage.create());
            assertThat(Files.readString(stage.config())).isEqualTo(Stage.CONFIG);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--root /r create --bundle B ID",
                "--root=/r create --bundle=B ID",
                "-root /r create -b B ID",
                "-root=/r --debug create -b=B -- ID",
                "--root /wrong --root /r --systemd-cgroup create ID --bundle B --no-pivot",
                "--root /r -- create --preserve-fds 2 --console-socket run --no-new-keyring=true --bundle B ID",
                "--rootless auto --criu /c --root /r create --pidfd-socket s -pid-file p --bundle /wrong --bundle B ID",
                "create --root /r --bundle B ID",
            })
    void readsOptionsInEveryWayTheyCanBeWritten(String arguments) throws Exception {
        try (var enforcer = allowing()) {
            stage.run(arguments.replace("B", "bundle").split(" "));

            assertThat(enforcer.received().getFirst().lines())
                    .containsAllEntriesOf(Map.of("command", "create", "id", "ID", "root", "/r"))
                    .containsEntry("bundle", stage.bundle().toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run -d --keep --no-subreaper --bundle bundle ID",
                "restore --image-path i --work-path w --tcp-established --ext-unix-sk --shell-job --file-locks "
                        + "--manage-cgroups-mode soft --empty-ns network --auto-dedup --lazy-pages --lsm-profile p "
                        + "--lsm-mount-context c --bundle bundle --detach ID"
            })
    void asksForRunAndRestoreToo(String arguments) throws Exception {
        try (var enforcer = allowing()) {
            Run run = Run.start(stage.command(arguments.split(" ")));
            long pid = run.process().pid();
            run.end();

            assertThat(enforcer.received().getFirst().lines())
                    .containsEntry("command", arguments.split(" ")[0])
                    .containsEntry("id", "ID")
                    .containsEntry("root", "/run/runc");
            assertThat(stage.recording().only().arguments()).containsExactly(arguments.split(" "));
            assertThat(stage.recording().only().pid()).as("the same process").isEqualTo(pid);
        }
    }

    @Test
    void takesTheCurrentDirectoryAsBundle() throws Exception {
        try (var enforcer = allowing()) {
            Run.of(stage.command("create", "ID").directory(stage.bundle().toFile()));

            assertThat(enforcer.received().getFirst().lines())
                    .containsEntry("bundle", stage.bundle().toString());
        }
    }

    @Test
    void replacesTheConfigurationAndKeepsOwnerAndMode() throws Exception {
        Files.setPosixFilePermissions(stage.config(), PosixFilePermissions.fromString("rw-r-----"));
        Files.setAttribute(stage.config(), "unix:uid", 1234);
        Files.setAttribute(stage.config(), "unix:gid", 1235);
        String large = "{\"hooks\":\"" + "x".repeat(3_000_000) + "\"}";
        try (var _ = new FakeEnforcer(stage.socket(), with -> {
            with.receiveQuestion();
            with.allow(false, large);
        })) {
            assertThat(stage.runCreate().exit()).isZero();
        }

        assertThat(Files.readString(stage.config())).isEqualTo(large);
        assertThat(Files.readAttributes(stage.config(), PosixFileAttributes.class)
                        .permissions())
                .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
        assertThat(Files.getAttribute(stage.config(), "unix:uid")).isEqualTo(1234);
        assertThat(Files.getAttribute(stage.config(), "unix:gid")).isEqualTo(1235);
        try (var left = Files.list(stage.bundle())) {
            assertThat(left).containsExactly(stage.config());
        }
    }

    @Test
    void refusesWithTheLineOfTheEnforcer() throws Exception {
        try (var _ = new FakeEnforcer(stage.socket(), with -> {
            with.receiveQuestion();
            with.send('D', REFUSAL);
        })) {
            assertThat(stage.runCreate()).isEqualTo(new Run.Result(1, "", REFUSAL + "\n"));
        }

        assertThat(stage.recording().calls()).isEmpty();
        assertThat(Files.readString(stage.log()))
                .startsWith("{\"level\":\"error\",\"msg\":\"" + REFUSAL.replace("\"", "\\\"") + "\",\"time\":\"20")
                .endsWith("Z\"}\n");
    }

    @Test
    void writesTheLogAsTextWhereRuncWould() throws Exception {
        try (var _ = new FakeEnforcer(stage.socket(), with -> with.send('D', REFUSAL))) {
            stage.run("--log", stage.log().toString(), "run", "--bundle", "bundle", "ID");
        }

        assertThat(Files.readString(stage.log()))
                .startsWith("time=\"20")
                .endsWith(" level=error msg=\"" + REFUSAL.replace("\"", "\\\"") + "\"\n");
    }

    @Test
    void makesARefusalHarmlessForTerminalAndLog() throws Exception {
        try (var _ = new FakeEnforcer(stage.socket(), with -> {
            with.receiveQuestion();
            with.sendRaw(new byte[] {0, 0, 0, 20, 'D', (byte) 0xff, (byte) 0xc0, (byte) 0x80});
            with.sendRaw("no\u001b[31m\n\u009bé€x\u0000".getBytes(StandardCharsets.UTF_8));
        })) {
            assertThat(stage.runCreate().err()).isEqualTo("   no [31m  é€x\n");
        }
        assertThat(Files.readString(stage.log())).contains("\"msg\":\"   no [31m  é€x\"");
    }

    @Test
    void cutsARefusalAtAKilobyte() throws Exception {
        try (var _ = new FakeEnforcer(stage.socket(), with -> {
            with.receiveQuestion();
            with.send('D', "x".repeat(100_000));
        })) {
            assertThat(stage.runCreate().err()).isEqualTo("x".repeat(1024) + "\n");
        }
    }

    @Test
    void tellsTheEnforcerWhichProcessWaitsForItsStart() throws Exception {
        try (var enforcer = new FakeEnforcer(stage.socket(), with -> {
            with.receiveQuestion();
            with.allow(true, "");
            with.receive();
            with.send('A', "");
        })) {
            assertThat(stage.runCreate()).isEqualTo(new Run.Result(0, "", ""));

            Frame created = enforcer.received().get(2);
            assertThat(created.type()).isEqualTo('P');
            assertThat(created.lines())
                    .containsExactly(entry("id", Stage.ID), entry("pid", Files.readString(stage.pidFile())));
            assertThat(stage.recording().only().arguments()).containsExactly(stage.create());
            assertThat(Processes.isRunning(init(created))).isTrue();
            kill(created);
        }
    }

    @Test
    void asksForAPidFileWhereTheEngineDidNot() throws Exception {
        try (var enforcer = new FakeEnforcer(stage.socket(), with -> {
            with.receiveQuestion();
            with.allow(true, "");
            with.receive();
            with.send('A', "");
        })) {
            assertThat(stage.run("create", "--bundle", "bundle", "ID").exit()).isZero();

            List<String> arguments = stage.recording().only().arguments();
            assertThat(arguments.get(1)).startsWith("--pid-file=" + stage.bundle() + "/.plimsoll-init-");
            assertThat(Processes.isRunning(init(enforcer.received().get(2)))).isTrue();
            kill(enforcer.received().get(2));
        }
        try (var left = Files.list(stage.bundle())) {
            assertThat(left).containsExactly(stage.config());
        }
    }

    @Test
    void deletesTheContainerWhenItsGatesCannotBePutInPlace() throws Exception {
        try (var enforcer = new FakeEnforcer(stage.socket(), with -> {
            with.receiveQuestion();
            with.allow(true, "");
            with.receive();
            with.send('D', REFUSAL);
        })) {
            assertThat(stage.runCreate()).isEqualTo(new Run.Result(1, "", REFUSAL + "\n"));

            Recording.Call deletion = stage.recording().calls().get(1);
            assertThat(deletion.arguments())
                    .containsExactly(
                            "--root",
                            "/run/test",
                            "--log",
                            stage.log().toString(),
                            "--log-format",
                            "json",
                            "delete",
                            "--force",
                            Stage.ID);
            assertThat(deletion.values("fd")).containsExactlyInAnyOrder("0 /dev/null", "1 /dev/null", "2 /dev/null");
            kill(enforcer.received().get(2));
        }
        assertThat(Files.readString(stage.log())).contains("refused by policy");
    }

    @Test
    void killsTheContainersFirstProcessWhenItCannotBeDeleted() throws Exception {
        try (var enforcer = new FakeEnforcer(stage.socket(), with -> {
            with.receiveQuestion();
            with.allow(true, "");
            with.receive();
            with.send('D', REFUSAL);
        })) {
            var command = stage.command(stage.create());
            command.environment().put("FAKE_DELETE", "fail");
            assertThat(Run.of(command).exit()).isEqualTo(1);

            Processes.awaitEnd(init(enforcer.received().get(2)));
        }
    }

    @Test
    void passesTheFailureOfTheRealCreateOn() throws Exception {
        try (var enforcer = new FakeEnforcer(stage.socket(), with -> {
            with.receiveQuestion();
            with.allow(true, "");
            with.stall();
        })) {
            var failing = stage.command(stage.create());
            failing.environment().put("FAKE_EXIT", "7");
            failing.environment().put("FAKE_PID_FILE", "no");
            assertThat(Run.of(failing)).isEqualTo(new Run.Result(7, "", ""));
            var killed = stage.command(stage.create());
            killed.environment().put("FAKE_SIGNAL", "9");
            killed.environment().put("FAKE_PID_FILE", "no");
            assertThat(Run.of(killed).exit()).isEqualTo(128 + 9);

            assertThat(enforcer.received()).as("nothing was created").noneMatch(frame -> frame.type() == 'P');
        }
    }

    @Test
    void handsDescriptorsAndSignalsToTheRealCreate() throws Exception {
        try (var enforcer = new FakeEnforcer(stage.socket(), with -> {
            with.receiveQuestion();
            with.allow(true, "");
            with.receive();
            with.send('A', "");
        })) {
            stage.shell("""
                    trap '' HUP
                    exec 3<runc.conf 9>nine
                    ./runc.plimsoll-real state ID
                    LISTEN_FDS=1 LISTEN_PID=$$ exec ./runc create --bundle bundle --preserve-fds 1 ID""");
            kill(enforcer.received().get(2));
        }

        Recording.Call direct = stage.recording().calls().get(0);
        Recording.Call throughShim = stage.recording().calls().get(1);
        assertThat(throughShim.values("fd").filter(fd -> fd.charAt(0) > '2'))
                .containsExactlyInAnyOrder("3 " + stage.conf(), "9 " + directory.resolve("nine"));
        assertThat(throughShim.values("listen-pid")).containsExactly("is mine");
        assertThat(throughShim.values("Sig"))
                .containsExactlyElementsOf(direct.values("Sig").toList());
    }

    @Test
    void passesASignalOnToTheRealCreate() throws Exception {
        try (var _ = new FakeEnforcer(stage.socket(), with -> {
            with.receiveQuestion();
            with.allow(true, "");
            with.stall();
        })) {
            var command = stage.command(stage.create());
            command.environment().putAll(Map.of("FAKE_WAIT", "1", "FAKE_EXIT", "3", "FAKE_PID_FILE", "no"));
            Run run = Run.start(command);
            while (stage.recording().calls().isEmpty()) {
                Thread.sleep(10);
            }
            Thread.sleep(100);
            run.process().destroy();

            assertThat(run.end().exit()).isEqualTo(3);
            assertThat(stage.recording().only().values("signal")).containsExactly("15");
        }
    }

    @Test
    void takesTheRealCreateWithItWhenItIsKilled() throws Exception {
        try (var _ = new FakeEnforcer(stage.socket(), with -> {
            with.receiveQuestion();
            with.allow(true, "");
            with.stall();
        })) {
            var command = stage.command(stage.create());
            command.environment().put("FAKE_WAIT", "1");
            Run run = Run.start(command);
            while (stage.recording().calls().isEmpty()) {
                Thread.sleep(10);
            }
            run.process().destroyForcibly();

            assertThat(run.end().exit()).isEqualTo(128 + 9);
            Processes.awaitEnd(stage.recording().only().pid());
        }
    }

    @Test
    void deletesTheContainerWhenItIsEndedWhileTheGatesArePutInPlace() throws Exception {
        try (var enforcer = new FakeEnforcer(stage.socket(), with -> {
            with.receiveQuestion();
            with.allow(true, "");
            with.receive();
            with.stall();
        })) {
            Run run = Run.start(stage.command(stage.create()));
            while (enforcer.received().size() < 3) {
                Thread.sleep(10);
            }
            run.process().destroy();

            assertThat(run.end().exit()).isEqualTo(128 + 15);
            assertThat(stage.recording().calls().get(1).arguments()).contains("delete", "--force", Stage.ID);
            kill(enforcer.received().get(2));
        }
    }

    @Test
    void startsNothingWhenItIsEndedWhileItAsks() throws Exception {
        try (var enforcer = new FakeEnforcer(stage.socket(), with -> {
            with.receiveQuestion();
            with.stall();
        })) {
            Run run = Run.start(stage.command(stage.create()));
            while (enforcer.received().size() < 2) {
                Thread.sleep(10);
            }
            run.process().destroy();

            assertThat(run.end().exit()).isEqualTo(128 + 15);
            assertThat(stage.recording().calls()).isEmpty();
        }
    }

    private static long init(Frame created) {
        return Long.parseLong(created.lines().getOrDefault("pid", "0"));
    }

    private static void kill(Frame created) {
        ProcessHandle.of(init(created)).ifPresent(ProcessHandle::destroyForcibly);
    }
}
