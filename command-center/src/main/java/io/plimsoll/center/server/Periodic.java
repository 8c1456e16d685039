package io.plimsoll.center.server;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Small jobs of this process that are done again and again. A job that fails is logged and done again next time.
public final class Periodic implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Periodic.class);

    private volatile boolean closed;
    private final java.util.List<Thread> threads = new java.util.concurrent.CopyOnWriteArrayList<>();

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

    /// Ends all jobs; one that is at work may finish.
    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
    }
}
