package io.plimsoll.enforcer.kernel.linux;

import io.plimsoll.enforcer.kernel.layout.PollFd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/// Waits until there is something to read, or until someone wakes the thread. For one thread.
public final class Poll implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final MemorySegment entries = arena.allocate(PollFd.LAYOUT, 2);
    private final Wakeup wakeup;

    public Poll(Fd source, Wakeup wakeup) {
        this.wakeup = wakeup;
        PollFd.askReadable(entries, 0, source.number());
        PollFd.askReadable(entries, 1, wakeup.event().number());
    }

    /// @return whether the source can be read now
    public boolean await(Duration atMost) {
        int ready = Libc.poll(entries, 2, Math.toIntExact(atMost.toMillis()));
        if (ready < 0 && -ready != Errno.EINTR) {
            throw new CallFailed("poll", -ready);
        }
        if (ready > 0 && PollFd.happened(entries, 1)) {
            wakeup.clear();
        }
        return ready > 0 && PollFd.happened(entries, 0);
    }

    @Override
    public void close() {
        arena.close();
    }
}
