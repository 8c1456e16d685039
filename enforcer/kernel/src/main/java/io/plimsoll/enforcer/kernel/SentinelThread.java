package io.plimsoll.enforcer.kernel;

import io.plimsoll.enforcer.kernel.ExecVerdict.Caller;
import io.plimsoll.enforcer.kernel.ExecVerdict.Decision;
import io.plimsoll.enforcer.kernel.ExecVerdict.FileUse;
import io.plimsoll.enforcer.kernel.ExecVerdict.Reason;
import io.plimsoll.enforcer.kernel.bpf.RingBuffer;
import io.plimsoll.enforcer.kernel.bpf.RingBufferMapping;
import io.plimsoll.enforcer.kernel.layout.DriftEvent;
import io.plimsoll.enforcer.kernel.linux.BootClock;
import io.plimsoll.enforcer.kernel.linux.Fd;
import io.plimsoll.enforcer.kernel.linux.Poll;
import io.plimsoll.enforcer.kernel.linux.Wakeup;
import java.lang.foreign.MemorySegment;
import java.time.Clock;
import java.time.Duration;

/// Turns what the sentinel writes into verdicts, also what it wrote while no Enforcer was there to read.
final class SentinelThread implements AutoCloseable {
    /// `max_entries` of `drift_events`.
    private static final long BUFFER_SIZE = 512 * 1024;

    private static final Duration LONGEST_TURN = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int OUTCOME_KILLED = 2;

    private final Fd events;
    private final VerdictQueue verdicts;
    private final AuditedCalls audited;
    private final Clock clock;
    private final BootClock bootClock;
    private final Wakeup wakeup = new Wakeup();
    private final Thread thread =
            Thread.ofPlatform().name("plimsoll-sentinel").daemon().unstarted(this::run);
    private volatile boolean closed;

    /// Takes the descriptor over.
    SentinelThread(Fd events, VerdictQueue verdicts, AuditedCalls audited, Clock clock) {
        this.events = events;
        this.verdicts = verdicts;
        this.audited = audited;
        this.clock = clock;
        this.bootClock = new BootClock(clock);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try (events;
                RingBufferMapping mapping = new RingBufferMapping(events, BUFFER_SIZE);
                Poll poll = new Poll(events, wakeup)) {
            RingBuffer buffer = mapping.ringBuffer();
            while (!closed) {
                buffer.drain(this::report);
                poll.await(LONGEST_TURN);
            }
        }
    }

    private void report(MemorySegment record) {
        DriftEvent event = DriftEvent.read(record);
        Reason reason = reasonOf(event.drift());
        boolean killed = event.outcome() == OUTCOME_KILLED;
        if (!killed && isOfGate(reason) && audited.take(event.pid(), clock.millis())) {
            return;
        }
        verdicts.add(new ExecVerdict(
                event.containerId(),
                killed ? Decision.KILLED : Decision.WOULD_DENY,
                reason,
                useOf(event.use()),
                event.path(),
                new Caller(event.pid(), event.command(), Integer.toUnsignedLong(event.uid()), event.parentPid()),
                bootClock.date(event.bootNanoseconds())));
    }

    /// Whether the gate is asked for such files as well.
    private static boolean isOfGate(Reason reason) {
        return reason == Reason.NEW_FILE || reason == Reason.MODIFIED || reason == Reason.DELETED;
    }

    /// `enum drift`.
    private static Reason reasonOf(int drift) {
        return switch (drift) {
            case 1 -> Reason.NEW_FILE;
            case 2 -> Reason.MODIFIED;
            case 3 -> Reason.DELETED;
            case 4 -> Reason.IN_MEMORY;
            case 5 -> Reason.NOT_ON_IMAGE_FILE_SYSTEM;
            default -> Reason.CANNOT_JUDGE;
        };
    }

    /// `enum use_of_file`.
    private static FileUse useOf(int use) {
        return switch (use) {
            case 2 -> FileUse.LINKER;
            case 3 -> FileUse.MAPPED;
            default -> FileUse.EXECUTED;
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
        wakeup.close();
    }
}
