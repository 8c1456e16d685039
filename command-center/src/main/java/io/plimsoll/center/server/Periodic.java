package io.plimsoll.center.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Small jobs of this process that are done again and again. A job that fails is logged and done again next time.
public final class Periodic implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Periodic.class);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /// Does the job after each such pause, on a thread of its own.
    public void every(Duration pause, String name, Runnable job) {
        threads.add(Thread.ofVirtual().name("periodic-" + name).start(() -> {
            while (sleeps(pause)) {
                try {
                    job.run();
                } catch (RuntimeException e) {
                    if (!closed) {
                        LOG.error("{} failed", name, e);
                    }
                }
            }
        }));
    }

    private boolean sleeps(Duration pause) {
        try {
            Thread.sleep(pause);
            return !closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Ends all jobs, and waits a little for one that is at work.
    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
