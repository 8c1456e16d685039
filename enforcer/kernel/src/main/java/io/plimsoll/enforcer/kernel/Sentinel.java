package io.plimsoll.enforcer.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.plimsoll.enforcer.kernel.GateOutcome.Protection;
import io.plimsoll.enforcer.kernel.bpf.BpfMap;
import io.plimsoll.enforcer.kernel.bpf.BpfRefused;
import io.plimsoll.enforcer.kernel.bpf.KernelTypes;
import io.plimsoll.enforcer.kernel.layout.ContainerGateValue;
import io.plimsoll.enforcer.kernel.linux.CallFailed;
import io.plimsoll.enforcer.kernel.linux.CgroupTree;
import io.plimsoll.enforcer.kernel.linux.Fd;
import io.plimsoll.enforcer.kernel.linux.FileStatus;
import io.plimsoll.enforcer.kernel.linux.Proc;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/// The second layer of the exec gate: tells the BPF program which containers to judge, and by what. What it is told
/// stays in the kernel's maps; with a keeper, beyond the life of this process. Not for several threads at once.
final class Sentinel implements AutoCloseable {
    private static final long INIT = 1;

    private final Holder holder;
    private final SentinelParts parts;
    private final BpfMap gates;
    private final BpfMap cgroups;
    private final BpfMap pidNamespaces;
    private final BpfMap hostNamespaces;
    private final Optional<CgroupTree> cgroupTree = CgroupTree.find();
    private final Map<Protection, String> blind;
    private final Map<Long, Fd> trusted = new HashMap<>();

    private Sentinel(Holder holder, SentinelParts parts) {
        this.holder = holder;
        this.parts = parts;
        gates = parts.gates();
        cgroups = parts.cgroups();
        pidNamespaces = parts.pidNamespaces();
        hostNamespaces = parts.hostNamespaces();
        blind = blindSpots();
    }

    /// @throws BpfRefused if this kernel does not take the program
    static Sentinel start(Holder holder) {
        Sentinel sentinel = new Sentinel(holder, SentinelParts.loadOrTakeOver(holder));
        sentinel.trust(ProcessHandle.current().pid());
        sentinel.trustInit();
        return sentinel;
    }

    /// The host's own namespace, where a runtime works that is no child of an engine. Some hosts hide it even from
    /// root.
    private void trustInit() {
        try {
            trust(INIT);
        } catch (CallFailed e) {
            if (!e.isForbidden()) {
                throw e;
            }
        }
    }

    /// Judges a container from now on, or by something else from now on.
    ///
    /// @return what it cannot see of this container, and why
    Map<Protection, String> judge(GatedRoot root) {
        long pid = root.gate().pid();
        long number = numberOf(root.containerId());
        gates.put(number, value -> {
            ContainerGateValue.write(
                    value,
                    root.containerId(),
                    root.device(),
                    root.gate().mode().number(),
                    root.gate().mappings().number());
            ContainerGateValue.writeFirstProcess(value, pid, root.startTicks());
            root.mounts().forEach(mount -> ContainerGateValue.add(value, mount.device(), mount.rootInode()));
        });
        Map<Protection, String> missing = new EnumMap<>(Protection.class);
        missing.putAll(blind);
        boolean byCgroup = findByCgroup(pid, number);
        boolean byNamespace = findByPidNamespace(pid, number);
        if (!byNamespace) {
            missing.put(
                    Protection.SENTINEL_FOLLOWS_PID_NAMESPACE,
                    "the container shares the PID namespace of the host or of another container");
        }
        if (!byCgroup && !byNamespace) {
            missing.put(
                    Protection.SENTINEL,
                    "the container has neither a cgroup (v2) nor a PID namespace of its own, so its processes cannot be told"
                            + " from the host's");
        }
        watchMappings();
        return missing;
    }

    void release(String containerId) {
        long number = numberOf(containerId);
        cgroups.removeWhere(value -> value.get(JAVA_LONG, 0), number);
        pidNamespaces.removeWhere(value -> value.get(JAVA_LONG, 0), number);
        gates.remove(number);
        watchMappings();
    }

    /// The containers that the kernel judges now, those of an Enforcer before us among them.
    Set<String> judged() {
        return judgedWhere(_ -> true);
    }

    /// Those of [#judged] whose first process has ended.
    Set<String> ended() {
        return judgedWhere(value -> Proc.startTicks(ContainerGateValue.firstProcess(value))
                .filter(ticks -> ticks == ContainerGateValue.firstProcessTicks(value))
                .isEmpty());
    }

    private Set<String> judgedWhere(Predicate<MemorySegment> wanted) {
        Set<String> ids = new HashSet<>();
        for (long number : gates.keys()) {
            gates.get(number, value -> wanted.test(value) ? ContainerGateValue.containerId(value) : "")
                    .filter(id -> !id.isEmpty())
                    .ifPresent(ids::add);
        }
        return ids;
    }

    /// Judges nothing in the mount namespace of this process. The namespace is kept open, by the keeper too: its
    /// number must not pass to a container's.
    void trust(long pid) {
        Fd namespace = Fd.place(Proc.namespacePath(pid, "mnt"));
        long number = FileStatus.of(namespace).inode();
        if (trusted.putIfAbsent(number, namespace) != null) {
            namespace.close();
            return;
        }
        holder.hold("runtime-mnt-" + number, namespace);
        hostNamespaces.put(number, one -> one.set(JAVA_INT, 0, 1));
    }

    /// A descriptor of the ring buffer, which the caller owns.
    Fd events() {
        return Fd.duplicate(parts.driftEvents().number());
    }

    /// How many events did not fit into the ring buffer since the program was loaded.
    long lost() {
        return parts.lostEvents().get(0, value -> value.get(JAVA_LONG, 0)).orElse(0L);
    }

    private boolean findByCgroup(long pid, long number) {
        OptionalLong cgroup = cgroupTree.map(tree -> tree.idOfContainer(pid)).orElse(OptionalLong.empty());
        cgroup.ifPresent(id -> cgroups.put(id, value -> value.set(JAVA_LONG, 0, number)));
        return cgroup.isPresent();
    }

    private boolean findByPidNamespace(long pid, long number) {
        if (!Proc.isFirstInPidNamespace(pid) || pid == INIT) {
            return false;
        }
        pidNamespaces.put(Proc.namespace(pid, "pid"), value -> value.set(JAVA_LONG, 0, number));
        return true;
    }

    private void watchMappings() {
        parts.watchMappings(gates.keys().stream()
                .anyMatch(number -> gates.get(number, ContainerGateValue::mappingMode)
                        .filter(mode -> mode != GateMode.OFF.number())
                        .isPresent()));
    }

    private static Map<Protection, String> blindSpots() {
        Map<Protection, String> blind = new EnumMap<>(Protection.class);
        try (KernelTypes types = KernelTypes.load()) {
            if (!types.hasStruct("ovl_inode", "overlay")) {
                blind.put(
                        Protection.SENTINEL_SEES_LAYERS,
                        "the kernel shows no type information for overlayfs; load its module before the Enforcer");
            }
        }
        if (!KernelTypes.canLookUpMappings()) {
            String reason = "the kernel is older than 5.17 (bpf_find_vma)";
            blind.put(Protection.SENTINEL_SEES_LINKER, reason);
            blind.put(Protection.MAPPINGS, reason);
        }
        return blind;
    }

    /// The same for every Enforcer process, so that a gate can be found again.
    private static long numberOf(String containerId) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(containerId.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }

    @Override
    public void close() {
        trusted.values().forEach(Fd::close);
        parts.close();
    }
}
