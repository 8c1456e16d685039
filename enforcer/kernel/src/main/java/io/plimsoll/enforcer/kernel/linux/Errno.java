package io.plimsoll.enforcer.kernel.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// Error numbers of Linux: those that we react to, and a way to say any of them in words.
public final class Errno {
    public static final int EPERM = 1;
    public static final int ENOENT = 2;
    public static final int ESRCH = 3;
    public static final int EINTR = 4;
    public static final int EAGAIN = 11;
    public static final int EACCES = 13;
    public static final int ERANGE = 34;

    // glibc 2.32; both return text that lives for ever, so they are safe from every thread.
    private static final Optional<MethodHandle> NAME = lookup("strerrorname_np");
    private static final Optional<MethodHandle> DESCRIPTION = lookup("strerrordesc_np");

    private Errno() {}

    /// Name and meaning, for example `ENOENT (No such file or directory)`; the number alone on an older glibc.
    public static String describe(int number) {
        String name = text(NAME, number);
        return name.isEmpty() ? "error " + number : name + " (" + text(DESCRIPTION, number) + ")";
    }

    private static String text(Optional<MethodHandle> function, int number) {
        if (function.isEmpty()) {
            return "";
        }
        try {
            MemorySegment found = (MemorySegment) function.get().invokeExact(number);
            return found.equals(MemorySegment.NULL)
                    ? ""
                    : found.reinterpret(Long.MAX_VALUE).getString(0);
        } catch (Throwable e) {
            throw new AssertionError("cannot describe error " + number, e);
        }
    }

    private static Optional<MethodHandle> lookup(String name) {
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find(name)
                .map(address -> linker.downcallHandle(address, FunctionDescriptor.of(ADDRESS, JAVA_INT)));
    }
}
