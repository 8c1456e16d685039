package io.plimsoll.enforcer.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.plimsoll.enforcer.kernel.bpf.BpfMap;
import io.plimsoll.enforcer.kernel.bpf.BpfObject;
import io.plimsoll.enforcer.kernel.bpf.BpfRefused;
import io.plimsoll.enforcer.kernel.layout.ContainerGateValue;
import io.plimsoll.enforcer.kernel.linux.Fd;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// The sentinel's programs and maps, by their descriptors: taken over from the keeper if an Enforcer with the same
/// program was here before, loaded otherwise. Owns them; what the keeper holds lives on when they are closed.
///
/// The keeper's names carry the hash of the compiled object: another version has other structures, so it is not
/// taken over but let go.
final class SentinelParts implements AutoCloseable {
    private static final String OBJECT = "exec_sentinel.bpf.o";
    private static final String[] MAPS = {
        "gates", "cgroups", "pid_namespaces", "host_namespaces", "drift_events", "lost_events"
    };
    private static final String[] PROGRAMS = {"on_exec", "on_mapping"};
    private static final String EXEC_LINK = "link-exec";
    private static final String MAPPING_LINK = "link-mapping";
    private static final String ANY_VERSION = "sentinel-";

    private final Holder holder;
    private final String prefix;
    private final Map<String, Fd> parts = new HashMap<>();

    private SentinelParts(Holder holder, String prefix) {
        this.holder = holder;
        this.prefix = prefix;
    }

    /// @throws BpfRefused if this kernel does not take the program
    static SentinelParts loadOrTakeOver(Holder holder) {
        byte[] compiled = compiledObject();
        SentinelParts parts = new SentinelParts(holder, ANY_VERSION + shortHash(compiled) + "-");
        if (!parts.takeOver()) {
            parts.load(compiled);
        }
        parts.letOthersGo();
        return parts;
    }

    BpfMap gates() {
        return new BpfMap(part("gates"), JAVA_LONG, ContainerGateValue.LAYOUT);
    }

    BpfMap cgroups() {
        return new BpfMap(part("cgroups"), JAVA_LONG, JAVA_LONG);
    }

    BpfMap pidNamespaces() {
        return new BpfMap(part("pid_namespaces"), JAVA_INT, JAVA_LONG);
    }

    BpfMap hostNamespaces() {
        return new BpfMap(part("host_namespaces"), JAVA_INT, JAVA_INT);
    }

    BpfMap lostEvents() {
        return new BpfMap(part("lost_events"), JAVA_INT, JAVA_LONG);
    }

    Fd driftEvents() {
        return part("drift_events");
    }

    /// Attaches the program that watches mappings, or detaches it: it costs every process of the host a little.
    void watchMappings(boolean wanted) {
        boolean watched = parts.containsKey(MAPPING_LINK);
        if (wanted && !watched) {
            keep(MAPPING_LINK, BpfObject.attach(part("on_mapping"), "sys_exit"));
        } else if (!wanted && watched) {
            holder.drop(prefix + MAPPING_LINK);
            part(MAPPING_LINK).close();
            parts.remove(MAPPING_LINK);
        }
    }

    private boolean takeOver() {
        holder.held(prefix + EXEC_LINK).ifPresent(link -> parts.put(EXEC_LINK, link));
        holder.held(prefix + MAPPING_LINK).ifPresent(link -> parts.put(MAPPING_LINK, link));
        boolean complete = parts.containsKey(EXEC_LINK) && takeOver(MAPS) && takeOver(PROGRAMS);
        if (!complete) {
            close();
            parts.clear();
        }
        return complete;
    }

    private boolean takeOver(String[] names) {
        boolean complete = true;
        for (String name : names) {
            Optional<Fd> part = holder.held(prefix + name);
            part.ifPresent(fd -> parts.put(name, fd));
            complete &= part.isPresent();
        }
        return complete;
    }

    private void load(byte[] compiled) {
        try (BpfObject object = BpfObject.load(compiled)) {
            for (String map : MAPS) {
                keep(map, object.map(map));
            }
            for (String program : PROGRAMS) {
                keep(program, object.program(program));
            }
        }
        keep(EXEC_LINK, BpfObject.attach(part("on_exec"), "sched_process_exec"));
    }

    private void keep(String name, Fd part) {
        parts.put(name, part);
        holder.hold(prefix + name, part);
    }

    private void letOthersGo() {
        for (String name : holder.heldNames()) {
            if (name.startsWith(ANY_VERSION) && !name.startsWith(prefix)) {
                holder.drop(name);
            }
        }
    }

    private Fd part(String name) {
        Fd part = parts.get(name);
        if (part == null) {
            throw new IllegalStateException("the sentinel has no part '" + name + "'");
        }
        return part;
    }

    private static byte[] compiledObject() {
        try (InputStream object = SentinelParts.class.getResourceAsStream(OBJECT)) {
            if (object == null) {
                throw new BpfRefused("the compiled sentinel is not in the jar; build it with src/main/bpf/compile.sh");
            }
            return object.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + OBJECT, e);
        }
    }

    private static String shortHash(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }

    @Override
    public void close() {
        parts.values().forEach(Fd::close);
    }
}
