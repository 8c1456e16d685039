package io.plimsoll.enforcer.kernel.bpf;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// The functions of libbpf 1.x that we call. Each returns what the C function returns or, where that fails, the
/// negative error number; a pointer that is NULL becomes a negative error number, too. Ask [BpfLibrary] first
/// whether there is a library.
final class LibBpf {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option CAPTURE_ERRNO = Linker.Option.captureCallState("errno");
    private static final MemoryLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CALL_STATE.varHandle(PathElement.groupElement("errno"));
    private static final ThreadLocal<MemorySegment> CALL_STATES =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(CALL_STATE));
    private static final SymbolLookup SYMBOLS = SymbolLookup.libraryLookup(BpfLibrary.NAME, Arena.global());

    private static final MethodHandle OBJECT_OPEN_MEM =
            handle("bpf_object__open_mem", FunctionDescriptor.of(JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS));
    private static final MethodHandle OBJECT_LOAD =
            handle("bpf_object__load", FunctionDescriptor.of(JAVA_INT, JAVA_LONG));
    private static final MethodHandle OBJECT_CLOSE =
            LINKER.downcallHandle(SYMBOLS.findOrThrow("bpf_object__close"), FunctionDescriptor.ofVoid(JAVA_LONG));
    private static final MethodHandle FIND_MAP_FD =
            handle("bpf_object__find_map_fd_by_name", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, ADDRESS));
    private static final MethodHandle FIND_PROGRAM =
            handle("bpf_object__find_program_by_name", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, ADDRESS));
    private static final MethodHandle PROGRAM_FD =
            handle("bpf_program__fd", FunctionDescriptor.of(JAVA_INT, JAVA_LONG));
    private static final MethodHandle RAW_TRACEPOINT_OPEN =
            handle("bpf_raw_tracepoint_open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle MAP_UPDATE =
            handle("bpf_map_update_elem", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG));
    private static final MethodHandle MAP_LOOKUP =
            handle("bpf_map_lookup_elem", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle MAP_DELETE =
            handle("bpf_map_delete_elem", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle MAP_NEXT_KEY =
            handle("bpf_map_get_next_key", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle LOAD_KERNEL_TYPES =
            handle("btf__load_vmlinux_btf", FunctionDescriptor.of(JAVA_LONG));
    private static final MethodHandle FIND_TYPE =
            handle("btf__find_by_name_kind", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, ADDRESS, JAVA_INT));
    private static final MethodHandle FREE_TYPES =
            LINKER.downcallHandle(SYMBOLS.findOrThrow("btf__free"), FunctionDescriptor.ofVoid(JAVA_LONG));
    private static final MethodHandle MALLOC_TRIM = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("malloc_trim"), FunctionDescriptor.of(JAVA_INT, JAVA_LONG));
    private static final MethodHandle PROBE_HELPER =
            handle("libbpf_probe_bpf_helper", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));

    private LibBpf() {}

    /// @return the object, which the caller owns and must [#closeObject], or a negative error number
    static long openObject(MemorySegment bytes) {
        try {
            MemorySegment state = CALL_STATES.get();
            return result(
                    (long) OBJECT_OPEN_MEM.invokeExact(state, bytes, bytes.byteSize(), MemorySegment.NULL), state);
        } catch (Throwable e) {
            throw cannotCall("bpf_object__open_mem", e);
        }
    }

    static int loadObject(long object) {
        try {
            MemorySegment state = CALL_STATES.get();
            return result((int) OBJECT_LOAD.invokeExact(state, object), state);
        } catch (Throwable e) {
            throw cannotCall("bpf_object__load", e);
        }
    }

    static void closeObject(long object) {
        try {
            OBJECT_CLOSE.invokeExact(object);
            giveMemoryBack();
        } catch (Throwable e) {
            throw cannotCall("bpf_object__close", e);
        }
    }

    /// @return a descriptor that belongs to the object
    static int mapFd(long object, MemorySegment name) {
        try {
            MemorySegment state = CALL_STATES.get();
            return result((int) FIND_MAP_FD.invokeExact(state, object, name), state);
        } catch (Throwable e) {
            throw cannotCall("bpf_object__find_map_fd_by_name", e);
        }
    }

    static long program(long object, MemorySegment name) {
        try {
            MemorySegment state = CALL_STATES.get();
            return result((long) FIND_PROGRAM.invokeExact(state, object, name), state);
        } catch (Throwable e) {
            throw cannotCall("bpf_object__find_program_by_name", e);
        }
    }

    /// @return a descriptor that belongs to the object
    static int programFd(long program) {
        try {
            MemorySegment state = CALL_STATES.get();
            return result((int) PROGRAM_FD.invokeExact(state, program), state);
        } catch (Throwable e) {
            throw cannotCall("bpf_program__fd", e);
        }
    }

    /// @return a descriptor that the caller owns; closing the last one detaches the program
    static int attachRawTracepoint(MemorySegment name, int programFd) {
        try {
            MemorySegment state = CALL_STATES.get();
            return result((int) RAW_TRACEPOINT_OPEN.invokeExact(state, name, programFd), state);
        } catch (Throwable e) {
            throw cannotCall("bpf_raw_tracepoint_open", e);
        }
    }

    static int update(int map, MemorySegment key, MemorySegment value) {
        try {
            MemorySegment state = CALL_STATES.get();
            return result((int) MAP_UPDATE.invokeExact(state, map, key, value, 0L), state);
        } catch (Throwable e) {
            throw cannotCall("bpf_map_update_elem", e);
        }
    }

    static int lookUp(int map, MemorySegment key, MemorySegment into) {
        try {
            MemorySegment state = CALL_STATES.get();
            return result((int) MAP_LOOKUP.invokeExact(state, map, key, into), state);
        } catch (Throwable e) {
            throw cannotCall("bpf_map_lookup_elem", e);
        }
    }

    static int delete(int map, MemorySegment key) {
        try {
            MemorySegment state = CALL_STATES.get();
            return result((int) MAP_DELETE.invokeExact(state, map, key), state);
        } catch (Throwable e) {
            throw cannotCall("bpf_map_delete_elem", e);
        }
    }

    /// @param key NULL for the first
    static int nextKey(int map, MemorySegment key, MemorySegment into) {
        try {
            MemorySegment state = CALL_STATES.get();
            return result((int) MAP_NEXT_KEY.invokeExact(state, map, key, into), state);
        } catch (Throwable e) {
            throw cannotCall("bpf_map_get_next_key", e);
        }
    }

    /// @return the types, which the caller owns and must [#freeTypes], or a negative error number
    static long loadKernelTypes() {
        try {
            MemorySegment state = CALL_STATES.get();
            return result((long) LOAD_KERNEL_TYPES.invokeExact(state), state);
        } catch (Throwable e) {
            throw cannotCall("btf__load_vmlinux_btf", e);
        }
    }

    static int findType(long types, MemorySegment name, int kind) {
        try {
            MemorySegment state = CALL_STATES.get();
            return result((int) FIND_TYPE.invokeExact(state, types, name, kind), state);
        } catch (Throwable e) {
            throw cannotCall("btf__find_by_name_kind", e);
        }
    }

    static void freeTypes(long types) {
        try {
            FREE_TYPES.invokeExact(types);
            giveMemoryBack();
        } catch (Throwable e) {
            throw cannotCall("btf__free", e);
        }
    }

    /// @return 1 if the kernel has the helper, 0 if not
    static int probeHelper(int programType, int helper) {
        try {
            MemorySegment state = CALL_STATES.get();
            return result((int) PROBE_HELPER.invokeExact(state, programType, helper, MemorySegment.NULL), state);
        } catch (Throwable e) {
            throw cannotCall("libbpf_probe_bpf_helper", e);
        }
    }

    /// The kernel's type information takes some 20 MB, which the allocator would keep for a process that never
    /// wants it again.
    private static void giveMemoryBack() throws Throwable {
        int _ = (int) MALLOC_TRIM.invokeExact(0L);
    }

    private static int result(int returned, MemorySegment state) {
        // libbpf returns -errno; the thin wrappers of the system call return -1 in older versions.
        return returned == -1 ? -(int) ERRNO.get(state, 0L) : returned;
    }

    private static long result(long returned, MemorySegment state) {
        return returned == 0 ? -(int) ERRNO.get(state, 0L) : returned;
    }

    private static MethodHandle handle(String name, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(SYMBOLS.findOrThrow(name), descriptor, CAPTURE_ERRNO);
    }

    private static AssertionError cannotCall(String function, Throwable cause) {
        return new AssertionError("the call of " + function + " does not fit its description", cause);
    }
}
