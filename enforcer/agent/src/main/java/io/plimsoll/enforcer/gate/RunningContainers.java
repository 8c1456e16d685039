package io.plimsoll.enforcer.gate;

import io.plimsoll.audittrail.EventType;
import io.plimsoll.enforcer.engine.ContainerFile;
import io.plimsoll.enforcer.engine.EngineFiles;
import io.plimsoll.enforcer.engine.ImageNames;
import io.plimsoll.enforcer.events.HostEvent;
import io.plimsoll.enforcer.events.Journal;
import io.plimsoll.enforcer.events.Subject;
import io.plimsoll.enforcer.failures.Failure;
import io.plimsoll.enforcer.failures.Failures;
import io.plimsoll.policy.PolicySnapshot;
import io.plimsoll.policy.RuntimePolicy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Brings the gates of containers that run already in line with the policies: after a start of the Enforcer, and after
/// each change of the policies. Belongs to one thread.
public final class RunningContainers {
    private static final String ENGINE_INIT = "/sbin/docker-init";

    private final KernelGates gates;
    private final Journal journal;
    private final Failures failures;

    public RunningContainers(KernelGates gates, Journal journal, Failures failures) {
        this.gates = gates;
        this.journal = journal;
        this.failures = failures;
    }

    /// Ids of the containers that run.
    public static Set<String> ids(EngineFiles files) {
        Set<String> ids = new LinkedHashSet<>();
        files.containers().stream().filter(RunningContainers::runs).forEach(c -> ids.add(c.id()));
        return ids;
    }

    private static boolean runs(ContainerFile container) {
        return container.pid() > 0
                && RunningProcess.of(container.pid()).isPresent()
                && ContainerCgroup.holds(container.pid(), container.id());
    }

    /// Gates what policies want gated, changes gates that are otherwise, releases what no policy is about any more.
    public void alignWith(PolicySnapshot policies, EngineFiles files) {
        for (ContainerFile container : files.containers()) {
            if (runs(container)) {
                align(container, policies, files);
            }
        }
    }

    private void align(ContainerFile container, PolicySnapshot policies, EngineFiles files) {
        Optional<RuntimePolicy> policy = policies.runtimeFor(names(container, files));
        Optional<HeldGate> held = gates.of(container.id());
        if (policy.isEmpty()) {
            gates.release(container.id());
            return;
        }
        GateOrder order = order(container, policy.get(), files);
        if (held.isPresent() && held.get().isAs(order)) {
            return;
        }
        GateResult result = gates.set(order);
        if (result instanceof GateResult.NotInPlace(String reason)) {
            notGated(container, order, reason);
        } else if (held.isEmpty() && !gates.wasSetBefore(container.id())) {
            tellLate(container, order);
        }
    }

    private static List<String> names(ContainerFile container, EngineFiles files) {
        List<String> names = new ArrayList<>(files.namesOf(container.image()));
        ImageNames.familiar(container.imageName()).ifPresent(names::add);
        return names;
    }

    private static GateOrder order(ContainerFile container, RuntimePolicy policy, EngineFiles files) {
        Set<String> mountPoints = ContainerMounts.of(container.pid());
        List<String> execMounts = new ArrayList<>(policy.execMounts());
        if (container.hasEngineInit()) {
            execMounts.add(ENGINE_INIT);
        }
        execMounts.retainAll(mountPoints);
        return new GateOrder(
                container.id(),
                container.name(),
                container.pid(),
                files.rootOf(container.id()).orElse(null),
                policy.mode(),
                policy.name(),
                execMounts,
                policy.writtenLibraries());
    }

    private void notGated(ContainerFile container, GateOrder order, String reason) {
        if (RunningProcess.of(container.pid()).isEmpty()) {
            return;
        }
        failures.note(Failure.GATE_NOT_SET, container.id() + ": " + reason);
        journal.record(event(EventType.CONTAINER_GATE_FAILED, container)
                .decidedBy(order.policy(), "exec-gate")
                .failed("the running container could not be gated: " + reason));
    }

    private void tellLate(ContainerFile container, GateOrder order) {
        journal.record(event(EventType.CONTAINER_START_UNGOVERNED, container)
                .decidedBy(order.policy(), "exec-gate")
                .because("it ran already and was gated late: what it had started before goes on")
                .with("gate", order.mode().word()));
    }

    private static HostEvent event(EventType type, ContainerFile container) {
        return HostEvent.of(type, Subject.container(container.id(), container.name()))
                .image(container.image().toString(), container.imageName());
    }
}
