package io.plimsoll.enforcer.kernel;

import static io.plimsoll.enforcer.kernel.TestContainer.KILLED;
import static io.plimsoll.enforcer.kernel.TestContainer.RAN;
import static io.plimsoll.enforcer.kernel.TestContainer.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.plimsoll.enforcer.kernel.ExecVerdict.Decision;
import io.plimsoll.enforcer.kernel.ExecVerdict.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("kernel")
class KeeperIT {
    private static final int TIMEOUT_MILLIS = 2000;
    private static final String FLOOD = "2000";

    @TempDir
    private Path folder;

    private KeeperProcess keeper;
    private TestContainer container;
    private EnforcerProcess enforcer;

    @BeforeEach
    void gateContainerFromAnotherProcess() throws Exception {
        KernelTests.assumeRootOnLinux();
        keeper = KeeperProcess.start(folder, TIMEOUT_MILLIS);
        container = TestContainer.create();
        enforcer = EnforcerProcess.start(keeper.socket(), container);
        container.start();
        assertThat(container.attack("copy", "/bin/ok", "/tmp/new").exit()).isZero();
    }

    @AfterEach
    void removeAll() {
        if (container != null) {
            container.close();
        }
        if (enforcer != null) {
            enforcer.close();
        }
        if (keeper != null) {
            keeper.close();
        }
    }

    @Test
    void keepsContainersGatedWhenTheEnforcerIsKilled() throws Exception {
        assertThat(container.run("/bin/ok")).isEqualTo(RAN);
        enforcer.kill();
        assertThat(container.run("/tmp/new")).isEqualTo(REFUSED);
        assertThat(container.run("/bin/other"))
                .as("never asked for, direction deny")
                .isEqualTo(REFUSED);
        assertThat(container.run("/bin/ok")).as("marked").isEqualTo(RAN);
        assertThat(container.attack("memfd", "/bin/ok")).isEqualTo(KILLED);
    }

    @Test
    void takesOverWhatTheKilledEnforcerLeft() throws Exception {
        enforcer.kill();
        assertThat(container.attack("memfd", "/bin/ok")).isEqualTo(KILLED);
        try (Keeper connection = Keeper.connect(keeper.socket());
                ExecGate gate = ExecGate.open(KernelTests.settings(), connection)) {
            ExecVerdict whileAway = KernelTests.nextRefusal(gate);
            assertThat(whileAway.reason()).isEqualTo(Reason.IN_MEMORY);
            assertThat(whileAway.decision()).isEqualTo(Decision.KILLED);
            assertThat(whileAway.containerId()).isEqualTo(container.id());

            assertThat(container.run("/bin/ok")).as("not known yet").isEqualTo(REFUSED);
            assertThat(KernelTests.nextRefusal(gate).reason()).isEqualTo(Reason.UNKNOWN_CONTAINER);
            gate.gate(container.gate(GateMode.ENFORCE));
            assertThat(container.run("/bin/ok")).isEqualTo(RAN);
            assertThat(container.run("/tmp/new")).isEqualTo(REFUSED);
            assertThat(connection.status()).contains("takeovers=1");
        }
    }

    @Test
    void letsAllContainersGoThatTheKilledEnforcerGated() throws Exception {
        enforcer.kill();
        try (Keeper connection = Keeper.connect(keeper.socket());
                ExecGate gate = ExecGate.open(KernelTests.settings(), connection)) {
            gate.releaseAllExcept(Set.of());
            assertThat(container.attack("memfd", "/bin/ok")).isEqualTo(RAN);
            assertThat(container.run("/tmp/new")).isEqualTo(RAN);
        }
    }

    @Test
    void forgetsContainersThatEndedUnseen() throws Exception {
        enforcer.kill();
        try (Keeper connection = Keeper.connect(keeper.socket());
                ExecGate gate = ExecGate.open(KernelTests.settings(), connection)) {
            gate.releaseEnded();
            assertThat(((LinuxExecGate) gate).gated()).containsExactly(container.id());
            container.close();
            gate.releaseEnded();
            assertThat(((LinuxExecGate) gate).gated()).isEmpty();
        }
    }

    @Test
    void comesBackAfterStandingStill() throws Exception {
        enforcer.send("STOP");
        assertThat(container.run("/bin/other")).as("the keeper answers").isEqualTo(REFUSED);
        enforcer.send("CONT");
        awaitRunning("/bin/other");
        assertThat(container.run("/tmp/new")).isEqualTo(REFUSED);
    }

    /// All of them wait in the queue until the keeper takes over: were it limited, the kernel would let through what
    /// does not fit.
    @Test
    void refusesFloodThatComesWhileTheEnforcerStandsStill() throws Exception {
        enforcer.send("STOP");
        assertThat(container.attack("flood", "/tmp/new", FLOOD).exit()).isZero();
        enforcer.send("CONT");
        awaitRunning("/bin/other");
        assertThat(container.run("/tmp/new")).isEqualTo(REFUSED);
    }

    @Test
    void givesItsGatesToKeeperThatWasStartedAnew() throws Exception {
        assertThatGatesPassToKeeperThatWasStartedAnew();
    }

    @Test
    void givesWhatItTookOverToKeeperThatWasStartedAnew() throws Exception {
        enforcer.kill();
        enforcer = EnforcerProcess.start(keeper.socket(), container);
        assertThatGatesPassToKeeperThatWasStartedAnew();
    }

    @Test
    void answersInTheDirectionThatWasChosen() throws Exception {
        enforcer.kill();
        try (Keeper connection = Keeper.connect(keeper.socket())) {
            connection.answer(Direction.ALLOW);
        }
        assertThat(container.run("/bin/other")).isEqualTo(RAN);
    }

    @Test
    void endsTheGatesWithTheKeeper() throws Exception {
        enforcer.kill();
        try (Keeper connection = Keeper.connect(keeper.socket())) {
            connection.quit();
        }
        assertThat(container.attack("memfd", "/bin/ok")).isEqualTo(RAN);
        assertThat(container.run("/tmp/new")).isEqualTo(RAN);
    }

    @Test
    void saysThatNobodyListens() {
        assertThatExceptionOfType(KeeperUnreachable.class)
                .isThrownBy(() -> Keeper.connect(folder.resolve("nobody.sock")))
                .withMessageContaining("nobody.sock");
    }

    private void assertThatGatesPassToKeeperThatWasStartedAnew() throws Exception {
        keeper.kill();
        assertThat(container.run("/bin/ok")).as("the Enforcer goes on alone").isEqualTo(RAN);
        keeper = KeeperProcess.start(folder, TIMEOUT_MILLIS);
        Thread.sleep(Duration.ofSeconds(1));
        assertThat(container.attack("memfd", "/bin/ok"))
                .as("the tool is marked again")
                .isEqualTo(KILLED);
        enforcer.kill();
        assertThat(container.run("/tmp/new")).isEqualTo(REFUSED);
        assertThat(container.attack("memfd", "/bin/ok")).isEqualTo(KILLED);
    }

    private void awaitRunning(String program) throws Exception {
        for (int attempt = 0; attempt < 50; attempt++) {
            if (container.run(program).equals(RAN)) {
                return;
            }
            Thread.sleep(Duration.ofMillis(100));
        }
        throw new AssertionError(program + " does not run");
    }
}
