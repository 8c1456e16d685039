package io.plimsoll.enforcer.kernel.bpf;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/// Whether libbpf is installed, and what it says when something goes wrong: the verifier's reasons among it.
public final class BpfLibrary {
    static final String NAME = "libbpf.so.1";

    private static final int MOST_TEXT = 4096;
    private static final int LEVEL_WARNING = 0;
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle VSNPRINTF = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("vsnprintf"),
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS));

    private static final StringBuilder SAID = new StringBuilder();

    private BpfLibrary() {}

    public static boolean isInstalled() {
        try (Arena arena = Arena.ofConfined()) {
            SymbolLookup.libraryLookup(NAME, arena);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// Has libbpf talk to us instead of to standard error, for good.
    static void listen() {
        try {
            MethodHandle hear = MethodHandles.lookup()
                    .findStatic(
                            BpfLibrary.class,
                            "hear",
                            MethodType.methodType(int.class, int.class, MemorySegment.class, MemorySegment.class));
            // int (enum level, const char *format, va_list): a va_list parameter is a pointer in every ABI that we
            // build for.
            MemorySegment callback = LINKER.upcallStub(
                    hear, FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS), Arena.global());
            SymbolLookup library = SymbolLookup.libraryLookup(NAME, Arena.global());
            MethodHandle setPrint = LINKER.downcallHandle(
                    library.findOrThrow("libbpf_set_print"), FunctionDescriptor.of(ADDRESS, ADDRESS));
            MemorySegment _ = (MemorySegment) setPrint.invokeExact(callback);
        } catch (Throwable e) {
            throw new AssertionError("cannot listen to libbpf", e);
        }
    }

    /// The last of what libbpf has said since it was asked before.
    static String said() {
        synchronized (SAID) {
            String text = SAID.substring(Math.max(0, SAID.length() - MOST_TEXT));
            SAID.setLength(0);
            return text.strip();
        }
    }

    @SuppressWarnings("UnusedMethod") // libbpf calls it
    private static int hear(int level, MemorySegment format, MemorySegment arguments) {
        if (level != LEVEL_WARNING) {
            return 0;
        }
        // An exception must not leave an upcall: the JVM would end.
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocate(MOST_TEXT * 16L);
            int length = (int) VSNPRINTF.invokeExact(text, text.byteSize(), format, arguments);
            synchronized (SAID) {
                SAID.append(text.getString(0));
            }
            return length;
        } catch (Throwable _) {
            return 0;
        }
    }
}
