package io.plimsoll.enforcer.kernel;

import io.plimsoll.enforcer.kernel.layout.FanotifyEvent;
import io.plimsoll.enforcer.kernel.linux.CallFailed;
import io.plimsoll.enforcer.kernel.linux.Errno;
import io.plimsoll.enforcer.kernel.linux.Fanotify;
import io.plimsoll.enforcer.kernel.linux.Libc;
import io.plimsoll.enforcer.kernel.linux.Poll;
import io.plimsoll.enforcer.kernel.linux.Wakeup;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The one thread that answers the kernel. Every process of a gated container that executes a file waits for it.
///
/// Who owns an event: the kernel until [Fanotify#read] returns; then this thread, which has it judged, answers and
/// closes the descriptor, in [#take]. If this thread ends or stalls, [#isAlive] turns false, the keeper hears
/// nothing more from us and answers what is left.
///
/// One group serves both kinds of event. The notification that a marked file was closed by a writer is asked for on
/// the very inode that has the ignore mark, so it is rare, cannot be forced by writing to other files, and comes in
/// order with the questions.
final class GateThread implements AutoCloseable {
    private static final Duration LONGEST_TURN = Duration.ofMillis(250);
    private static final Duration STALLED = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int BUFFER = 4096;

    private final Fanotify group;
    private final ExecJudge judge;
    private final Wakeup wakeup = new Wakeup();
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final Thread thread =
            Thread.ofPlatform().name("plimsoll-gate").daemon().unstarted(this::run);

    private volatile long lastTurn = System.nanoTime();
    private volatile boolean closed;

    /// Takes over the group and the judge.
    GateThread(Fanotify group, ExecJudge judge) {
        this.group = group;
        this.judge = judge;
    }

    void start() {
        thread.start();
    }

    /// Whether the thread has come round in the last second.
    boolean isAlive() {
        return thread.isAlive() && System.nanoTime() - lastTurn < STALLED.toNanos();
    }

    /// Knows a container from now on, in the place of an older gate of its. Returns when the thread knows.
    void know(GatedRoot root) {
        runOnThread(() -> judge.know(root));
    }

    /// Knows a container no more.
    void forget(String containerId) {
        runOnThread(() -> judge.forget(containerId));
    }

    /// Asks again for every file. On the thread, so that no question which is being answered by an old rule leaves
    /// a mark.
    void askAgain() {
        runOnThread(group::askAgainForAll);
    }

    private void runOnThread(Runnable command) {
        FutureTask<?> task = new FutureTask<>(command, true);
        commands.add(task);
        wakeup.wake();
        try {
            task.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the gate's thread did not do as it was told", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the gate's thread", e);
        }
    }

    /// Closes the group at the end, however it comes: questions that nobody reads would hold their callers for
    /// ever.
    private void run() {
        try (group;
                Arena arena = Arena.ofConfined();
                Poll poll = new Poll(group.descriptor(), wakeup)) {
            MemorySegment events = arena.allocate(BUFFER, Long.BYTES);
            while (!closed) {
                boolean asked = poll.await(LONGEST_TURN);
                lastTurn = System.nanoTime();
                for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
                    command.run();
                }
                if (asked) {
                    answerAll(events);
                }
            }
        }
    }

    private void answerAll(MemorySegment events) {
        long length = group.read(events);
        if (length < 0 && -length != Errno.EAGAIN && -length != Errno.EINTR) {
            throw new CallFailed("read(fanotify group)", (int) -length);
        }
        for (long at = 0; at < length; at += FanotifyEvent.length(events, at)) {
            take(events, at);
        }
    }

    private void take(MemorySegment events, long at) {
        int fd = FanotifyEvent.fd(events, at);
        long mask = FanotifyEvent.mask(events, at);
        if (FanotifyEvent.version(events, at) != FanotifyEvent.VERSION) {
            throw new IllegalStateException(
                    "the kernel speaks another version of fanotify: " + FanotifyEvent.version(events, at));
        }
        if ((mask & Fanotify.QUEUE_OVERFLOW) != 0) {
            group.askAgainForAll(); // a lost "closed by a writer" may be among them
        }
        if ((mask & Fanotify.CLOSE_WRITE) != 0) {
            group.askAgainFor(fd);
        }
        if ((mask & Fanotify.OPEN_EXEC_PERM) != 0) {
            group.answer(fd, judge.allows(fd, FanotifyEvent.pid(events, at)));
        }
        if (fd >= 0) {
            Libc.close(fd);
        }
    }

    @Override
    public void close() {
        closed = true;
        wakeup.wake();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        judge.close();
        wakeup.close();
    }
}
