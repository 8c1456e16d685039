package io.plimsoll.enforcer.kernel;

import static io.plimsoll.enforcer.kernel.TestContainer.KILLED;
import static io.plimsoll.enforcer.kernel.TestContainer.RAN;
import static io.plimsoll.enforcer.kernel.TestContainer.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.enforcer.kernel.ExecVerdict.Decision;
import io.plimsoll.enforcer.kernel.ExecVerdict.FileUse;
import io.plimsoll.enforcer.kernel.ExecVerdict.Reason;
import io.plimsoll.enforcer.kernel.ExecutableRule.Place;
import io.plimsoll.enforcer.kernel.GateOutcome.Cause;
import io.plimsoll.enforcer.kernel.GateOutcome.Gated;
import io.plimsoll.enforcer.kernel.GateOutcome.NotGated;
import io.plimsoll.enforcer.kernel.TestContainer.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("kernel")
class ExecGateIT {
    private static final List<Path> DYNAMIC = List.of(Path.of("/usr/bin/echo"));
    private static final String LINKER = "/lib64/ld-linux-x86-64.so.2";

    private ExecGate gate;
    private TestContainer container;

    @BeforeEach
    void openGate() throws Exception {
        KernelTests.assumeRootOnLinux();
        gate = ExecGate.openUnkept(KernelTests.settings());
        container = TestContainer.create(DYNAMIC);
    }

    @AfterEach
    void removeContainer() {
        if (container != null) {
            container.close();
        }
        if (gate != null) {
            gate.close();
        }
    }

