package io.plimsoll.enforcer.kernel.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Wakes a thread that waits in [Poll] (eventfd). Any thread may [#wake]; the waiting thread calls [#clear].
public final class Wakeup implements AutoCloseable {
    private static final int EFD_CLOEXEC = 02000000;
    private static final int EFD_NONBLOCK = 04000;

    private final Fd event = Fd.own(CallFailed.check("eventfd", Libc.eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)));

    Fd event() {
        return event;
    }

    public void wake() {
        try (Arena arena = Arena.ofConfined()) {
            Libc.write(event.number(), arena.allocateFrom(JAVA_LONG, 1), Long.BYTES);
        }
    }

    public void clear() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment counter = arena.allocate(JAVA_LONG);
            Libc.read(event.number(), counter, Long.BYTES);
        }
    }

    @Override
    public void close() {
        event.close();
    }
}
