package io.plimsoll.benchmarks;

import io.plimsoll.api.enforcer.v1.Events;
import io.plimsoll.api.enforcer.v1.FromCenter;
import io.plimsoll.api.enforcer.v1.FromEnforcer;
import io.plimsoll.center.TestEnforcer;
import java.time.Duration;

/// An Enforcer that sends events as fast as they are taken, whatever becomes of the Center: after each end it begins
/// again
/// behind the last event that was acknowledged, as the product does.
final class TirelessSender implements AutoCloseable {
    private static final int EVENTS_AT_ONCE = 256;
    private static final long MOST_UNKEPT = 4096;
    private static final String SPOOL = "spool-1";
    private static final Duration LOOK = Duration.ofMillis(20);

    private final TestEnforcer enforcer;
    private final String hostName;
    private final Thread thread;
    private volatile boolean closed;
    private volatile long kept;

    TirelessSender(TestEnforcer enforcer, String hostName) {
        this.enforcer = enforcer;
        this.hostName = hostName;
        this.thread = Thread.ofVirtual().start(this::sendOnAndOn);
    }

    String hostName() {
        return hostName;
    }

    String enforcer() {
        return enforcer.id();
    }

    /// The last event that was acknowledged; so were all before it, from 1 on.
    long kept() {
        return kept;
    }

    private void sendOnAndOn() {
        try {
            while (!closed) {
                converse();
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void converse() throws InterruptedException {
        enforcer.connect().describe(hostName, "machine-of-" + hostName);
        long sent = kept;
        while (!closed && !enforcer.isOver()) {
            while (sent - kept < MOST_UNKEPT) {
                enforcer.say(FromEnforcer.newBuilder().setEvents(batch(sent)));
                sent += EVENTS_AT_ONCE;
            }
            enforcer.hearWithin(LOOK)
                    .filter(FromCenter::hasEventsKept)
                    .ifPresent(message -> kept = message.getEventsKept().getSequence());
        }
    }

    private static Events batch(long after) {
        Events.Builder batch = Events.newBuilder().setSpoolId(SPOOL);
        for (int i = 1; i <= EVENTS_AT_ONCE; i++) {
            batch.addEvents(TestEnforcer.event(after + i));
        }
        return batch.build();
    }

    /// Ends when nothing more is said.
    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        enforcer.close();
    }
}