    @Test
    void hasAllProtectionsInPlaceBeforeTheFirstInstruction() throws Exception {
        GateOutcome outcome = gate.gate(container.gateWithMappings(GateMode.ENFORCE));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Gated.class, gated -> assertThat(gated.missing()).isEmpty());
        container.start();
        ExecVerdict first = KernelTests.drain(gate).getFirst();
        assertThat(first.path()).isEqualTo("/bin/tool");
        assertThat(first.caller().pid()).isEqualTo(container.pid());
    }

    @Test
    void runsWhatTheImageHoldsAndAsksOnce() throws Exception {
        start(GateMode.ENFORCE);
        assertThat(container.attack("repeat", "/bin/ok", "20000").exit()).isZero();
        List<ExecVerdict> verdicts = KernelTests.drain(gate);
        assertThat(verdicts).allMatch(verdict -> verdict.decision() == Decision.ALLOWED);
        assertThat(verdicts)
                .filteredOn(verdict -> verdict.path().equals("/bin/ok"))
                .hasSize(1);
    }

    @Test
    void runsScriptsOfTheImageAndItsDynamicPrograms() throws Exception {
        start(GateMode.ENFORCE);
        assertThat(container.run("/usr/bin/echo", "ran")).isEqualTo(RAN);
        assertThat(container.run(LINKER, "/usr/bin/echo", "ran")).isEqualTo(RAN);
    }

    @ParameterizedTest
    @EnumSource
    void stopsAndReports(Attack attack) throws Exception {
        start(GateMode.ENFORCE);
        Result result = attack.on(container);
        assertThat(attack.isStoppedBy(result))
                .as("%s ended as %s", attack, result)
                .isTrue();
        ExecVerdict verdict = KernelTests.nextRefusal(gate);
        assertThat(verdict.containerId()).isEqualTo(container.id());
        assertThat(verdict.reason()).isEqualTo(attack.reason());
        assertThat(verdict.decision()).isEqualTo(result.equals(KILLED) ? Decision.KILLED : Decision.DENIED);
        assertThat(verdict.caller().userId()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void letsThroughAndReportsOnceInAudit(Attack attack) throws Exception {
        start(GateMode.AUDIT);
        assertThat(attack.on(container)).isEqualTo(RAN);
        List<ExecVerdict> verdicts = KernelTests.drain(gate);
        assertThat(verdicts)
                .filteredOn(verdict -> verdict.decision() == Decision.WOULD_DENY)
                .extracting(ExecVerdict::reason)
                .containsExactly(attack.reason());
    }

    @ParameterizedTest
    @EnumSource
    void doesNotStopWhatIsNotGated(Attack attack) throws Exception {
        container.start();
        assertThat(attack.on(container)).isEqualTo(RAN);
        assertThat(KernelTests.drain(gate)).isEmpty();
    }

    @Test
    void neverRunsFileThatIsReplacedWhileItIsExecuted() throws Exception {
        start(GateMode.ENFORCE);
        for (int victim = 0; victim < TestContainer.VICTIMS; victim++) {
            assertThat(race(victim)).as("victim %d", victim).isZero();
        }
    }

    @Test
    void doesNotPreventThatWhereNothingIsGated() throws Exception {
        container.start();
        for (int victim = 0; victim < 3; victim++) {
            assertThat(race(victim)).as("victim %d", victim).isEqualTo(42);
        }
    }

    /// Each victim by another way, and after another delay.
    private int race(int victim) throws Exception {
        String way = List.of("write", "map", "rename").get(victim % 3);
        String delay = Integer.toString(victim / 3 * 100);
        return container
                .attack("race", "/bin/victim-" + victim, "/tmp/evil", way, delay)
                .exit();
    }

    @Test
    void refusesWhatComesInAFlood() throws Exception {
        start(GateMode.ENFORCE);
        container.attack("copy", "/bin/ok", "/tmp/new");
        assertThat(container.attack("flood", "/tmp/new", "2000").exit()).isZero();
        assertThat(container.attack("flood", "/bin/ok", "100").exit()).isEqualTo(100);
    }

    @Test
    void doesNotStopAFloodWhereNothingIsGated() throws Exception {
        container.start();
        container.attack("copy", "/bin/ok", "/tmp/new");
        assertThat(container.attack("flood", "/tmp/new", "100").exit()).isEqualTo(100);
    }

    @Test
    void refusesImageFilesThatAnotherOverlayShows() throws Exception {
        start(GateMode.ENFORCE);
        assertThat(container.attack("overlay", "/bin", "ok")).isEqualTo(REFUSED);
    }

    @Test
    void killsProgramWhoseDynamicLinkerWasReplaced() throws Exception {
        start(GateMode.ENFORCE);
        assertThat(container.attack("linker", LINKER, "/usr/bin/echo")).isEqualTo(KILLED);
        ExecVerdict verdict = KernelTests.nextRefusal(gate);
        assertThat(verdict.use()).isEqualTo(FileUse.LINKER);
        assertThat(verdict.reason()).isEqualTo(Reason.NOT_ON_IMAGE_FILE_SYSTEM);
    }

    @Test
    void killsWhoeverMapsNewFileAsExecutable() throws Exception {
        gate.gate(container.gateWithMappings(GateMode.ENFORCE));
        container.start();
        container.attack("copy", "/usr/bin/echo", "/tmp/new");
        container.attack("copy", "/lib/x86_64-linux-gnu/libc.so.6", "/tmp/new.so");
        assertThat(container.run(LINKER, "/tmp/new", "ran")).isEqualTo(KILLED);
        assertThat(KernelTests.nextRefusal(gate).path()).isEqualTo("new");
        assertThat(container.attack("preload", "/tmp/new.so", "/usr/bin/echo")).isEqualTo(KILLED);
        ExecVerdict verdict = KernelTests.nextRefusal(gate);
        assertThat(verdict.path()).isEqualTo("new.so");
        assertThat(verdict.use()).isEqualTo(FileUse.MAPPED);
        assertThat(verdict.reason()).isEqualTo(Reason.NEW_FILE);
        assertThat(container.attack("map-i386", "/tmp/new.so")).isEqualTo(KILLED);
        assertThat(container.run(LINKER, "/usr/bin/echo", "ran")).isEqualTo(RAN);
    }

    @Test
    void doesNotStopMappingsUnlessAsked() throws Exception {
        start(GateMode.ENFORCE);
        container.attack("copy", "/usr/bin/echo", "/tmp/new");
        container.attack("copy", "/lib/x86_64-linux-gnu/libc.so.6", "/tmp/new.so");
        assertThat(container.run(LINKER, "/tmp/new", "ran")).isEqualTo(RAN);
        assertThat(container.attack("preload", "/tmp/new.so", "/usr/bin/echo")).isEqualTo(RAN);
        assertThat(container.attack("map-i386", "/tmp/new.so")).isEqualTo(RAN);
    }

    @Test
    void asksTheRuleForWhatTheImageHolds() throws Exception {
        gateWith((path, _) -> !path.equals("/bin/other"), List.of());
        container.start();
        assertThat(container.run("/bin/ok")).isEqualTo(RAN);
        assertThat(container.run("/bin/other")).isEqualTo(REFUSED);
        assertThat(KernelTests.nextRefusal(gate).reason()).isEqualTo(Reason.NOT_IN_PROFILE);
    }

    @Test
    void obeysNewRuleAtOnceAlsoForWhatRanBefore() throws Exception {
        start(GateMode.ENFORCE);
        assertThat(container.run("/bin/ok")).isEqualTo(RAN);
        gateWith((path, _) -> !path.equals("/bin/ok"), List.of());
        assertThat(container.run("/bin/ok")).isEqualTo(REFUSED);
    }

    @Test
    void asksAgainWhenTheRuleHasChangedItsMind() throws Exception {
        boolean[] permitted = {true};
        gateWith((path, _) -> permitted[0] || !path.equals("/bin/ok"), List.of());
        container.start();
        assertThat(container.run("/bin/ok")).isEqualTo(RAN);
        permitted[0] = false;
        assertThat(container.run("/bin/ok")).as("marked").isEqualTo(RAN);
        gate.askAgain();
        assertThat(container.run("/bin/ok")).isEqualTo(REFUSED);
    }

    @Test
    void allowsMountsThatPolicyAllowsAndNoPartOfThem() throws Exception {
        gateWith(ExecutableRule.ANYTHING, List.of("/dev/shm"));
        container.start();
        container.attack("copy", "/bin/ok", "/dev/shm/new");
        assertThat(container.run("/dev/shm/new")).isEqualTo(RAN);
        assertThat(container.attack("bind", "/dev/shm/new", "/bin/victim")).isEqualTo(KILLED);
        assertThat(KernelTests.nextRefusal(gate).reason()).isEqualTo(Reason.NOT_ON_IMAGE_FILE_SYSTEM);
    }

    @Test
    void asksTheRuleForMountsEachTime() throws Exception {
        gateWith((path, place) -> place == Place.IMAGE || path.equals("/dev/shm/good"), List.of("/dev/shm"));
        container.start();
        container.attack("copy", "/bin/ok", "/dev/shm/good");
        container.attack("copy", "/bin/ok", "/dev/shm/bad");
        assertThat(container.run("/dev/shm/good")).isEqualTo(RAN);
        assertThat(container.run("/dev/shm/bad")).isEqualTo(REFUSED);
        container.attack("rename", "/dev/shm/bad", "/dev/shm/good");
        assertThat(container.run("/dev/shm/good")).isEqualTo(RAN);
    }

    @Test
    void answersInTheChosenDirectionWhenTheRuleFails() throws Exception {
        gateWith(
                (_, _) -> {
                    throw new IllegalStateException("broken rule");
                },
                List.of());
        assertThat(container.run("/bin/ok")).isEqualTo(REFUSED);
        assertThat(KernelTests.nextRefusal(gate).reason()).isEqualTo(Reason.CANNOT_JUDGE);
    }

    @Test
    void letsReleasedContainerRunUngated() throws Exception {
        start(GateMode.ENFORCE);
        assertThat(container.attack("memfd", "/bin/ok")).isEqualTo(KILLED);
        gate.release(container.id());
        assertThat(container.attack("memfd", "/bin/ok")).isEqualTo(RAN);
        assertThat(Attack.NEW_FILE.on(container)).isEqualTo(RAN);
    }

    @Test
    void forgetsContainersThatEnded() throws Exception {
        start(GateMode.ENFORCE);
        gate.releaseEnded();
        assertThat(((LinuxExecGate) gate).gated()).containsExactly(container.id());
        container.close();
        gate.releaseEnded();
        assertThat(((LinuxExecGate) gate).gated()).isEmpty();
    }

    @Test
    void releasesAllContainersButThese() throws Exception {
        start(GateMode.ENFORCE);
        gate.releaseAllExcept(Set.of(container.id()));
        assertThat(container.attack("memfd", "/bin/ok")).isEqualTo(KILLED);
        gate.releaseAllExcept(Set.of("another"));
        assertThat(container.attack("memfd", "/bin/ok")).isEqualTo(RAN);
    }

    @Test
    void gatesSeveralContainersEachByItsOwnImage() throws Exception {
        start(GateMode.ENFORCE);
        try (TestContainer audited = TestContainer.create()) {
            gate.gate(audited.gate(GateMode.AUDIT));
            audited.start();
            assertThat(Attack.NEW_FILE.on(audited)).isEqualTo(RAN);
            assertThat(KernelTests.nextRefusal(gate).containerId()).isEqualTo(audited.id());
            assertThat(Attack.NEW_FILE.on(container)).isEqualTo(REFUSED);
            assertThat(KernelTests.nextRefusal(gate).containerId()).isEqualTo(container.id());
        }
    }

    @Test
    void saysThatTheContainerIsGone() throws Exception {
        container.close();
        assertThat(gate.gate(container.gate(GateMode.ENFORCE)))
                .isInstanceOfSatisfying(
                        NotGated.class, outcome -> assertThat(outcome.cause()).isEqualTo(Cause.CONTAINER_GONE));
    }

    @Test
    void saysThatTheRootIsNoOverlay() {
        ContainerGate onHost = new ContainerGate(
                "host",
                ProcessHandle.current().pid(),
                Path.of("/"),
                GateMode.ENFORCE,
                GateMode.OFF,
                ExecutableRule.ANYTHING,
                List.of());
        assertThat(gate.gate(onHost)).isInstanceOfSatisfying(NotGated.class, outcome -> {
            assertThat(outcome.cause()).isEqualTo(Cause.ROOT_UNUSABLE);
            assertThat(outcome.reason()).contains("not an overlay");
        });
    }

    private void start(GateMode mode) throws Exception {
        assertThat(gate.gate(container.gate(mode))).isInstanceOf(Gated.class);
        container.start();
    }

    private void gateWith(ExecutableRule rule, List<String> mounts) {
        ContainerGate wanted =
                new ContainerGate(container.id(), container.pid(), null, GateMode.ENFORCE, GateMode.OFF, rule, mounts);
        assertThat(gate.gate(wanted)).isInstanceOf(Gated.class);
    }
}
