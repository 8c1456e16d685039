package io.plimsoll.enforcer;

import io.plimsoll.enforcer.events.Journal;
import io.plimsoll.enforcer.failures.Failure;
import io.plimsoll.enforcer.failures.Failures;
import io.plimsoll.enforcer.gate.GateMemory;
import io.plimsoll.enforcer.gate.KernelGates;
import io.plimsoll.enforcer.gate.VerdictReport;
import io.plimsoll.enforcer.keeper.KeeperCounters;
import io.plimsoll.enforcer.keeper.KeeperProcess;
import io.plimsoll.enforcer.kernel.Direction;
import io.plimsoll.enforcer.kernel.ExecGate;
import io.plimsoll.enforcer.kernel.GateSettings;
import io.plimsoll.enforcer.kernel.Keeper;
import io.plimsoll.enforcer.kernel.KeeperUnreachable;
import io.plimsoll.enforcer.kernel.KernelRefused;
import io.plimsoll.policy.HostPolicy;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The exec gates with what they stand on: keeper below, kernel between, the report of their verdicts above.
final class GateStack {
    private static final int VERDICTS = 16 * 1024;

    private final KeeperProcess keeperProcess;
    private final Optional<Keeper> keeper;
    private final Optional<ExecGate> execGate;
    private final Optional<VerdictReport> report;
    private final KernelGates gates;

    /// @param layerFolders where the engine keeps image layers
    GateStack(
            Options options,
            List<Path> layerFolders,
            HostPolicy host,
            Journal journal,
            Failures failures,
            InstantSource clock) {
        keeperProcess = new KeeperProcess(
                options.shim(), options.runFolder(), options.data().resolve("keeper.log"), failures);
        keeper = keeperProcess.connect(host.whenEnforcerAway());
        GateMemory memory = new GateMemory(options.runFolder());
        ExecGate opened = null;
        String why = "";
        try {
            GateSettings settings = new GateSettings(direction(host), layerFolders, VERDICTS);
            opened = keeper.map(k -> ExecGate.open(settings, k)).orElseGet(() -> ExecGate.openUnkept(settings));
        } catch (KernelRefused e) {
            why = String.valueOf(e.getMessage());
            failures.note(Failure.GATE_UNAVAILABLE, why);
        }
        execGate = Optional.ofNullable(opened);
        gates = opened == null ? KernelGates.none(why, memory) : KernelGates.over(opened, memory);
        report = execGate.map(g -> new VerdictReport(g.verdicts(), gates::ofRecent, journal, failures, clock));
        report.ifPresent(VerdictReport::start);
    }

    private static Direction direction(HostPolicy host) {
        return switch (host.whenEnforcerAway()) {
            case DENY -> Direction.DENY;
            case ALLOW -> Direction.ALLOW;
        };
    }

    KernelGates gates() {
        return gates;
    }

    /// Why gates would open if this process were killed; empty if they would not.
    Optional<String> keeperMissing() {
        return keeper.isPresent() ? Optional.empty() : Optional.of("the keeper could not be started");
    }

    /// What the keeper did in our place since this was asked the last time.
    KeeperCounters newKeeperCounters(HostPolicy host) {
        return keeper.map(k -> keeperProcess.newCounters(k, host.whenEnforcerAway()))
                .orElse(KeeperCounters.ZERO);
    }

    /// Tells the keeper what to answer while we are away.
    void follow(HostPolicy host) {
        keeper.ifPresent(k -> keeperProcess.answer(k, host.whenEnforcerAway()));
    }

    /// Lets every container go: the engine is given back.
    void end() {
        try {
            keeper.ifPresent(Keeper::quit);
        } catch (KeeperUnreachable e) {
            // Then it holds nothing any more.
        }
        report.ifPresent(VerdictReport::close);
        execGate.ifPresent(ExecGate::close);
        keeper.ifPresent(Keeper::close);
    }
}
