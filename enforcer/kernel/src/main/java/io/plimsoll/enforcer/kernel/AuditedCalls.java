package io.plimsoll.enforcer.kernel;

import java.util.concurrent.atomic.AtomicLongArray;

/// Remembers which processes the gate has just let through for audit, so that the sentinel, which sees the same
/// execution a moment later, does not report it a second time. Forgets collisions: then one execution is reported
/// twice, never none.
final class AuditedCalls {
    private static final int SLOTS = 1024;
    private static final int PID_BITS = 22; // PID_MAX_LIMIT
    private static final long FRESH_MILLIS = 1000;

    private final AtomicLongArray calls = new AtomicLongArray(SLOTS);

    void add(long pid, long nowMillis) {
        calls.set(slot(pid), nowMillis << PID_BITS | pid);
    }

    /// Whether a call of this process was added a moment ago; each is found once.
    boolean take(long pid, long nowMillis) {
        long call = calls.get(slot(pid));
        return (call & (1L << PID_BITS) - 1) == pid
                && nowMillis - (call >>> PID_BITS) < FRESH_MILLIS
                && calls.compareAndSet(slot(pid), call, 0);
    }

    private static int slot(long pid) {
        return (int) (pid % SLOTS);
    }
}
