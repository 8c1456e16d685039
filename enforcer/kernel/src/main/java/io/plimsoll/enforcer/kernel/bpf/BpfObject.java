package io.plimsoll.enforcer.kernel.bpf;

import io.plimsoll.enforcer.kernel.linux.CallFailed;
import io.plimsoll.enforcer.kernel.linux.Fd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// A compiled BPF object, loaded into the kernel: libbpf fits it to the running kernel's structures, the kernel
/// verifies it. Close it once the descriptors have been taken out; they keep programs and maps alive.
public final class BpfObject implements AutoCloseable {
    private final long object;

    private BpfObject(long object) {
        this.object = object;
    }

    /// @throws BpfRefused with what libbpf and the kernel's verifier said, if it does not load
    public static BpfObject load(byte[] compiled) {
        if (!BpfLibrary.isInstalled()) {
            throw new BpfRefused("libbpf is not installed; install Debian's libbpf1 or your distribution's libbpf 1.x");
        }
        BpfLibrary.listen();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(compiled.length, Long.BYTES);
            MemorySegment.copy(MemorySegment.ofArray(compiled), 0, bytes, 0, compiled.length);
            long object = LibBpf.openObject(bytes);
            if (object < 0) {
                throw refused("bpf_object__open_mem", -object);
            }
            int loaded = LibBpf.loadObject(object);
            if (loaded < 0) {
                LibBpf.closeObject(object);
                throw refused("bpf_object__load", -loaded);
            }
            return new BpfObject(object);
        }
    }

    /// A descriptor of the map with this name, independent of the object's life.
    public Fd map(String name) {
        try (Arena arena = Arena.ofConfined()) {
            int map = LibBpf.mapFd(object, arena.allocateFrom(name));
            return Fd.duplicate(CallFailed.check("bpf_object__find_map_fd_by_name(" + name + ")", map));
        }
    }

    /// A descriptor of the program with this name, independent of the object's life.
    public Fd program(String name) {
        try (Arena arena = Arena.ofConfined()) {
            long program = LibBpf.program(object, arena.allocateFrom(name));
            CallFailed.check("bpf_object__find_program_by_name(" + name + ")", program);
            return Fd.duplicate(CallFailed.check("bpf_program__fd(" + name + ")", LibBpf.programFd(program)));
        }
    }

    /// Attaches a program to a raw tracepoint. It runs until the last duplicate of the returned descriptor is
    /// closed.
    public static Fd attach(Fd program, String tracepoint) {
        try (Arena arena = Arena.ofConfined()) {
            int link = LibBpf.attachRawTracepoint(arena.allocateFrom(tracepoint), program.number());
            return Fd.own(CallFailed.check("bpf_raw_tracepoint_open(" + tracepoint + ")", link));
        }
    }

    private static BpfRefused refused(String call, long errno) {
        return new BpfRefused(new CallFailed(call, (int) errno).getMessage() + ". " + BpfLibrary.said());
    }

    @Override
    public void close() {
        LibBpf.closeObject(object);
    }
}
