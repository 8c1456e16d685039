package io.plimsoll.benchmarks;

import io.plimsoll.enforcer.gate.GateMemory;
import io.plimsoll.enforcer.gate.GateOrder;
import io.plimsoll.enforcer.gate.GateResult.NotInPlace;
import io.plimsoll.enforcer.gate.KernelGates;
import io.plimsoll.enforcer.kernel.Direction;
import io.plimsoll.enforcer.kernel.ExecGate;
import io.plimsoll.enforcer.kernel.GateSettings;
import io.plimsoll.policy.Mode;
import io.plimsoll.policy.WrittenLibraries;
import io.plimsoll.testkit.EngineOptions;
import io.plimsoll.testkit.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// What the exec gate adds to fork, exec and wait, on a real container that is gated as the Enforcer does it
/// (`KernelGates`).
///
/// Two containers of one image take turns, a few executions each. A round is made of two states of the host: no gate
/// anywhere, and a gate on one of the two; which one, and which state comes first, changes from round to round. So
/// there are close pairs of a gated container and one beside it, and coarser ones of the host with and without gates.
///
/// After each change of state the containers run for a while unmeasured: setting and removing a gate stirs up kernel
/// and JVM for about a tenth of a second, which was measured to look like 20 % of an execution.
final class ExecGateCost implements Measurement {
    private static final int WARM_UP_ROUNDS = 5;
    private static final int SETTLING_TURNS = 20;
    private static final int SETTLING_EXECUTIONS = 50;

    private final Sample firstFree = new Sample();
    private final Sample firstGated = new Sample();
    private final Sample gated = new Sample();
    private final Sample beside = new Sample();
    private final Sample hostFree = new Sample();
    private final Sample hostGated = new Sample();
    private final Sample hostBeside = new Sample();

    @Override
    public void make(Options options) throws Exception {
        int rounds = options.number("rounds", 100);
        int turns = options.number("turns", 20);
        int executions = options.number("executions", 20);
        Mode mode = Mode.valueOf(options.text("mode").orElse("enforce").toUpperCase(Locale.ROOT));
        ExecProgram program =
                ExecProgram.valueOf(options.text("program").orElse("nothing").toUpperCase(Locale.ROOT));
        try (TestEngine engine = TestEngine.start(EngineOptions.withoutBridge())) {
            ExecLoop.prepare(engine, program);
            try (ExecLoop one = ExecLoop.start(engine, "one", program);
                    ExecLoop two = ExecLoop.start(engine, "two", program)) {
                for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
                    ExecLoop measured = round % 2 == 0 ? one : two;
                    ExecLoop other = round % 2 == 0 ? two : one;
                    boolean freeFirst = Math.floorMod(round, 4) < 2;
                    Turns free = freeFirst ? takeTurns(measured, other, turns, executions) : null;
                    Turns guarded = withGate(engine, mode, measured, other, turns, executions);
                    add(free != null ? free : takeTurns(measured, other, turns, executions), guarded, round >= 0);
                }
            }
        }
        print(rounds, turns, executions, mode, program);
    }

    private void add(Turns free, Turns guarded, boolean counts) {
        if (counts) {
            firstFree.add(free.first());
            firstGated.add(guarded.first());
            gated.addAll(guarded.measured());
            beside.addAll(guarded.other());
            hostFree.add(free.measured().median());
            hostGated.add(guarded.measured().median());
            hostBeside.add(guarded.other().median());
        }
    }

    private static Turns withGate(
            TestEngine engine, Mode mode, ExecLoop measured, ExecLoop other, int turns, int executions)
            throws Exception {
        try (ExecGate gate = ExecGate.openUnkept(settings(engine))) {
            Thread reader = Thread.ofVirtual().start(() -> readVerdicts(gate));
            set(engine.folder(), gate, mode, measured);
            Turns taken = takeTurns(measured, other, turns, executions);
            reader.interrupt();
            reader.join();
            return taken;
        }
    }

    private static Turns takeTurns(ExecLoop measured, ExecLoop other, int turns, int executions) throws IOException {
        double first = measured.run(SETTLING_EXECUTIONS).first();
        for (int turn = 0; turn < SETTLING_TURNS; turn++) {
            other.run(SETTLING_EXECUTIONS);
            measured.run(SETTLING_EXECUTIONS);
        }
        Turns taken = new Turns(first, new Sample(), new Sample());
        for (int turn = 0; turn < turns; turn++) {
            boolean measuredFirst = turn % 2 == 0;
            double before = (measuredFirst ? measured : other).run(executions).each();
            double after = (measuredFirst ? other : measured).run(executions).each();
            taken.measured().add(measuredFirst ? before : after);
            taken.other().add(measuredFirst ? after : before);
        }
        return taken;
    }

    private static GateSettings settings(TestEngine engine) {
        return new GateSettings(Direction.DENY, List.of(engine.dataRoot().resolve("overlay2")), 4096);
    }

    /// As the Enforcer sets it on a container that runs already.
    private static void set(Path folder, ExecGate gate, Mode mode, ExecLoop container) throws IOException {
        Path memory = Files.createDirectories(folder.resolve("gates"));
        GateOrder order = new GateOrder(
                container.id(),
                "measured",
                container.pid(),
                container.root(),
                mode,
                "measured",
                List.of(),
                WrittenLibraries.REFUSE);
        if (KernelGates.over(gate, new GateMemory(memory)).set(order) instanceof NotInPlace(String reason)) {
            throw new IllegalStateException("this host cannot gate executions: " + reason);
        }
    }

    private static void readVerdicts(ExecGate gate) {
        try {
            while (true) {
                gate.verdicts().next(Duration.ofSeconds(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void print(int rounds, int turns, int executions, Mode mode, ExecProgram program) {
        Report.title("exec-gate: fork, exec and wait of " + program.path() + ", in microseconds");
        Report.line("mode %s; %d rounds of %d turns of %d executions: %d executions a side"
                .formatted(mode.word(), rounds, turns, executions, rounds * turns * executions));
        Report.values("gated container", gated, "us");
        Report.values("container beside it without a gate", beside, "us");
        Report.added("added by its gate (bar: 1 %)", gated, beside, "us");
        Report.title("the same, host with a gate against host without any");
        Report.values("host without gates", hostFree, "us");
        Report.added("gated container", hostGated, hostFree, "us");
        Report.added("container without a gate", hostBeside, hostFree, "us");
        Report.title("first execution of a file");
        Report.values("host without gates", firstFree, "us");
        Report.values("gated container", firstGated, "us");
        Report.added("added by its gate (bar: 1000 us)", firstGated, firstFree, "us");
    }

    /// What the containers took, in microseconds.
    ///
    /// @param first of the first execution in this state
    private record Turns(double first, Sample measured, Sample other) {}
}
