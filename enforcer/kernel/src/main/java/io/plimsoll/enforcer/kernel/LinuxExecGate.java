package io.plimsoll.enforcer.kernel;

import io.plimsoll.enforcer.kernel.GateOutcome.Cause;
import io.plimsoll.enforcer.kernel.GateOutcome.Gated;
import io.plimsoll.enforcer.kernel.GateOutcome.NotGated;
import io.plimsoll.enforcer.kernel.GateOutcome.Protection;
import io.plimsoll.enforcer.kernel.GatedRoot.GatedMount;
import io.plimsoll.enforcer.kernel.bpf.BpfRefused;
import io.plimsoll.enforcer.kernel.linux.CallFailed;
import io.plimsoll.enforcer.kernel.linux.Fanotify;
import io.plimsoll.enforcer.kernel.linux.Fd;
import io.plimsoll.enforcer.kernel.overlay.UnusableRoot;
import java.time.Clock;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Both layers of the exec gate, put together.
final class LinuxExecGate implements ExecGate {
    private final Fanotify group;
    private final GateThread gateThread;
    private final @Nullable Sentinel sentinel;
    private final @Nullable SentinelThread sentinelThread;
    private final String sentinelMissing;
    private final VerdictQueue verdicts;
    private final RootFinder finder;
    private final Map<String, GatedRoot> gated = new HashMap<>();

    private LinuxExecGate(GateSettings settings, Holder holder) {
        Clock clock = Clock.systemUTC();
        AuditedCalls audited = new AuditedCalls();
        finder = new RootFinder(settings.layerFolders());
        group = Fanotify.over(holder.group());
        Sentinel started = null;
        String missing = "";
        try {
            started = Sentinel.start(holder);
        } catch (BpfRefused | CallFailed e) {
            missing = String.valueOf(e.getMessage());
        }
        sentinel = started;
        sentinelMissing = missing;
        verdicts = new VerdictQueue(settings.verdictCapacity(), started == null ? () -> 0 : started::lost);
        ExecJudge judge = new ExecJudge(group, settings.undecided(), verdicts, audited, holder::pid, clock);
        gateThread = new GateThread(group, judge);
        sentinelThread = started == null ? null : new SentinelThread(started.events(), verdicts, audited, clock);
    }

    static LinuxExecGate open(GateSettings settings, Holder holder) {
        try {
            LinuxExecGate gate = new LinuxExecGate(settings, holder);
            // Whoever answered before us may have read, and dropped, that a marked file was written to.
            gate.group.askAgainForAll();
            gate.start();
            holder.watchOver(gate.gateThread::isAlive, gate::askAgain);
            return gate;
        } catch (CallFailed e) {
            throw new KernelRefused("executions cannot be gated on this host", e);
        }
    }

    private void start() {
        gateThread.start();
        if (sentinelThread != null) {
            sentinelThread.start();
        }
    }

    @Override
    public synchronized GateOutcome gate(ContainerGate gate) {
        try {
            GatedRoot root = finder.find(gate);
            GatedRoot before = gated.put(root.containerId(), root);
            // The sentinel first: it needs nobody's answer. Then the thread, so that it knows the marks' questions.
            Map<Protection, String> missing = judge(root);
            gateThread.know(root);
            watch(root);
            if (before != null) {
                unwatchMountsOf(before, root);
                gateThread.askAgain();
            }
            return new Gated(root.containerId(), inPlace(gate, missing), missing);
        } catch (UnusableRoot e) {
            return notGated(gate, Cause.ROOT_UNUSABLE, e);
        } catch (CallFailed e) {
            return notGated(gate, e.isGone() ? Cause.CONTAINER_GONE : Cause.KERNEL_REFUSED, e);
        }
    }

    private NotGated notGated(ContainerGate gate, Cause cause, RuntimeException e) {
        release(gate.containerId());
        return new NotGated(gate.containerId(), cause, String.valueOf(e.getMessage()));
    }

    private Map<Protection, String> judge(GatedRoot root) {
        if (sentinel != null) {
            return sentinel.judge(root);
        }
        Map<Protection, String> missing = new EnumMap<>(Protection.class);
        EnumSet.complementOf(EnumSet.of(Protection.EXEC_GATE))
                .forEach(protection -> missing.put(protection, sentinelMissing));
        return missing;
    }

    private static Set<Protection> inPlace(ContainerGate gate, Map<Protection, String> missing) {
        Set<Protection> inPlace = EnumSet.allOf(Protection.class);
        inPlace.removeAll(missing.keySet());
        if (gate.mappings() == GateMode.OFF) {
            inPlace.remove(Protection.MAPPINGS);
        }
        return inPlace;
    }

    private void watch(GatedRoot root) {
        try (Fd place = root.open()) {
            group.watchFileSystem(place.path());
        }
        for (GatedMount mount : root.mounts()) {
            try (Fd place = root.open(mount)) {
                group.watchMount(place.path());
            }
        }
    }

    private void unwatchMountsOf(GatedRoot before, GatedRoot now) {
        Set<Long> kept = new HashSet<>();
        now.mounts().forEach(mount -> kept.add(mount.id()));
        for (GatedMount mount : before.mounts()) {
            if (!kept.contains(mount.id())) {
                unwatch(before, mount);
            }
        }
    }

    @Override
    public synchronized void release(String containerId) {
        GatedRoot root = gated.remove(containerId);
        if (root != null) {
            root.mounts().forEach(mount -> unwatch(root, mount));
            try (Fd place = root.open()) {
                group.unwatchFileSystem(place.path());
            } catch (CallFailed _) {
                // gone, and its marks with it
            }
            gateThread.forget(containerId);
        }
        if (sentinel != null) {
            sentinel.release(containerId);
        }
    }

    private void unwatch(GatedRoot root, GatedMount mount) {
        try (Fd place = root.open(mount)) {
            group.unwatchMount(place.path());
        } catch (CallFailed _) {
            // gone, and its mark with it
        }
    }

    @Override
    public synchronized void releaseEnded() {
        gated.values().stream()
                .filter(GatedRoot::hasEnded)
                .map(GatedRoot::containerId)
                .toList()
                .forEach(this::release);
        if (sentinel != null) {
            sentinel.ended().forEach(this::release);
        }
    }

    @Override
    public synchronized void releaseAllExcept(Set<String> containerIds) {
        Set<String> others = gated();
        others.removeAll(containerIds);
        others.forEach(this::release);
        if (containerIds.isEmpty()) {
            group.unwatchAll();
        }
    }

    /// The containers that are gated now, those of an Enforcer before us among them.
    synchronized Set<String> gated() {
        Set<String> known = new HashSet<>(gated.keySet());
        if (sentinel != null) {
            known.addAll(sentinel.judged());
        }
        return known;
    }

    @Override
    public void askAgain() {
        gateThread.askAgain();
    }

    @Override
    public synchronized void trustRuntime(long pid) {
        try {
            if (sentinel != null) {
                sentinel.trust(pid);
            }
        } catch (CallFailed e) {
            throw new KernelRefused("the mount namespace of process " + pid + " cannot be told", e);
        }
    }

    @Override
    public boolean isAnswering() {
        return gateThread.isAlive();
    }

    @Override
    public ExecVerdicts verdicts() {
        return verdicts;
    }

    @Override
    public synchronized void close() {
        gateThread.close();
        if (sentinelThread != null) {
            sentinelThread.close();
        }
        if (sentinel != null) {
            sentinel.close();
        }
    }
}
