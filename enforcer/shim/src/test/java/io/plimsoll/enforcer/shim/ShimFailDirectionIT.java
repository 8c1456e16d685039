package io.plimsoll.enforcer.shim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Starts that nobody can decide about: they go the way that the administrator chose, and say so.
@NeedsRoot
@Timeout(120)
class ShimFailDirectionIT {
    private static final String NO_ANSWER = "the Enforcer on this host does not answer";

    @TempDir
    Path directory;

    Stage stage;

    @BeforeEach
    void raise() throws Exception {
        stage = new Stage(directory);
    }

    private static String refusal(String cause) {
        return "Plimsoll: start refused, %s (fail direction: deny); ask your administrator or run 'plimsoll rescue'"
                .formatted(cause);
    }

    private void assertRefused(String cause) throws Exception {
        assertThat(stage.runCreate()).isEqualTo(new Run.Result(1, "", refusal(cause) + "\n"));
        assertThat(stage.recording().calls()).as("the real runc").isEmpty();
        assertThat(Files.readString(stage.log()))
                .startsWith("{\"level\":\"error\",\"msg\":\"" + refusal(cause) + "\",\"time\":\"");
        assertThat(stage.ungovernedStarts()).doesNotExist();
    }

    private void assertStartedUngoverned(String cause) throws Exception {
        assertThat(stage.runCreate()).isEqualTo(new Run.Result(0, "", ""));
        assertThat(stage.recording().only().arguments()).containsExactly(stage.create());
        assertThat(Files.readString(stage.config())).isEqualTo(Stage.CONFIG);
        assertThat(Files.readString(stage.ungovernedStarts()))
                .matches(
                        "\\{\"time\":\"20[0-9T:.-]+Z\",\"command\":\"create\",\"id\":\"%s\",\"bundle\":\"%s\",\"cause\":\"%s\"}\n"
                                .formatted(Stage.ID, stage.bundle(), cause));
        assertThat(Files.getPosixFilePermissions(stage.ungovernedStarts()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.readString(stage.log())).contains("\"level\":\"warning\"", "started without a decision");
        ProcessHandle.of(Long.parseLong(Files.readString(stage.pidFile()))).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void refusesWithoutEnforcer() throws Exception {
        assertRefused(NO_ANSWER);
    }

    @Test
    void startsWithoutEnforcerWhenToldSo() throws Exception {
        stage.configure("allow", 5000);

        assertStartedUngoverned(NO_ANSWER);
    }

    @Test
    void makesTheEnforcersDirectoryToRecordTheGap() throws Exception {
        stage.configure("allow", 5000);
        Files.delete(stage.enforcerDirectory());

        assertStartedUngoverned(NO_ANSWER);
        assertThat(Files.getPosixFilePermissions(stage.enforcerDirectory()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void refusesWhenTheEnforcerStalls() throws Exception {
        stage.configure("deny", 300);
        try (var _ = new FakeEnforcer(stage.socket(), FakeEnforcer.Conversation::stall)) {
            assertRefused(NO_ANSWER);
        }
    }

    @Test
    void startsWhenTheEnforcerStallsAndItIsToldSo() throws Exception {
        stage.configure("allow", 300);
        try (var _ = new FakeEnforcer(stage.socket(), FakeEnforcer.Conversation::stall)) {
            assertStartedUngoverned(NO_ANSWER);
        }
    }

    @Test
    void refusesAQuestionThatIsNotTakenInTime() throws Exception {
        Files.writeString(stage.config(), "x".repeat(4_000_000));
        stage.configure("deny", 300);
        try (var _ = new FakeEnforcer(stage.socket(), with -> sleep(60_000))) {
            assertRefused(NO_ANSWER);
        }
    }

    @Test
    void deletesTheContainerWhenTheEnforcerGoesAwayBeforeTheGatesAreInPlace() throws Exception {
        try (var _ = new FakeEnforcer(stage.socket(), with -> {
            with.receiveQuestion();
            with.allow(true, "");
            with.receive();
        })) {
            assertThat(stage.runCreate().err()).isEqualTo(refusal(NO_ANSWER) + "\n");
        }
        assertThat(stage.recording().calls().get(1).arguments()).contains("delete");
    }

    @Test
    void keepsTheContainerWhenTheEnforcerGoesAwayAndItIsToldSo() throws Exception {
        stage.configure("allow", 5000);
        try (var _ = new FakeEnforcer(stage.socket(), with -> {
            with.receiveQuestion();
            with.allow(true, "");
            with.receive();
        })) {
            assertStartedUngoverned(NO_ANSWER);
        }
    }

    @Test
    void deletesTheContainerWhenRuncNamesNoProcess() throws Exception {
        try (var _ = new FakeEnforcer(stage.socket(), with -> {
            with.receiveQuestion();
            with.allow(true, "");
            with.stall();
        })) {
            var command = stage.command(stage.create());
            command.environment().put("FAKE_PID_FILE", "no");
            assertThat(Run.of(command).err())
                    .isEqualTo(refusal("runc named no process of the container it created") + "\n");
        }
    }

    static Stream<Arguments> hostileAnswers() {
        return Stream.of(
                Arguments.of("closes at once", new byte[0], NO_ANSWER),
                Arguments.of("half a header", new byte[] {0, 0}, NO_ANSWER),
                Arguments.of("half a payload", new byte[] {0, 0, 0, 20, 'A', 'x'}, NO_ANSWER),
                Arguments.of("allows without configuration", frame('A', "attach=0\n"), NO_ANSWER),
                Arguments.of(
                        "largest length",
                        new byte[] {-1, -1, -1, -1, 'A'},
                        "the answer of the Enforcer on this host is too large"),
                Arguments.of(
                        "one byte above 16 MiB",
                        new byte[] {1, 0, 0, 1, 'A'},
                        "the answer of the Enforcer on this host is too large"),
                Arguments.of(
                        "a question",
                        frame('C', "x=y\n"),
                        "the Enforcer on this host answered with a frame of type 0x43"),
                Arguments.of(
                        "type zero", frame('\0', ""), "the Enforcer on this host answered with a frame of type 0x00"),
                Arguments.of(
                        "configuration first",
                        frame('B', "{}"),
                        "the Enforcer on this host answered with a frame of type 0x42"),
                Arguments.of(
                        "allows twice",
                        join(frame('A', "attach=0\n"), frame('A', "attach=0\n")),
                        "the Enforcer on this host answered with a frame of type 0x41"),
                Arguments.of(
                        "neither nor",
                        frame('A', "attach=2\n"),
                        "the Enforcer on this host answered neither attach=0 nor attach=1"),
                Arguments.of(
                        "both",
                        frame('A', "attach=0\nattach=1\n"),
                        "the Enforcer on this host answered neither attach=0 nor attach=1"),
                Arguments.of(
                        "lines without end",
                        frame('A', "\0".repeat(100_000)),
                        "the Enforcer on this host answered neither attach=0 nor attach=1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostileAnswers")
    void refusesAnAnswerThatIsNone(String name, byte[] answer, String cause) throws Exception {
        try (var _ = new FakeEnforcer(stage.socket(), with -> {
            with.receiveQuestion();
            with.sendRaw(answer);
        })) {
            assertRefused(cause);
        }
    }

    @Test
    void refusesEvenWhenTheRefusalIsCutShort() throws Exception {
        stage.configure("allow", 5000);
        try (var _ = new FakeEnforcer(stage.socket(), with -> {
            with.receiveQuestion();
            with.sendRaw(new byte[] {0, 0, 0, 20, 'D', 'P'});
        })) {
            assertThat(stage.runCreate())
                    .isEqualTo(new Run.Result(
                            1, "", "Plimsoll: refused by the Enforcer on this host; its reason did not arrive\n"));
        }
    }

    @Test
    void neverStartsOnNoise() throws Exception {
        var random = new Random(20261123);
        try (var _ = new FakeEnforcer(stage.socket(), with -> {
            with.receiveQuestion();
            byte[] noise = new byte[random.nextInt(40)];
            random.nextBytes(noise);
            if (noise.length > 4 && random.nextBoolean()) {
                ByteBuffer.wrap(noise).putInt(noise.length - 5).put((byte) "ABDP".charAt(random.nextInt(4)));
            }
            with.sendRaw(noise);
        })) {
            for (int i = 0; i < 150; i++) {
                assertThat(stage.runCreate().exit()).isEqualTo(1);
            }
        }
        assertThat(stage.recording().calls()).isEmpty();
    }

    @Test
    void doesNotBelieveAnEnforcerThatIsNotRoot() throws Exception {
        Path listening = directory.resolve("listening");
        Process process = new ProcessBuilder(
                        Programs.UNPRIVILEGED_ENFORCER.toString(),
                        stage.socket().toString())
                .redirectOutput(listening.toFile())
                .start();
        try {
            while (Files.size(listening) == 0) {
                sleep(10);
            }
            assertRefused("what answers at the Enforcer's socket does not run as root");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void doesNotAskInADirectoryThatOthersMayChange() throws Exception {
        Files.setPosixFilePermissions(stage.enforcerDirectory(), PosixFilePermissions.fromString("rwxrwxrwx"));
        try (var enforcer = new FakeEnforcer(stage.socket(), with -> with.allow(false, ""))) {
            assertRefused("the directory of the Enforcer's socket is not one that only root may change");
            assertThat(enforcer.received()).isEmpty();
        }
    }

    @Test
    void doesNotAskInADirectoryOfSomeoneElse() throws Exception {
        Files.setAttribute(stage.enforcerDirectory(), "unix:uid", 1234);
        try (var _ = new FakeEnforcer(stage.socket(), with -> with.allow(false, ""))) {
            assertRefused("the directory of the Enforcer's socket is not one that only root may change");
        }
    }

    @Test
    void saysSoWhenAGapCannotBeRecorded() throws Exception {
        stage.configure("allow", 5000);
        Files.setPosixFilePermissions(stage.enforcerDirectory(), PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(stage.runCreate().exit()).isZero();

        assertThat(stage.ungovernedStarts()).doesNotExist();
        assertThat(Files.readString(stage.log())).contains("this could not be recorded for the Enforcer");
    }

    @Test
    void stopsRecordingAtSixteenMebibytesAndLeavesAMark() throws Exception {
        stage.configure("allow", 5000);
        Files.write(stage.ungovernedStarts(), new byte[16 * 1024 * 1024]);

        assertThat(stage.runCreate().exit()).isZero();

        assertThat(stage.ungovernedStarts()).hasSize(16 * 1024 * 1024);
        assertThat(stage.enforcerDirectory().resolve("ungoverned-starts.overflow"))
                .isEmptyFile();
    }

    @Test
    void refusesAnOptionThatNoKnownRuncHas() throws Exception {
        assertThat(stage.run("create", "--teleport", "here", "--bundle", "bundle", "ID")
                        .err())
                .isEqualTo(refusal("the shim does not know the runc option --teleport") + "\n");
        assertThat(stage.run("--teleport", "here", "run", "ID").err())
                .isEqualTo(refusal("the shim does not know the runc option --teleport") + "\n");
        assertThat(stage.recording().calls()).isEmpty();

        assertThat(stage.run("--teleport", "here", "state", "ID").exit()).isZero();
    }

    @Test
    void refusesABundleWithoutConfiguration() throws Exception {
        Files.delete(stage.config());

        assertRefused("the bundle's config.json cannot be read");
    }

    @Test
    void refusesAConfigurationAboveSixteenMebibytes() throws Exception {
        Files.write(stage.config(), new byte[16 * 1024 * 1024 + 1]);

        assertRefused("the bundle's config.json is larger than 16 MiB");
    }

    @Test
    void refusesAnIdThatWouldForgeALine() throws Exception {
        try (var enforcer = new FakeEnforcer(stage.socket(), with -> with.allow(false, ""))) {
            assertThat(stage.run("create", "--bundle", "bundle", "ID\nroot=/elsewhere")
                            .err())
                    .contains("cannot be put into a question");
            assertThat(enforcer.received()).isEmpty();
        }
    }

    @Test
    void refusesWhenTheRealRuncCannotBeRun() throws Exception {
        Files.delete(stage.realRunc());

        assertRefused("the real runc %s cannot be run".formatted(stage.realRunc()));
    }

    @Test
    void refusesWithoutConfigurationAndNamesIt() throws Exception {
        Files.delete(stage.conf());

        assertRefused(
                "the shim is not configured: %s cannot be read: No such file or directory".formatted(stage.conf()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-rw-r--", "rw-r--rw-"})
    void refusesWithAConfigurationThatOthersMayChange(String mode) throws Exception {
        stage.configure("allow", 5000);
        Files.setPosixFilePermissions(stage.conf(), PosixFilePermissions.fromString(mode));

        assertRefused("the shim is not configured: %s is not a file that only root may change".formatted(stage.conf()));
    }

    @Test
    void refusesWithAConfigurationOfSomeoneElse() throws Exception {
        stage.configure("allow", 5000);
        Files.setAttribute(stage.conf(), "unix:uid", 1234);

        assertRefused("the shim is not configured: %s is not a file that only root may change".formatted(stage.conf()));
    }

    static Stream<Arguments> brokenConfigurations() {
        String good = "real=/bin/true\nsocket=/s\ndirection=allow\ntimeout-ms=1000\n";
        return Stream.of(
                Arguments.of("", "lacks one of"),
                Arguments.of(good.replace("direction=allow\n", ""), "lacks one of"),
                Arguments.of(good.replace("allow", "Allow"), "line 3 is not understood"),
                Arguments.of(good + "direction=allow\n", "line 5 is not understood"),
                Arguments.of(good + "timeout-ms=1000\n", "line 5 is not understood"),
                Arguments.of(good + "socket=/t\n", "line 5 is not understood"),
                Arguments.of(good + "colour=red\n", "line 5 is not understood"),
                Arguments.of(good + "nonsense\n", "line 5 is not understood"),
                Arguments.of(good.replace("1000", "0"), "line 4 is not understood"),
                Arguments.of(good.replace("1000", "-1"), "line 4 is not understood"),
                Arguments.of(good.replace("1000", "1000s"), "line 4 is not understood"),
                Arguments.of(good.replace("1000", "99999999999999999999"), "line 4 is not understood"),
                Arguments.of(good.replace("/s", "s"), "line 2 is not understood"),
                Arguments.of(good.replace("/s", "/" + "s".repeat(107)), "line 2 is not understood"),
                Arguments.of(good.replace("/bin/true", "/" + "s".repeat(5000)), "line 1 is not understood"),
                Arguments.of(good + "\0", "is not a text file of moderate size"),
                Arguments.of(good + "#".repeat(65536), "is not a text file of moderate size"));
    }

    @ParameterizedTest
    @MethodSource("brokenConfigurations")
    void refusesWithABrokenConfigurationAndSaysWhere(String text, String problem) throws Exception {
        Files.writeString(stage.conf(), text);

        Run.Result result = stage.runCreate();

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains(stage.conf().toString(), problem, "fail direction: deny");
        assertThat(stage.recording().calls()).isEmpty();
    }

    private static byte[] frame(char type, String payload) {
        return Frame.of(type, payload).bytes();
    }

    private static byte[] join(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    private static void sleep(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
