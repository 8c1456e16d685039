package io.plimsoll.enforcer;

import io.plimsoll.enforcer.failures.Failure;
import io.plimsoll.enforcer.failures.Failures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The thread that does what has to be done now and then, and what others hand over because it may take a
/// while. What it does never overlaps.
final class Upkeep implements AutoCloseable {
    private static final long LONGEST_WAIT_MILLIS = 1000;

    private record Chore(long everyNanos, Runnable work) {}

    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final List<Chore> chores = new ArrayList<>();
    private final Failures failures;
    private final Thread thread = Thread.ofPlatform().name("upkeep").daemon().unstarted(this::run);
    private volatile boolean closed;

    Upkeep(Failures failures) {
        this.failures = failures;
    }

    /// To be called before [#start].
    void every(Duration period, Runnable work) {
        chores.add(new Chore(period.toNanos(), work));
    }

    /// Does something as soon as possible.
    void soon(Runnable work) {
        tasks.add(work);
    }

    void start() {
        thread.start();
    }

    private void run() {
        long[] due = new long[chores.size()];
        java.util.Arrays.fill(due, System.nanoTime());
        try {
            while (!closed) {
                Runnable task = tasks.poll(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
                if (task != null) {
                    work(task);
                }
                for (int i = 0; i < due.length && !closed; i++) {
                    if (System.nanoTime() - due[i] >= 0) {
                        work(chores.get(i).work());
                        due[i] = System.nanoTime() + chores.get(i).everyNanos();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            failures.note(Failure.UPKEEP_BROKEN, e.toString());
        }
    }

    /// Ends after what is being done now.
    @Override
    public void close() {
        closed = true;
        soon(() -> {});
        try {
            thread.join(Duration.ofSeconds(20));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
