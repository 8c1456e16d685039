package io.plimsoll.scanner.registry;

import java.time.Duration;
import java.util.function.LongSupplier;

/// The instant at which reading an image must be over.
final class Deadline {
    private final LongSupplier nanoTime;
    private final long end;
    private final Duration whole;

    /// @param nanoTime as [System#nanoTime]
    Deadline(Duration whole, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.whole = whole;
        this.end = nanoTime.getAsLong() + whole.toNanos();
    }

    /// The shorter of this time and what is left.
    ///
    /// @throws RegistryException if nothing is left
    Duration atMost(Duration longest) throws RegistryException {
        long left = end - nanoTime.getAsLong();
        if (left <= 0) {
            throw RegistryException.lasting("the registry did not deliver the image within " + whole.toSeconds()
                    + " s; what is too slow or too large for that can be fetched first and scanned from a file");
        }
        return left < longest.toNanos() ? Duration.ofNanos(left) : longest;
    }
}
