package io.plimsoll.enforcer.shim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The keeper on the kernel's own fanotify: executions on a tmpfs of the test, readers that are killed or frozen.
@NeedsRoot
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KeeperIT {
    /// Long enough that no reader here is taken for silent by accident.
    private static final int PATIENT = 20_000;

    private static final int ALLOWED = 0;
    private static final int DENIED = 126;

    @TempDir
    Path directory;

    PrivateMount mount;

    final List<Keeper> keepers = new ArrayList<>();

    @BeforeEach
    void raise() throws Exception {
        mount = new PrivateMount(directory.resolve("gated"));
    }

    /// The keeper goes first: with its group gone the kernel lets everything pending go.
    @AfterEach
    void strike() throws Exception {
        for (Keeper keeper : keepers) {
            keeper.strike();
        }
        mount.strike();
    }

    private Keeper start(Path where, String direction, int agentTimeoutMillis) throws Exception {
        keepers.add(Keeper.start(where, direction, agentTimeoutMillis));
        return keepers.getLast();
    }

    private GateReader gated(String direction, int agentTimeoutMillis) throws Exception {
        GateReader reader = start(directory, direction, agentTimeoutMillis).connect();
        assertThat(reader.ask("mark " + mount.directory())).isEqualTo("marked");
        return reader;
    }

    /// Starts executions and waits until the reader has read the event of each, and answered none.
    private List<Run> pending(GateReader reader, int count) throws Exception {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            runs.add(mount.execute("program-" + i));
            while (!reader.ask("wait").equals("read " + (i + 1))) {}
        }
        return runs;
    }

    @Test
    void greetsWithItsGroupAndNothingHeld() throws Exception {
        Keeper keeper = start(directory, "deny", PATIENT);
        GateReader reader = keeper.connect();

        assertThat(reader.greeting()).matches("plimsoll-keeper 1 pid=" + keeper.pid() + " fanotify=[0-9]+ held=");
        assertThat(reader.ask("send status"))
                .isEqualTo("status direction=deny takeovers=0 rescued=0 allowed=0 denied=0 discarded=0 overflows=0 "
                        + "failed=0 held=0");
    }

    @Test
    void leavesTheGateToAnEnforcerThatBeats() throws Exception {
        GateReader reader = gated("deny", 2000);
        Run run = mount.execute("program");
        assertThat(reader.ask("wait")).isEqualTo("read 1");

        assertThat(run.process().waitFor(1, TimeUnit.SECONDS))
                .as("three deadlines later")
                .isFalse();
        assertThat(reader.ask("answer allow")).isEqualTo("answered 1");

        assertThat(run.end().exit()).isEqualTo(ALLOWED);
        assertThat(Keeper.counter(reader.ask("send status"), "takeovers")).isEqualTo("0");
    }

    @Test
    void deniesWhatAKilledEnforcerLeftBehindAndWhatComesThen() throws Exception {
        GateReader reader = gated("deny", PATIENT);
        List<Run> read = pending(reader, 5);
        Run queued = mount.execute("queued");
        reader.kill();

        for (Run run : read) {
            assertThat(run.end().exit()).isEqualTo(DENIED);
        }
        assertThat(queued.end().exit()).isEqualTo(DENIED);
        assertThat(mount.executed("later")).isEqualTo(DENIED);

        String status = keepers.getLast().connect().ask("send status");
        assertThat(status).contains("takeovers=1 rescued=5 allowed=0 denied=2");
        assertThat(keepers.getLast().logLines())
                .contains(
                        "took over from pid %d, its connection ended; direction=deny rescued=5".formatted(reader.pid()))
                .last()
                .asString()
                .matches("handed to pid [0-9]+ after [0-9]+ ms; allowed=0 denied=2 rescued=5 discarded=0 overflows=0 "
                        + "failed=0");
    }

    @Test
    void allowsAllThatWhenToldSo() throws Exception {
        GateReader reader = gated("allow", PATIENT);
        List<Run> read = pending(reader, 3);
        reader.kill();

        for (Run run : read) {
            assertThat(run.end().exit()).isEqualTo(ALLOWED);
        }
        assertThat(mount.executed("later")).isEqualTo(ALLOWED);
        assertThat(keepers.getLast().connect().ask("send status")).contains("rescued=3 allowed=1 denied=0");
    }

    @Test
    void takesOverFromAFrozenEnforcerAndHangsUp() throws Exception {
        GateReader reader = gated("deny", 2000);
        List<Run> read = pending(reader, 2);
        reader.freeze();

        for (Run run : read) {
            assertThat(run.end().exit()).isEqualTo(DENIED);
        }
        assertThat(mount.executed("later")).isEqualTo(DENIED);

        reader.thaw();
        assertThat(reader.ask("connected")).isEqualTo("no");
        assertThat(reader.ask("answer allow")).as("too late").isEqualTo("answered 0");
        assertThat(keepers.getLast().logLines()).anyMatch(line -> line.contains("it did not beat in time"));
    }

    @Test
    void takesOverFromAnEnforcerThatIsSilent() throws Exception {
        GateReader reader = gated("deny", 500);
        assertThat(reader.ask("beating off")).isEqualTo("silent");

        assertThat(mount.executed("program")).isEqualTo(DENIED);
        assertThat(reader.ask("connected")).isEqualTo("no");
    }

    @Test
    void answersUnderNumbersThatNoReaderHas() throws Exception {
        GateReader reader = gated("allow", PATIENT);

        int group = Integer.parseInt(reader.greeting().replaceFirst(".* fanotify=([0-9]+) .*", "$1"));

        assertThat(group).isGreaterThanOrEqualTo(4096);
    }

    @Test
    void handsTheGateBackToANewEnforcer() throws Exception {
        gated("deny", PATIENT).kill();
        assertThat(mount.executed("away")).isEqualTo(DENIED);
        GateReader second = keepers.getLast().connect();

        Run run = mount.execute("back");
        assertThat(second.ask("wait")).isEqualTo("read 1");
        assertThat(second.ask("answer allow")).isEqualTo("answered 1");
        assertThat(run.end().exit()).isEqualTo(ALLOWED);
    }

    @Test
    void putsANewEnforcerInThePlaceOfAStaleOne() throws Exception {
        GateReader stale = gated("deny", PATIENT);
        List<Run> left = pending(stale, 1);

        GateReader fresh = keepers.getLast().connect();

        assertThat(left.getFirst().end().exit())
                .as("what the stale one had read")
                .isEqualTo(DENIED);
        assertThat(stale.ask("connected")).isEqualTo("no");
        Run run = mount.execute("fresh");
        assertThat(fresh.ask("wait")).isEqualTo("read 1");
        assertThat(fresh.ask("answer allow")).isEqualTo("answered 1");
        assertThat(run.end().exit()).isEqualTo(ALLOWED);
    }

    @Test
    void changesItsDirection() throws Exception {
        GateReader reader = gated("deny", PATIENT);
        assertThat(reader.ask("send direction allow")).isEqualTo("ok");
        assertThat(reader.ask("send direction perhaps")).isEqualTo("error a direction is deny or allow");
        reader.kill();

        assertThat(mount.executed("program")).isEqualTo(ALLOWED);
    }

    @Test
    void outlivesAStormWithoutLettingOneThrough() throws Exception {
        gated("deny", PATIENT).kill();
        mount.executed("program");

        Run.Result storm = Run.of(
                "/bin/sh",
                "-c",
                "for i in $(seq 300); do %1$s/program && echo ran & done 2>/dev/null; wait"
                        .formatted(mount.directory()));

        assertThat(storm.out()).isEmpty();
        assertThat(keepers.getLast().connect().ask("send status")).contains("denied=301 ");
    }

    @Test
    void holdsDescriptorsForTheNextEnforcer() throws Exception {
        Path kept = Files.writeString(directory.resolve("kept"), "still here\n");
        GateReader first = gated("deny", PATIENT);
        assertThat(first.ask("hold link.a " + kept)).isEqualTo("ok");
        assertThat(first.ask("hold link.b /dev/null")).isEqualTo("ok");
        assertThat(first.ask("send drop link.b")).isEqualTo("ok");
        assertThat(first.ask("send drop link.b")).isEqualTo("error nothing is held under that name");
        Files.delete(kept);
        first.kill();

        GateReader second = keepers.getLast().connect();

        assertThat(second.greeting()).matches(".* held=link.a:[0-9]+");
        assertThat(second.ask("cat " + second.greeting().replaceFirst(".*:", "")))
                .isEqualTo("still here");
    }

    @Test
    void replacesWhatIsHeldUnderTheSameName() throws Exception {
        GateReader reader = gated("deny", PATIENT);
        Path newer = Files.writeString(directory.resolve("newer"), "newer\n");
        reader.ask("hold map /dev/null");
        assertThat(reader.ask("hold map " + newer)).isEqualTo("ok");
        reader.kill();

        GateReader second = keepers.getLast().connect();
        assertThat(Keeper.counter(second.ask("send status"), "held")).isEqualTo("1");
        assertThat(second.ask("cat " + second.greeting().replaceFirst(".*:", "")))
                .isEqualTo("newer");
    }

    @Test
    void greetsWithManyDescriptors() throws Exception {
        GateReader reader = gated("deny", PATIENT);
        for (int i = 0; i < 4096; i++) {
            assertThat(reader.ask("hold a-name-as-long-as-a-container-id-0123456789abcdef0123456789-%04d /dev/null"
                            .formatted(i)))
                    .isEqualTo("ok");
        }
        assertThat(reader.ask("hold one-more /dev/null")).isEqualTo("error 4096 descriptors are held already");

        assertThat(keepers.getLast().connect().greeting().split(",")).hasSize(4096);
    }

    @Test
    void takesOverTheGroupOfAKeeperThatWasKilled() throws Exception {
        GateReader reader = gated("deny", PATIENT);
        keepers.getFirst().kill();
        assertThat(reader.ask("connected")).isEqualTo("no");

        Path other = Files.createDirectory(
                directory.resolve("second"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Keeper second = start(other, "deny", PATIENT);
        assertThat(reader.ask("connect " + second.socket())).startsWith("plimsoll-keeper 1 ");
        assertThat(reader.ask("give-group")).isEqualTo("ok");
        reader.kill();

        assertThat(mount.executed("program"))
                .as("marked before the first keeper died")
                .isEqualTo(DENIED);
    }

    @Test
    void refusesAGroupThatIsNone() throws Exception {
        GateReader reader = gated("deny", PATIENT);

        assertThat(reader.ask("hold fanotify /dev/null")).isEqualTo("error that descriptor is no fanotify group");
    }

    @Test
    void answersNonsenseWithAnError() throws Exception {
        GateReader reader = gated("deny", PATIENT);
        for (String line : List.of(
                "", "  ", "nonsense", "quit now", "status x", "hold a 1", "drop", "beat beat", "hold a b c d e")) {
            assertThat(reader.ask("send " + line)).as("'%s'", line).isEqualTo("error not understood");
        }
        assertThat(reader.ask("send hold a x 1")).isEqualTo("error not a process and its descriptor");
        assertThat(reader.ask("send hold a 1 -1")).isEqualTo("error not a process and its descriptor");
        assertThat(reader.ask("send hold a 99999999999999999999 1"))
                .isEqualTo("error not a process and its descriptor");
        assertThat(reader.ask("send hold a 4194304 1")).isEqualTo("error No such process");
        assertThat(reader.ask("send hold a " + reader.pid() + " 999")).isEqualTo("error Bad file descriptor");
        assertThat(reader.ask("hold a/b /dev/null")).isEqualTo("error a name has 1 to 64 of A-Z a-z 0-9 . _ -");
        assertThat(reader.ask("hold " + "a".repeat(65) + " /dev/null")).startsWith("error a name has 1 to 64");
        assertThat(reader.ask("send status")).startsWith("status ");
    }

    @Test
    void letsAClientGoThatSendsNoLines() throws Exception {
        GateReader reader = gated("deny", PATIENT);

        assertThat(reader.ask("send " + "x".repeat(600))).isEqualTo("closed");

        assertThat(mount.executed("program")).as("the keeper lives and denies").isEqualTo(DENIED);
    }

    @Test
    void speaksWithRootOnly() throws Exception {
        Keeper keeper = start(directory, "deny", PATIENT);
        assertThat(Files.getPosixFilePermissions(keeper.socket()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(keeper.socket(), PosixFilePermissions.fromString("rw-rw-rw-"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path program = Files.copy(Programs.GATE_READER, directory.resolve("gate-reader"));

        Run.Result result = Run.of(
                "setpriv",
                "--reuid=65534",
                "--regid=65534",
                "--clear-groups",
                program.toString(),
                keeper.socket().toString());

        assertThat(result).isEqualTo(new Run.Result(1, "closed\n", ""));
    }

    @Test
    void keepsItsSocketFromASecondKeeper() throws Exception {
        GateReader reader = gated("deny", PATIENT);

        Run.Result second = keepers.getLast().command("--direction", "allow");

        assertThat(second.exit()).isEqualTo(3);
        assertThat(second.err())
                .contains("another keeper serves " + keepers.getLast().socket());
        assertThat(reader.ask("connected")).isEqualTo("yes");
        assertThat(reader.ask("send status")).contains("direction=deny takeovers=0");
    }

    @Test
    void takesTheSocketOfAKeeperThatWasKilled() throws Exception {
        start(directory, "deny", PATIENT).kill();

        Keeper keeper = start(directory, "deny", PATIENT);

        assertThat(keeper.connect().greeting()).startsWith("plimsoll-keeper 1 ");
    }

    @Test
    void releasesEverythingWhenItIsToldToQuit() throws Exception {
        GateReader reader = gated("deny", PATIENT);
        Run left = pending(reader, 1).getFirst();

        assertThat(reader.ask("send quit")).isEqualTo("ok");
        reader.kill();

        assertThat(left.end().exit()).isEqualTo(ALLOWED);
        assertThat(mount.executed("program")).isEqualTo(ALLOWED);
        assertThat(keepers.getLast().socket()).doesNotExist();
        assertThat(keepers.getLast().logLines()).last().isEqualTo("ends and releases the gates");
    }

    @Test
    void runsAloneInTheBackground() throws Exception {
        Keeper keeper = start(directory, "deny", PATIENT);
        Path process = Path.of("/proc", Long.toString(keeper.pid()));

        assertThat(process.resolve("comm")).hasContent("plimsoll-keeper");
        assertThat(Files.readSymbolicLink(process.resolve("cwd"))).isEqualTo(Path.of("/"));
        String[] stat = Files.readString(process.resolve("stat"))
                .replaceFirst(".*\\) ", "")
                .split(" ");
        assertThat(stat[3]).as("session").isEqualTo(Long.toString(keeper.pid()));
        try (var descriptors = Files.list(process.resolve("fd"))) {
            assertThat(descriptors.map(KeeperIT::target).distinct())
                    .allMatch(target -> target.matches(
                            "/dev/null|socket:.*|anon_inode:\\[(fanotify|signalfd)]|.*/keeper\\.(log|sock\\.lock)"));
        }
    }

    @Test
    void saysAllThatIsWrongWithItsOptions() throws Exception {
        Run.Result result = Run.of(
                Programs.SHIM.toString(),
                "plimsoll-keeper",
                "--socket",
                "relative",
                "--direction",
                "both",
                "--agent-timeout-ms",
                "1",
                "--volume",
                "11",
                "more");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err())
                .contains("--socket wants an absolute path: relative")
                .contains("--direction is missing or wrong")
                .contains("--agent-timeout-ms wants 100 to 600000: 1")
                .contains("--volume")
                .contains("not understood: ");
    }

    @Test
    void doesNotServeInADirectoryThatOthersMayChange() throws Exception {
        Path open = Files.createDirectory(directory.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

        Run.Result result = Run.of(
                Programs.SHIM.toString(), "plimsoll-keeper", "--socket=" + open.resolve("k.sock"), "--direction=deny");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains(open + " is not a directory that only root may change");
        assertThat(open).isEmptyDirectory();
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (java.io.IOException e) {
            return "/dev/null";
        }
    }
}
