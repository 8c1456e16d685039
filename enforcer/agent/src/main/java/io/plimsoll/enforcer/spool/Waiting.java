package io.plimsoll.enforcer.spool;

import io.plimsoll.enforcer.events.HostEvent;
import io.plimsoll.enforcer.events.Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// An event on its way to the disk.
final class Waiting implements Journal.Entry {
    private final HostEvent event;
    private final Instant at;
    private final CountDownLatch decided = new CountDownLatch(1);
    private volatile boolean written;

    Waiting(HostEvent event, Instant at) {
        this.event = event;
        this.at = at;
    }

    HostEvent event() {
        return event;
    }

    Instant at() {
        return at;
    }

    void written() {
        written = true;
        decided.countDown();
    }

    void lost() {
        decided.countDown();
    }

    @Override
    public boolean awaitWritten(Duration longest) {
        try {
            return decided.await(longest.toMillis(), TimeUnit.MILLISECONDS) && written;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
