package io.plimsoll.enforcer.shim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What starts no container reaches the real runc as if the shim were not there. No Enforcer runs in these tests.
@NeedsRoot
class ShimPassThroughIT {
    @TempDir
    Path directory;

    Stage stage;

    @BeforeEach
    void raise() throws Exception {
        stage = new Stage(directory);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--version",
                "",
                "--root /r --log l.json exec --tty --pid-file create ID sh -c run",
                "state ID",
                "kill --all ID 9",
                "delete --force ID",
                "--systemd-cgroup start ID",
                "features",
                "checkpoint ID",
                "update -r - create",
                "create",
                "run --help",
                "restore one two",
            })
    void handsEveryOtherCommandOver(String arguments) throws Exception {
        String[] words = arguments.isEmpty() ? new String[0] : arguments.split(" ");

        assertThat(stage.run(words)).isEqualTo(new Run.Result(0, "", ""));

        assertThat(stage.recording().only().arguments()).isEqualTo(List.of(words));
    }

    @Test
    void becomesTheRealRuncInTheSameProcess() throws Exception {
        Run run = Run.start(stage.command("state", "ID"));
        long pid = run.process().pid();
        run.end();

        assertThat(stage.recording().only().pid()).isEqualTo(pid);
    }

    @Test
    void passesExitStatusAndSignalOn() throws Exception {
        var failing = stage.command("state", "ID");
        failing.environment().put("FAKE_EXIT", "7");
        var killed = stage.command("state", "ID");
        killed.environment().put("FAKE_SIGNAL", "15");

        assertThat(Run.of(failing).exit()).isEqualTo(7);
        assertThat(Run.of(killed).exit()).isEqualTo(128 + 15);
    }

    @Test
    void passesStandardInputAndOutputOn() throws Exception {
        Path input = Files.writeString(directory.resolve("input"), "to the container");
        var command = stage.command("exec", "ID", "cat");
        command.redirectInput(input.toFile());

        assertThat(Run.of(command)).isEqualTo(new Run.Result(0, "to the container", ""));
    }

    @Test
    void passesDescriptorsDirectoryMaskAndSignalsOn() throws Exception {
        stage.shell(
                "umask 0027; trap '' HUP; exec 5<runc.conf 7>seven; ./runc.plimsoll-real exec ID; exec ./runc exec ID");

        Recording.Call direct = stage.recording().calls().get(0);
        Recording.Call throughShim = stage.recording().calls().get(1);
        assertThat(throughShim.values("fd").filter(fd -> fd.charAt(0) > '2'))
                .containsExactlyInAnyOrder("5 " + stage.conf(), "7 " + directory.resolve("seven"));
        assertThat(throughShim.values("cwd")).containsExactly(directory.toString());
        assertThat(throughShim.values("umask")).containsExactly("0027");
        assertThat(throughShim.values("Sig"))
                .containsExactlyElementsOf(direct.values("Sig").toList());
    }

    @Test
    void leavesClosedDescriptorsClosed() throws Exception {
        stage.shell("exec ./runc exec ID <&- >&- 2>&-");

        assertThat(stage.recording().only().values("fd")).isEmpty();
    }

    @Test
    void findsTheRealRuncBesideItselfWithoutAConfiguration() throws Exception {
        Files.delete(stage.conf());

        assertThat(stage.run("kill", "ID").exit()).isZero();
        assertThat(stage.recording().only().arguments()).containsExactly("kill", "ID");
    }

    @Test
    void doesNotFollowAConfigurationThatOthersMayChange() throws Exception {
        Files.writeString(stage.conf(), Files.readString(stage.conf()).replace("real=", "real=/bin/false#"));
        Files.setPosixFilePermissions(stage.conf(), PosixFilePermissions.fromString("rw-rw-rw-"));

        assertThat(stage.run("kill", "ID").exit()).isZero();
        assertThat(stage.recording().calls()).hasSize(1);
    }

    @Test
    void saysWhatIsWrongWhenTheRealRuncIsGone() throws Exception {
        Files.delete(stage.realRunc());

        Run.Result result = stage.run("--log", stage.log().toString(), "--log-format", "json", "kill", "ID");

        String line =
                "Plimsoll: the real runc %s cannot be run: No such file or directory; ".formatted(stage.realRunc())
                        + "reinstall the package of runc or run 'plimsoll rescue'";
        assertThat(result).isEqualTo(new Run.Result(1, "", line + "\n"));
        assertThat(Files.readString(stage.log())).contains("\"msg\":\"" + line + "\"");
    }

    @Test
    void doesNotCallItself() throws Exception {
        Files.delete(stage.realRunc());
        Files.createLink(stage.realRunc(), stage.shim());

        assertThat(stage.run("kill", "ID").err()).contains("Too many levels of symbolic links");
    }
}
