package io.plimsoll.enforcer.kernel;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// Hands verdicts from the threads that decide to those that report. Adding never waits: without room the verdict
/// is lost and counted.
final class VerdictQueue implements ExecVerdicts {
    private final BlockingQueue<ExecVerdict> waiting;
    private final LongAdder lost = new LongAdder();
    private final LongSupplier lostInKernel;

    VerdictQueue(int capacity, LongSupplier lostInKernel) {
        waiting = new ArrayBlockingQueue<>(capacity);
        this.lostInKernel = lostInKernel;
    }

    void add(ExecVerdict verdict) {
        if (!waiting.offer(verdict)) {
            lost.increment();
        }
    }

    @Override
    public Optional<ExecVerdict> next(Duration atMost) throws InterruptedException {
        return Optional.ofNullable(waiting.poll(atMost.toNanos(), TimeUnit.NANOSECONDS));
    }

    @Override
    public long lost() {
        return lost.sum() + lostInKernel.getAsLong();
    }
}
