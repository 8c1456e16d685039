package io.plimsoll.enforcer.kernel.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// The C library's functions that we call, and nothing else. Each returns what the C function returns or, where
/// that fails, the negative error number: errno is captured together with the call, before the JVM can change it.
public final class Libc {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option CAPTURE_ERRNO = Linker.Option.captureCallState("errno");
    private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CALL_STATE.varHandle(PathElement.groupElement("errno"));
    private static final ThreadLocal<MemorySegment> STATE =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(CALL_STATE));

    private static final int AT_FDCWD = -100;
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int AT_SYMLINK_NOFOLLOW = 0x100;

    // System calls for which glibc has no function; the numbers are the same on every architecture.
    private static final long SYS_PIDFD_OPEN = 434;
    private static final long SYS_OPENAT2 = 437;
    private static final long SYS_PIDFD_GETFD = 438;

    private static final MethodHandle CLOSE = ofInt("close", JAVA_INT);
    private static final MethodHandle READ = ofLong("read", JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle WRITE = ofLong("write", JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle POLL = ofInt("poll", ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle EVENTFD = ofInt("eventfd", JAVA_INT, JAVA_INT);
    private static final MethodHandle READLINK = ofLong("readlink", ADDRESS, ADDRESS, JAVA_LONG);
    private static final MethodHandle STATX = ofInt("statx", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle GETXATTR = ofLong("getxattr", ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
    private static final MethodHandle MMAP =
            ofLong("mmap", ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);
    private static final MethodHandle MUNMAP = ofInt("munmap", ADDRESS, JAVA_LONG);
    private static final MethodHandle FANOTIFY_INIT = ofInt("fanotify_init", JAVA_INT, JAVA_INT);
    private static final MethodHandle FANOTIFY_MARK =
            ofInt("fanotify_mark", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, ADDRESS);
    private static final MethodHandle CLOCK_GETTIME = ofInt("clock_gettime", JAVA_INT, ADDRESS);
    private static final MethodHandle OPEN = variadicOfInt("open", 2, ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle FCNTL = variadicOfInt("fcntl", 2, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle OPENAT2 = syscall(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG);
    private static final MethodHandle PIDFD_OPEN = syscall(JAVA_INT, JAVA_INT);
    private static final MethodHandle PIDFD_GETFD = syscall(JAVA_INT, JAVA_INT, JAVA_INT);

    private Libc() {}

    public static int close(int fd) {
        try {
            MemorySegment state = STATE.get();
            return result((int) CLOSE.invokeExact(state, fd), state);
        } catch (Throwable e) {
            throw cannotCall("close", e);
        }
    }

    public static long read(int fd, MemorySegment into, long size) {
        try {
            MemorySegment state = STATE.get();
            return result((long) READ.invokeExact(state, fd, into, size), state);
        } catch (Throwable e) {
            throw cannotCall("read", e);
        }
    }

    public static long write(int fd, MemorySegment from, long size) {
        try {
            MemorySegment state = STATE.get();
            return result((long) WRITE.invokeExact(state, fd, from, size), state);
        } catch (Throwable e) {
            throw cannotCall("write", e);
        }
    }

    /// @param entries `struct pollfd` each
    public static int poll(MemorySegment entries, long count, int milliseconds) {
        try {
            MemorySegment state = STATE.get();
            return result((int) POLL.invokeExact(state, entries, count, milliseconds), state);
        } catch (Throwable e) {
            throw cannotCall("poll", e);
        }
    }

    static int eventfd(int initial, int flags) {
        try {
            MemorySegment state = STATE.get();
            return result((int) EVENTFD.invokeExact(state, initial, flags), state);
        } catch (Throwable e) {
            throw cannotCall("eventfd", e);
        }
    }

    /// @return the length of the target, which is not ended by a zero byte
    static long readlink(MemorySegment path, MemorySegment into) {
        try {
            MemorySegment state = STATE.get();
            return result((long) READLINK.invokeExact(state, path, into, into.byteSize()), state);
        } catch (Throwable e) {
            throw cannotCall("readlink", e);
        }
    }

    /// The status of an open file.
    static int statx(int fd, int wanted, MemorySegment into) {
        return statx(fd, Text.EMPTY, AT_EMPTY_PATH, wanted, into);
    }

    /// The status of a path, of a last symbolic link itself if it is one.
    static int statx(MemorySegment path, int wanted, MemorySegment into) {
        return statx(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, wanted, into);
    }

    private static int statx(int folder, MemorySegment path, int flags, int wanted, MemorySegment into) {
        try {
            MemorySegment state = STATE.get();
            return result((int) STATX.invokeExact(state, folder, path, flags, wanted, into), state);
        } catch (Throwable e) {
            throw cannotCall("statx", e);
        }
    }

    static long getxattr(MemorySegment path, MemorySegment name, MemorySegment into) {
        try {
            MemorySegment state = STATE.get();
            return result((long) GETXATTR.invokeExact(state, path, name, into, into.byteSize()), state);
        } catch (Throwable e) {
            throw cannotCall("getxattr", e);
        }
    }

    /// Maps a file wherever there is room. The caller owns the mapping and must [#munmap] it.
    ///
    /// @return the address, or a negative error number
    public static long mmap(long size, int protection, int flags, int fd, long offset) {
        try {
            MemorySegment state = STATE.get();
            return result(
                    (long) MMAP.invokeExact(state, MemorySegment.NULL, size, protection, flags, fd, offset), state);
        } catch (Throwable e) {
            throw cannotCall("mmap", e);
        }
    }

    public static int munmap(MemorySegment mapping) {
        try {
            MemorySegment state = STATE.get();
            return result((int) MUNMAP.invokeExact(state, mapping, mapping.byteSize()), state);
        } catch (Throwable e) {
            throw cannotCall("munmap", e);
        }
    }

    static int fanotifyInit(int flags, int eventFlags) {
        try {
            MemorySegment state = STATE.get();
            return result((int) FANOTIFY_INIT.invokeExact(state, flags, eventFlags), state);
        } catch (Throwable e) {
            throw cannotCall("fanotify_init", e);
        }
    }

    static int fanotifyMark(int group, int flags, long mask, MemorySegment path) {
        try {
            MemorySegment state = STATE.get();
            return result((int) FANOTIFY_MARK.invokeExact(state, group, flags, mask, AT_FDCWD, path), state);
        } catch (Throwable e) {
            throw cannotCall("fanotify_mark", e);
        }
    }

    /// @param into `struct timespec`: seconds and nanoseconds, a long each
    static int clockGettime(int clock, MemorySegment into) {
        try {
            MemorySegment state = STATE.get();
            return result((int) CLOCK_GETTIME.invokeExact(state, clock, into), state);
        } catch (Throwable e) {
            throw cannotCall("clock_gettime", e);
        }
    }

    static int open(MemorySegment path, int flags) {
        try {
            MemorySegment state = STATE.get();
            return result((int) OPEN.invokeExact(state, path, flags, 0), state);
        } catch (Throwable e) {
            throw cannotCall("open", e);
        }
    }

    static int fcntl(int fd, int command, int argument) {
        try {
            MemorySegment state = STATE.get();
            return result((int) FCNTL.invokeExact(state, fd, command, argument), state);
        } catch (Throwable e) {
            throw cannotCall("fcntl", e);
        }
    }

    /// @param how `struct open_how`
    static int openat2(int folder, MemorySegment path, MemorySegment how) {
        try {
            MemorySegment state = STATE.get();
            return (int)
                    result((long) OPENAT2.invokeExact(state, SYS_OPENAT2, folder, path, how, how.byteSize()), state);
        } catch (Throwable e) {
            throw cannotCall("openat2", e);
        }
    }

    /// As [#openat2(int,MemorySegment,MemorySegment)] with an absolute path.
    static int openat2(MemorySegment path, MemorySegment how) {
        return openat2(AT_FDCWD, path, how);
    }

    static int pidfdOpen(int pid) {
        try {
            MemorySegment state = STATE.get();
            return (int) result((long) PIDFD_OPEN.invokeExact(state, SYS_PIDFD_OPEN, pid, 0), state);
        } catch (Throwable e) {
            throw cannotCall("pidfd_open", e);
        }
    }

    static int pidfdGetfd(int pidfd, int fd) {
        try {
            MemorySegment state = STATE.get();
            return (int) result((long) PIDFD_GETFD.invokeExact(state, SYS_PIDFD_GETFD, pidfd, fd, 0), state);
        } catch (Throwable e) {
            throw cannotCall("pidfd_getfd", e);
        }
    }

    private static int result(int returned, MemorySegment state) {
        return returned == -1 ? -(int) ERRNO.get(state, 0L) : returned;
    }

    private static long result(long returned, MemorySegment state) {
        return returned == -1 ? -(int) ERRNO.get(state, 0L) : returned;
    }

    private static MethodHandle ofInt(String name, MemoryLayout... arguments) {
        return handle(name, FunctionDescriptor.of(JAVA_INT, arguments), CAPTURE_ERRNO);
    }

    private static MethodHandle ofLong(String name, MemoryLayout... arguments) {
        return handle(name, FunctionDescriptor.of(JAVA_LONG, arguments), CAPTURE_ERRNO);
    }

    private static MethodHandle variadicOfInt(String name, int fixed, MemoryLayout... arguments) {
        return handle(
                name, FunctionDescriptor.of(JAVA_INT, arguments), CAPTURE_ERRNO, Linker.Option.firstVariadicArg(fixed));
    }

    /// `long syscall(long number, ...)`.
    private static MethodHandle syscall(MemoryLayout... arguments) {
        return handle(
                "syscall",
                FunctionDescriptor.of(JAVA_LONG, JAVA_LONG).appendArgumentLayouts(arguments),
                CAPTURE_ERRNO,
                Linker.Option.firstVariadicArg(1));
    }

    private static MethodHandle handle(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, options);
    }

    private static AssertionError cannotCall(String function, Throwable cause) {
        return new AssertionError("the call of " + function + " does not fit its description", cause);
    }
}
