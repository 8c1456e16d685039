package io.plimsoll.feeds.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Closes a transfer that is silent for too long, or goes on for too long: a blocked read does not look at a clock.
final class Watch implements AutoCloseable {
    private static final long LOOK_MILLIS = 100;

    private final Closeable transfer;
    private final long deadline;
    private final Duration silence;
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile long lastByte = System.nanoTime();
    private volatile @Nullable String verdict;

    /// @param deadline of [System#nanoTime]
    Watch(Closeable transfer, long deadline, Duration silence) {
        this.transfer = transfer;
        this.deadline = deadline;
        this.silence = silence;
        Thread.ofVirtual().name("watch").start(this::watch);
    }

    /// Something came.
    void alive() {
        lastByte = System.nanoTime();
    }

    /// Why the transfer was closed; null if it was not.
    @Nullable
    String verdict() {
        return verdict;
    }

    private void watch() {
        try {
            while (!done.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                long now = System.nanoTime();
                if (now - lastByte > silence.toNanos()) {
                    end("nothing came for " + silence.toSeconds() + " s");
                    return;
                }
                if (now - deadline > 0) {
                    end("it took too long");
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(String why) {
        verdict = why;
        try {
            transfer.close();
        } catch (IOException e) {
            // It is given up anyway.
        }
    }

    @Override
    public void close() {
        done.countDown();
    }
}
