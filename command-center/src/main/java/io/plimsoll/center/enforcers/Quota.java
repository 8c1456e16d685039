package io.plimsoll.center.enforcers;

import java.time.Duration;

/// How much one Enforcer may send, so that it cannot take the Center from the others: a steady rate with a reserve for
/// bursts. Beyond that nothing is refused; it is read later, and waits on the host's disk meanwhile. Belongs to one
/// conversation.
final class Quota {
    private final double perSecond;
    private final double reserve;
    private double left;
    private long countedAt;

    Quota(double perSecond, double reserve, long nanoTime) {
        this.perSecond = perSecond;
        this.reserve = reserve;
        this.left = reserve;
        this.countedAt = nanoTime;
    }

    /// Takes so much, and says how long to wait before reading on.
    Duration take(int amount, long nanoTime) {
        left = Math.min(reserve, left + perSecond * (nanoTime - countedAt) / 1e9) - amount;
        countedAt = nanoTime;
        return left >= 0 ? Duration.ZERO : Duration.ofNanos((long) (-left / perSecond * 1e9));
    }
}
