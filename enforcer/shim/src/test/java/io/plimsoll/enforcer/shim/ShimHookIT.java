package io.plimsoll.enforcer.shim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The createRuntime hook: runc hands it the container's state and goes on only when it succeeds.
@NeedsRoot
@Timeout(120)
class ShimHookIT {
    private static final String STATE =
            "{\"ociVersion\":\"1.0.2-dev\",\"id\":\"abc\",\"status\":\"creating\",\"pid\":4711,\"bundle\":\"/b\"}";

    @TempDir
    Path directory;

    Stage stage;

    @BeforeEach
    void raise() throws Exception {
        stage = new Stage(directory);
    }

    private Run.Result hook(String state) throws Exception {
        Path input = Files.writeString(directory.resolve("state"), state);
        return Run.of(stage.command("plimsoll-hook").redirectInput(input.toFile()));
    }

    @Test
    void handsTheStateOverAndSucceedsWhenTheGatesAreInPlace() throws Exception {
        try (var enforcer = new FakeEnforcer(stage.socket(), with -> {
            with.receiveQuestion();
            with.send('A', "");
        })) {
            assertThat(hook(STATE)).isEqualTo(new Run.Result(0, "", ""));

            assertThat(enforcer.received().get(0).type()).isEqualTo('H');
            assertThat(enforcer.received().get(0).lines())
                    .contains(entry("version", "1"))
                    .containsKey("pid");
            assertThat(enforcer.received().get(1).type()).isEqualTo('B');
            assertThat(enforcer.received().get(1).text()).isEqualTo(STATE);
        }
        assertThat(stage.recording().calls()).as("a hook starts nothing").isEmpty();
    }

    @Test
    void failsWithTheLineOfTheEnforcer() throws Exception {
        try (var _ = new FakeEnforcer(stage.socket(), with -> {
            with.receiveQuestion();
            with.send('D', "Plimsoll: no gate");
        })) {
            assertThat(hook(STATE)).isEqualTo(new Run.Result(1, "", "Plimsoll: no gate\n"));
        }
    }

    @Test
    void failsWithoutEnforcer() throws Exception {
        assertThat(hook(STATE))
                .isEqualTo(new Run.Result(
                        1,
                        "",
                        "Plimsoll: start refused, the Enforcer on this host does not answer (fail direction: deny); "
                                + "ask your administrator or run 'plimsoll rescue'\n"));
    }

    @Test
    void recordsTheGapWithTheContainersIdWhenItIsToldToGoOn() throws Exception {
        stage.configure("allow", 1000);

        assertThat(hook(STATE)).isEqualTo(new Run.Result(0, "", ""));

        assertThat(Files.readString(stage.ungovernedStarts()))
                .contains("\"command\":\"plimsoll-hook\",\"id\":\"abc\",\"bundle\":\"\"");
    }

    @Test
    void failsOnAStateThatIsNone() throws Exception {
        try (var enforcer = new FakeEnforcer(stage.socket(), with -> with.send('A', ""))) {
            assertThat(hook("").err()).contains("runc handed its hook no state of the container");
            assertThat(hook("x".repeat(1024 * 1024 + 1)).err()).contains("no state of the container");
            assertThat(enforcer.received()).isEmpty();
        }
    }

    @Test
    void takesAStateOfExactlyOneMebibyte() throws Exception {
        try (var _ = new FakeEnforcer(stage.socket(), with -> {
            with.receiveQuestion();
            with.send('A', "");
        })) {
            assertThat(hook("x".repeat(1024 * 1024)).exit()).isZero();
        }
    }
}
