package io.plimsoll.enforcer.kernel.bpf;

import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;

/// The running kernel's type information (BTF), to which libbpf fits our programs.
public final class KernelTypes implements AutoCloseable {
    private static final int KIND_STRUCT = 4;
    private static final int PROGRAM_RAW_TRACEPOINT = 17;
    private static final int HELPER_FIND_VMA = 180;

    private final long types;

    private KernelTypes(long types) {
        this.types = types;
    }

    /// @throws BpfRefused if the kernel shows no type information, or libbpf is not installed
    public static KernelTypes load() {
        if (!BpfLibrary.isInstalled()) {
            throw new BpfRefused("libbpf is not installed");
        }
        BpfLibrary.listen();
        long types = LibBpf.loadKernelTypes();
        if (types < 0) {
            throw new BpfRefused("the kernel shows no type information (/sys/kernel/btf/vmlinux)");
        }
        return new KernelTypes(types);
    }

    /// Whether libbpf can find a structure with this name: in the kernel itself or in a module, once that is
    /// loaded.
    public boolean hasStruct(String name, String module) {
        try (Arena arena = Arena.ofConfined()) {
            return LibBpf.findType(types, arena.allocateFrom(name), KIND_STRUCT) > 0
                    || Files.exists(Path.of("/sys/kernel/btf", module));
        }
    }

    /// Whether a program on a raw tracepoint can look at the mapping behind an address (`bpf_find_vma`, Linux
    /// 5.17).
    public static boolean canLookUpMappings() {
        return BpfLibrary.isInstalled() && LibBpf.probeHelper(PROGRAM_RAW_TRACEPOINT, HELPER_FIND_VMA) == 1;
    }

    @Override
    public void close() {
        LibBpf.freeTypes(types);
    }
}
