package io.plimsoll.enforcer.kernel.linux;

import io.plimsoll.enforcer.kernel.layout.OpenHow;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/// An open file descriptor. Whoever holds the object owns the descriptor and closes it; closing twice does no harm.
public final class Fd implements AutoCloseable {
    private static final int O_CLOEXEC = 02000000;
    private static final int O_PATH = 010000000;
    private static final int F_DUPFD_CLOEXEC = 1030;
    private static final int F_SETFL = 4;
    private static final int F_GETFL = 3;
    private static final int O_NONBLOCK = 04000;

    private final int number;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Fd(int number) {
        this.number = number;
    }

    /// Takes over a descriptor that is this process's own.
    public static Fd own(int number) {
        return new Fd(number);
    }

    /// A second descriptor for the same open file, independent of the first one's life.
    public static Fd duplicate(int number) {
        return own(CallFailed.check("fcntl(" + number + ", F_DUPFD_CLOEXEC)", Libc.fcntl(number, F_DUPFD_CLOEXEC, 0)));
    }

    /// A descriptor for a file that another process holds open.
    public static Fd duplicate(int pid, int number) {
        try (Fd process = own(CallFailed.check("pidfd_open(" + pid + ")", Libc.pidfdOpen(pid)))) {
            return own(CallFailed.check(
                    "pidfd_getfd(process " + pid + ", " + number + ")", Libc.pidfdGetfd(process.number, number)));
        }
    }

    /// Opens the file that a path leads to, as a place only (`O_PATH`): to look at it and to name it, not to read
    /// it.
    public static Fd place(Path path) {
        try (Arena arena = Arena.ofConfined()) {
            int opened = Libc.open(arena.allocateFrom(path.toString()), O_PATH | O_CLOEXEC);
            return own(CallFailed.check("open(" + path + ", O_PATH)", opened));
        }
    }

    /// As [#place(Path)], with this folder as the root: neither `..` nor a symbolic link leads out of it.
    public Fd placeInside(String path) {
        try (Arena arena = Arena.ofConfined()) {
            int opened = Libc.openat2(
                    number, arena.allocateFrom(path), OpenHow.of(arena, O_PATH | O_CLOEXEC, OpenHow.RESOLVE_IN_ROOT));
            return own(CallFailed.check("openat2(" + path + ", RESOLVE_IN_ROOT)", opened));
        }
    }

    /// Makes reads return at once when there is nothing to read. It holds for every duplicate of this descriptor.
    public void doNotBlock() {
        int flags = CallFailed.check("fcntl(F_GETFL)", Libc.fcntl(number, F_GETFL, 0));
        CallFailed.check("fcntl(F_SETFL, O_NONBLOCK)", Libc.fcntl(number, F_SETFL, flags | O_NONBLOCK));
    }

    public int number() {
        return number;
    }

    /// A path that leads to the open file, for calls that take a path.
    public Path path() {
        return Path.of(Text.ofDescriptor(number));
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            Libc.close(number);
        }
    }
}
