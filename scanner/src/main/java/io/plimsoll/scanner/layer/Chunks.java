package io.plimsoll.scanner.layer;

import io.plimsoll.model.Digest;
import java.io.InterruptedIOException;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A fixed set of buffers that one producer fills and several consumers read, each consumer seeing all of them in
/// order. A buffer belongs to the producer until it is sent, then to the consumers, and comes back when the last of
/// them has released it. The producer waits while all buffers are out: memory stays bounded.
final class Chunks {
    private static final int BUFFER_BYTES = 1 << 17;

    /// The last chunk of a stream that was read to its end.
    static final Chunk END = new Chunk(0);

    /// The last chunk of a stream that was given up.
    static final Chunk CUT_OFF = new Chunk(0);

    private final BlockingQueue<Chunk> free;

    Chunks(int buffers) {
        free = new ArrayBlockingQueue<>(buffers);
        for (int i = 0; i < buffers; i++) {
            free.add(new Chunk(BUFFER_BYTES));
        }
    }

    /// An empty buffer for the producer.
    Chunk take() throws InterruptedIOException {
        return take(free);
    }

    /// Sends a filled buffer to all consumers.
    void send(Chunk chunk, List<BlockingQueue<Chunk>> consumers) throws InterruptedIOException {
        chunk.readers.set(consumers.size());
        for (BlockingQueue<Chunk> consumer : consumers) {
            put(consumer, chunk);
        }
    }

    /// Gives a buffer back, once per consumer.
    void release(Chunk chunk) {
        if (chunk.bytes.length > 0 && chunk.readers.decrementAndGet() <= 0) {
            free.add(chunk);
        }
    }

    /// Takes all buffers that come to one consumer.
    ///
    /// @return the SHA-256 of what they held, or null if the producer gave up
    @Nullable
    Digest digest(BlockingQueue<Chunk> queue) throws InterruptedIOException {
        MessageDigest sha256 = Digest.sha256();
        Chunk chunk = take(queue);
        while (chunk != END && chunk != CUT_OFF) {
            sha256.update(chunk.bytes, 0, chunk.length);
            release(chunk);
            chunk = take(queue);
        }
        return chunk == END ? Digest.ofRaw(sha256.digest()) : null;
    }

    /// The way from the producer to one consumer.
    BlockingQueue<Chunk> queue() {
        // All buffers, and the end.
        return new ArrayBlockingQueue<>(free.size() + free.remainingCapacity() + 1);
    }

    static Chunk take(BlockingQueue<Chunk> queue) throws InterruptedIOException {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static void put(BlockingQueue<Chunk> consumer, Chunk chunk) throws InterruptedIOException {
        try {
            consumer.put(chunk);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("the scan was interrupted");
    }

    /// One buffer on its way.
    static final class Chunk {
        final byte[] bytes;
        int length;
        private final AtomicInteger readers = new AtomicInteger();

        private Chunk(int size) {
            bytes = new byte[size];
        }
    }
}
