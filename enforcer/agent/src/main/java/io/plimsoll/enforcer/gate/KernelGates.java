package io.plimsoll.enforcer.gate;

import io.plimsoll.enforcer.kernel.ContainerGate;
import io.plimsoll.enforcer.kernel.ExecGate;
import io.plimsoll.enforcer.kernel.ExecutableRule;
import io.plimsoll.enforcer.kernel.GateMode;
import io.plimsoll.enforcer.kernel.GateOutcome;
import io.plimsoll.policy.Mode;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// The exec gates of the kernel, and which container has which. Any thread; setting and releasing exclude each other,
/// because the news that a container has ended may come while its next start is being gated.
public final class KernelGates implements Gates {
    private static final int LONGEST_ID = 64;
    private static final int RELEASED_KEPT = 512;

    private final Optional<ExecGate> gate;
    private final String why;
    private final GateMemory memory;
    private final Map<String, HeldGate> held = new ConcurrentHashMap<>();

    /// The last ones that were released: the verdicts of a container may be read only after it has ended.
    private final Map<String, HeldGate> released = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, HeldGate> eldest) {
            return size() > RELEASED_KEPT;
        }
    });

    private KernelGates(Optional<ExecGate> gate, String why, GateMemory memory) {
        this.gate = gate;
        this.why = why;
        this.memory = memory;
    }

    public static KernelGates over(ExecGate gate, GateMemory memory) {
        return new KernelGates(Optional.of(gate), "", memory);
    }

    /// A host that cannot gate.
    public static KernelGates none(String why, GateMemory memory) {
        return new KernelGates(Optional.empty(), why, memory);
    }

    @Override
    public Optional<String> unavailable() {
        return gate.isPresent() ? Optional.empty() : Optional.of(why);
    }

    @Override
    public synchronized GateResult set(GateOrder order) {
        Optional<RunningProcess> process = RunningProcess.of(order.pid());
        if (gate.isEmpty() || process.isEmpty()) {
            return new GateResult.NotInPlace(gate.isEmpty() ? why : "the container has ended");
        }
        if (order.containerId().length() > LONGEST_ID) {
            return new GateResult.NotInPlace("its id has more than " + LONGEST_ID + " characters");
        }
        return switch (gate.get().gate(containerGate(order))) {
            case GateOutcome.NotGated(String _, GateOutcome.Cause _, String reason) ->
                new GateResult.NotInPlace(reason);
            case GateOutcome.Gated gated -> {
                String missing = missing(gated);
                held.put(order.containerId(), heldGate(order, process.get(), missing));
                remember();
                yield new GateResult.InPlace(missing);
            }
        };
    }

    private static HeldGate heldGate(GateOrder order, RunningProcess process, String missing) {
        return new HeldGate(
                order.containerId(),
                order.name(),
                process,
                order.mode(),
                order.policy(),
                order.execMounts(),
                order.writtenLibraries(),
                missing);
    }

    private static ContainerGate containerGate(GateOrder order) {
        GateMode mode = order.mode() == Mode.ENFORCE ? GateMode.ENFORCE : GateMode.AUDIT;
        return new ContainerGate(
                order.containerId(),
                order.pid(),
                order.root(),
                mode,
                mappings(order),
                ExecutableRule.ANYTHING,
                order.execMounts());
    }

    private static GateMode mappings(GateOrder order) {
        return switch (order.writtenLibraries()) {
            case REFUSE -> order.mode() == Mode.ENFORCE ? GateMode.ENFORCE : GateMode.OFF;
            case AUDIT -> GateMode.AUDIT;
            case ALLOW -> GateMode.OFF;
        };
    }

    private static String missing(GateOutcome.Gated gated) {
        return gated.missing().entrySet().stream()
                .map(m -> m.getKey().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + " (" + m.getValue()
                        + ")")
                .sorted()
                .collect(Collectors.joining(", "));
    }

    public synchronized void release(String containerId) {
        HeldGate gone = held.remove(containerId);
        if (gone != null) {
            released.put(containerId, gone);
            gate.ifPresent(g -> g.release(containerId));
            remember();
        }
    }

    private void remember() {
        memory.write(held.values());
    }

    /// Whether the Enforcer before us had set the gate of this container.
    public boolean wasSetBefore(String containerId) {
        return of(containerId).filter(memory::had).isPresent();
    }

    /// Releases those whose first process has ended.
    public synchronized void releaseEnded() {
        held.values().stream()
                .filter(h -> !h.process().isAlive())
                .map(HeldGate::containerId)
                .toList()
                .forEach(this::release);
    }

    /// Releases what an Enforcer before us had gated and what does not run any more.
    public synchronized void releaseAllExcept(Set<String> containerIds) {
        gate.ifPresent(g -> g.releaseAllExcept(containerIds));
    }

    /// Never judges the engine's own runtime, wherever it lives.
    public void trustRuntime(long pid) {
        gate.ifPresent(g -> g.trustRuntime(pid));
    }

    public Collection<HeldGate> held() {
        return List.copyOf(held.values());
    }

    public Optional<HeldGate> of(String containerId) {
        return Optional.ofNullable(held.get(containerId));
    }

    /// The gate that the container has, or had until a short while ago.
    public Optional<HeldGate> ofRecent(String containerId) {
        return of(containerId).or(() -> Optional.ofNullable(released.get(containerId)));
    }
}
