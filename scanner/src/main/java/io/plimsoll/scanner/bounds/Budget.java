package io.plimsoll.scanner.bounds;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// What one scan has spent of its [Limits]. May be shared by threads.
public final class Budget {
    /// Bytes of files that every thread may hold in memory at any time.
    private static final long MODEST = 24L << 20;

    private final Limits limits;
    private final LongSupplier nanoTime;
    private final long started;
    private final AtomicLong layerBytes = new AtomicLong();
    private final AtomicLong entries = new AtomicLong();
    private final AtomicLong factBytes = new AtomicLong();
    private final AtomicLong nestedBytes = new AtomicLong();
    private final ReentrantLock memory = new ReentrantLock();
    private final AtomicLong nameBytes = new AtomicLong();

    /// @param nanoTime a clock as [System#nanoTime]
    public Budget(Limits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.started = nanoTime.getAsLong();
    }

    public Limits limits() {
        return limits;
    }

    /// Work that holds files in memory.
    ///
    /// @param <E> what it throws
    public interface Holding<E extends Exception> {
        void run() throws E;
    }

    /// Does work that holds files in memory. The limits are made for one thread that holds many bytes: others wait for
    /// it, unless theirs are few.
    ///
    /// @param bytes that the thread holds meanwhile, with those that it holds already
    public <E extends Exception> void holding(long bytes, Holding<E> work) throws E {
        if (bytes <= MODEST) {
            work.run();
            return;
        }
        memory.lock();
        try {
            work.run();
        } finally {
            memory.unlock();
        }
    }

    /// Counts bytes of a layer.
    public void spendLayerBytes(long bytes) throws LimitReached {
        if (layerBytes.addAndGet(bytes) > limits.layerBytes()) {
            throw new LimitReached(
                    "limit-bytes", "the layers hold more than " + limits.layerBytes() + " bytes uncompressed");
        }
        if (nanoTime.getAsLong() - started > limits.time().toNanos()) {
            throw new LimitReached("limit-time", "the scan took longer than " + limits.time());
        }
    }

    /// Counts one entry of a layer.
    public void spendEntry() throws LimitReached {
        spendEntries(1);
    }

    /// Counts paths of layers.
    public void spendEntries(long paths) throws LimitReached {
        if (entries.addAndGet(paths) > limits.entries()) {
            throw new LimitReached("limit-entries", "the layers hold more than " + limits.entries() + " entries");
        }
    }

    /// Counts memory that is held until the end of the scan.
    public void spendFactBytes(long bytes) throws LimitReached {
        if (factBytes.addAndGet(bytes) > limits.factBytes()) {
            throw new LimitReached(
                    "limit-facts", "more packages, executables and links than fit " + limits.factBytes() + " bytes");
        }
    }

    /// Counts memory of the names of all files, where these are asked for.
    public void spendNameBytes(long bytes) throws LimitReached {
        if (nameBytes.addAndGet(bytes) > limits.factBytes()) {
            throw new LimitReached("limit-files", "more files than can be named in " + limits.factBytes() + " bytes");
        }
    }

    /// Counts bytes that came out of an archive inside a file.
    public void spendNestedBytes(long bytes) throws LimitReached {
        if (nestedBytes.addAndGet(bytes) > limits.nestedBytes()) {
            throw new LimitReached(
                    "limit-nested-bytes",
                    "the archives inside files unpack to more than " + limits.nestedBytes() + " bytes");
        }
        if (nanoTime.getAsLong() - started > limits.time().toNanos()) {
            throw new LimitReached("limit-time", "the scan took longer than " + limits.time());
        }
    }
}
