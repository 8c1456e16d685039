package io.plimsoll.scanner.layer;

import io.plimsoll.model.Digest;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Takes the SHA-256 of one file after another on a thread of its own, while the caller goes on looking into the same
/// bytes. Worth its while for files of more than a buffer. Used by one thread; closing stops the other.
public final class BackgroundDigest implements AutoCloseable {
    private static final int BUFFERS = 4;

    private final Chunks chunks = new Chunks(BUFFERS);
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("file-digest").factory());

    private BlockingQueue<Chunks.Chunk> queue = chunks.queue();
    private @Nullable Future<@Nullable Digest> open;
    private Chunks.@Nullable Chunk filling;

    /// Begins a file. One that was begun before and not ended is forgotten.
    public void begin() throws InterruptedIOException {
        if (open != null) {
            end(Chunks.CUT_OFF);
        }
        BlockingQueue<Chunks.Chunk> fresh = chunks.queue();
        queue = fresh;
        open = thread.submit(() -> chunks.digest(fresh));
    }

    /// Takes the next bytes; they are copied.
    public void update(byte[] bytes, int offset, int length) throws InterruptedIOException {
        int done = 0;
        while (done < length) {
            Chunks.Chunk chunk = filling;
            if (chunk == null) {
                chunk = chunks.take();
                chunk.length = 0;
                filling = chunk;
            }
            int count = Math.min(chunk.bytes.length - chunk.length, length - done);
            System.arraycopy(bytes, offset + done, chunk.bytes, chunk.length, count);
            chunk.length += count;
            done += count;
            if (chunk.length == chunk.bytes.length) {
                sendFilled();
            }
        }
    }

    /// Ends the file.
    ///
    /// @return the digest of all bytes since [#begin]
    public Digest finish() throws InterruptedIOException {
        Digest digest = end(Chunks.END);
        if (digest == null) {
            throw new IllegalStateException("no file was begun");
        }
        return digest;
    }

    private @Nullable Digest end(Chunks.Chunk last) throws InterruptedIOException {
        sendFilled();
        chunks.send(last, List.of(queue));
        Future<@Nullable Digest> begun = open;
        open = null;
        return begun == null ? null : LayerReader.await(begun);
    }

    private void sendFilled() throws InterruptedIOException {
        if (filling != null) {
            chunks.send(filling, List.of(queue));
            filling = null;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
