package io.plimsoll.enforcer.kernel;

import io.plimsoll.enforcer.kernel.ExecVerdict.Decision;
import io.plimsoll.enforcer.kernel.ExecVerdict.FileUse;
import io.plimsoll.enforcer.kernel.ExecVerdict.Reason;
import io.plimsoll.enforcer.kernel.ExecutableRule.Place;
import io.plimsoll.enforcer.kernel.GatedRoot.GatedMount;
import io.plimsoll.enforcer.kernel.layout.FanotifyEvent;
import io.plimsoll.enforcer.kernel.linux.CallFailed;
import io.plimsoll.enforcer.kernel.linux.Errno;
import io.plimsoll.enforcer.kernel.linux.Fanotify;
import io.plimsoll.enforcer.kernel.linux.Libc;
import io.plimsoll.enforcer.kernel.linux.OpenFile;
import io.plimsoll.enforcer.kernel.linux.Poll;
import io.plimsoll.enforcer.kernel.linux.Wakeup;
import io.plimsoll.enforcer.kernel.overlay.LayeredFile;
import io.plimsoll.enforcer.kernel.overlay.Origin;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/// The one thread that answers the kernel. Every process of a gated container that executes a file waits for it, so
/// it must not wait for them: it opens nothing on a watched file system by name, reads no content, logs nothing,
/// calls nobody.
///
/// Who owns an event: the kernel until [Fanotify#read] returns; then this thread, which answers in [#answer] and
/// closes the descriptor. If judging fails, the settings' direction answers. If this thread ends or stalls,
/// [#isAlive] turns false, the keeper hears nothing more from us and answers what is left.
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
    private final Direction undecided;
    private final VerdictQueue verdicts;
    private final AuditedCalls audited;
    private final IntSupplier keeper;
    private final Clock clock;
    private final long self = ProcessHandle.current().pid();

    private final Wakeup wakeup = new Wakeup();
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final LayeredFile file = new LayeredFile();
    private final Map<Long, GatedRoot> byDevice = new HashMap<>();
    private final Map<Long, GatedRoot> byMount = new HashMap<>();
    private final Thread thread =
            Thread.ofPlatform().name("plimsoll-gate").daemon().unstarted(this::run);

    private volatile long lastTurn = System.nanoTime();
    private volatile boolean closed;

    /// @param keeper the process id of the keeper, -1 without one
    GateThread(
            Fanotify group,
            Direction undecided,
            VerdictQueue verdicts,
            AuditedCalls audited,
            IntSupplier keeper,
            Clock clock) {
        this.group = group;
        this.undecided = undecided;
        this.verdicts = verdicts;
        this.audited = audited;
        this.keeper = keeper;
        this.clock = clock;
    }

    void start() {
        thread.start();
    }

    /// Whether the thread has come round in the last second.
    boolean isAlive() {
        return thread.isAlive() && System.nanoTime() - lastTurn < STALLED.toNanos();
    }

    /// Knows a container from now on, in the place of `before`. Returns when the thread knows.
    void know(GatedRoot root) {
        runOnThread(() -> {
            forgetNow(root.containerId());
            byDevice.put(root.device(), root);
            root.mounts().stream().map(GatedMount::id).forEach(id -> byMount.put(id, root));
        });
    }

    /// Knows a container no more.
    void forget(String containerId) {
        runOnThread(() -> forgetNow(containerId));
    }

    /// Asks again for every file. On the thread, so that no question which is being answered by an old rule leaves
    /// a mark.
    void askAgain() {
        runOnThread(group::askAgainForAll);
    }

    private void forgetNow(String containerId) {
        byDevice.values().removeIf(root -> root.containerId().equals(containerId));
        byMount.values().removeIf(root -> root.containerId().equals(containerId));
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
            answer(fd, FanotifyEvent.pid(events, at));
        }
        if (fd >= 0) {
            Libc.close(fd);
        }
    }

    private void answer(int fd, int pid) {
        boolean allow = undecided == Direction.ALLOW;
        try {
            allow = allows(fd, pid);
        } catch (RuntimeException _) {
            report("", decisionWithout(undecided), Reason.CANNOT_JUDGE, pid);
        } finally {
            group.answer(fd, allow);
        }
    }

    private boolean allows(int fd, int pid) {
        if (pid == self || pid == keeper.getAsInt()) {
            return true;
        }
        OpenFile opened = file.look(fd);
        GatedRoot image = byDevice.get(opened.device());
        if (image != null) {
            return conclude(image, reasonOr(() -> reasonOnImage(image, fd)), pid);
        }
        GatedRoot mounted = byMount.get(opened.mount());
        if (mounted != null) {
            return conclude(mounted, reasonOr(() -> reasonOnMount(mounted)), pid);
        }
        report("", decisionWithout(undecided), Reason.UNKNOWN_CONTAINER, pid);
        return undecided == Direction.ALLOW;
    }

    private static Reason reasonOr(Supplier<Reason> judgement) {
        try {
            return judgement.get();
        } catch (RuntimeException _) {
            return Reason.CANNOT_JUDGE; // its direction is chosen in conclude, with all the others
        }
    }

    private Reason reasonOnImage(GatedRoot root, int fd) {
        Origin origin = file.originIn(root.layers());
        if (origin == Origin.IMAGE && !root.gate().rule().permits(file.path(), Place.IMAGE)) {
            return Reason.NOT_IN_PROFILE;
        }
        return origin == Origin.IMAGE ? allowFromNowOn(fd) : reasonFor(origin);
    }

    /// Marks first and looks again after that: what changed before the mark is seen, what changes later removes it.
    private Reason allowFromNowOn(int fd) {
        boolean marked = group.stopAskingFor(fd);
        if (file.isStillInImage()) {
            return Reason.IN_IMAGE;
        }
        if (marked) {
            group.askAgainFor(fd);
        }
        return Reason.MODIFIED;
    }

    /// Never marked: the inode may belong to several containers, and its content may change.
    private Reason reasonOnMount(GatedRoot root) {
        return root.gate().rule().permits(file.path(), Place.EXTRA_MOUNT)
                ? Reason.ON_EXTRA_MOUNT
                : Reason.NOT_IN_PROFILE;
    }

    private boolean conclude(GatedRoot root, Reason reason, int pid) {
        boolean enforced = root.gate().mode() == GateMode.ENFORCE;
        Decision decision = switch (reason) {
            case IN_IMAGE, ON_EXTRA_MOUNT -> Decision.ALLOWED;
            case CANNOT_JUDGE -> enforced ? decisionWithout(undecided) : Decision.WOULD_DENY;
            default -> enforced ? Decision.DENIED : Decision.WOULD_DENY;
        };
        if (decision == Decision.WOULD_DENY) {
            audited.add(pid, clock.millis());
        }
        if (reason != Reason.ON_EXTRA_MOUNT) { // allowed anew each time, so it would be reported each time
            report(root.containerId(), decision, reason, pid);
        }
        return decision != Decision.DENIED;
    }

    private void report(String containerId, Decision decision, Reason reason, int pid) {
        verdicts.add(new ExecVerdict(
                containerId, decision, reason, FileUse.EXECUTED, file.path(), Callers.of(pid), clock.instant()));
    }

    private static Decision decisionWithout(Direction direction) {
        return direction == Direction.ALLOW ? Decision.ALLOWED : Decision.DENIED;
    }

    private static Reason reasonFor(Origin origin) {
        return switch (origin) {
            case IMAGE -> Reason.IN_IMAGE;
            case NEW -> Reason.NEW_FILE;
            case MODIFIED -> Reason.MODIFIED;
            case MOVED -> Reason.RENAMED_OR_LINKED;
            case DELETED -> Reason.DELETED;
        };
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
        file.close();
        wakeup.close();
    }
}
