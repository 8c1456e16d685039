package io.plimsoll.enforcer.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.enforcer.kernel.ContainerGate;
import io.plimsoll.enforcer.kernel.ExecGate;
import io.plimsoll.enforcer.kernel.ExecVerdicts;
import io.plimsoll.enforcer.kernel.GateMode;
import io.plimsoll.enforcer.kernel.GateOutcome;
import io.plimsoll.policy.Mode;
import io.plimsoll.policy.WrittenLibraries;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelGatesTest {
    private static final String CONTAINER = "c1";

    private final FakeExecGate kernel = new FakeExecGate();

    @TempDir
    private Path folder = Path.of("");

    private KernelGates gates = KernelGates.none("", new GateMemory(folder));

    @BeforeEach
    void overTheFake() {
        gates = KernelGates.over(kernel, new GateMemory(folder));
    }

    @Test
    void releasesAContainerThatHasEnded() throws Exception {
        setForOneThatEnds();
        gates.releaseEnded();
        assertThat(gates.of(CONTAINER)).isEmpty();
        assertThat(gates.ofRecent(CONTAINER)).isPresent();
        assertThat(kernel.gated).isEmpty();
    }

    @Test
    void keepsTheGateOfAContainerThatIsStartedAgainWhenTheNewsOfItsEndComeLate() throws Exception {
        setForOneThatEnds();
        Thread news = new Thread(gates::releaseEnded);
        kernel.meanwhile = () -> {
            news.start();
            awaitStandstill(news);
        };
        assertThat(gates.set(order(ProcessHandle.current().pid()))).isInstanceOf(GateResult.InPlace.class);
        news.join();
        assertThat(kernel.gated).containsExactly(CONTAINER);
        assertThat(gates.of(CONTAINER)).isPresent();
    }

    @Test
    void watchesMappingsWhereThePolicyEnforcesOrAsksForIt() {
        assertThat(mappings(Mode.ENFORCE, WrittenLibraries.REFUSE)).isEqualTo(GateMode.ENFORCE);
        assertThat(mappings(Mode.AUDIT, WrittenLibraries.REFUSE)).isEqualTo(GateMode.OFF);
        assertThat(mappings(Mode.ENFORCE, WrittenLibraries.AUDIT)).isEqualTo(GateMode.AUDIT);
        assertThat(mappings(Mode.AUDIT, WrittenLibraries.AUDIT)).isEqualTo(GateMode.AUDIT);
        assertThat(mappings(Mode.ENFORCE, WrittenLibraries.ALLOW)).isEqualTo(GateMode.OFF);
    }

    private GateMode mappings(Mode mode, WrittenLibraries libraries) {
        gates.set(order(ProcessHandle.current().pid(), mode, libraries));
        return kernel.mappings;
    }

    @Test
    void takesAnotherWordAboutLibrariesForAnotherGate() {
        GateOrder order = order(ProcessHandle.current().pid());
        gates.set(order);
        HeldGate held = gates.of(CONTAINER).orElseThrow();
        assertThat(held.isAs(order)).isTrue();
        assertThat(held.isAs(order(order.pid(), order.mode(), WrittenLibraries.ALLOW)))
                .isFalse();
    }

    /// Until the thread waits for somebody or is done.
    private static void awaitStandstill(Thread thread) {
        while (!Set.of(Thread.State.BLOCKED, Thread.State.WAITING, Thread.State.TERMINATED)
                .contains(thread.getState())) {
            Thread.onSpinWait();
        }
    }

    private void setForOneThatEnds() throws Exception {
        Process process = new ProcessBuilder("sleep", "1000").start();
        gates.set(order(process.pid()));
        process.destroyForcibly().waitFor();
        assertThat(kernel.gated).containsExactly(CONTAINER);
    }

    private static GateOrder order(long pid) {
        return order(pid, Mode.ENFORCE, WrittenLibraries.REFUSE);
    }

    private static GateOrder order(long pid, Mode mode, WrittenLibraries libraries) {
        return new GateOrder(CONTAINER, "web", pid, null, mode, "production", List.of(), libraries);
    }

    /// Does one thing after the other, as the kernel's gate does.
    private static final class FakeExecGate implements ExecGate {
        private final Set<String> gated = new HashSet<>();
        private Runnable meanwhile = () -> {};
        private GateMode mappings = GateMode.OFF;

        @Override
        public synchronized GateOutcome gate(ContainerGate gate) {
            meanwhile.run();
            mappings = gate.mappings();
            gated.add(gate.containerId());
            return new GateOutcome.Gated(gate.containerId(), EnumSet.allOf(GateOutcome.Protection.class), Map.of());
        }

        @Override
        public synchronized void release(String containerId) {
            gated.remove(containerId);
        }

        @Override
        public void releaseEnded() {}

        @Override
        public void releaseAllExcept(Set<String> containerIds) {}

        @Override
        public void askAgain() {}

        @Override
        public void trustRuntime(long pid) {}

        @Override
        public boolean isAnswering() {
            return true;
        }

        @Override
        public ExecVerdicts verdicts() {
            throw new UnsupportedOperationException("no verdicts in this test");
        }

        @Override
        public void close() {}
    }
}
