package io.plimsoll.scanner.layer;

import io.plimsoll.model.Digest;
import io.plimsoll.scanner.bounds.Budget;
import io.plimsoll.scanner.bounds.LimitReached;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.PushbackInputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Reads layers: the calling thread decompresses, a second one hashes, a third one reads the tar archive. One layer at
/// a time. Closing stops its threads.
public final class LayerReader implements AutoCloseable {
    private static final int START = 512;

    private final LayerScan scan;
    private final Budget budget;
    private final Chunks chunks = new Chunks();
    private final ExecutorService threads = Executors.newFixedThreadPool(
            2, Thread.ofPlatform().daemon().name("layer-", 0).factory());

    public LayerReader(LayerScan scan, Budget budget) {
        this.scan = scan;
        this.budget = budget;
    }

    /// Reads one layer to the end of the stream, or until it is found to be broken or too large: then its contents
    /// say so in a gap, it has no diff id, and the rest of the stream is left unread.
    ///
    /// @param packed the layer as it is stored: gzip, zstd or plain tar
    /// @param name of the layer in the archive, for gaps
    public ScannedLayer read(InputStream packed, String name) throws InterruptedIOException {
        BlockingQueue<Chunks.Chunk> toDigest = Chunks.queue();
        BlockingQueue<Chunks.Chunk> toScan = Chunks.queue();
        Future<@Nullable Digest> digest = threads.submit(() -> digest(toDigest));
        Future<LayerContents> contents = threads.submit(() -> scan.read(new ChunkStream(chunks, toScan)));
        List<BlockingQueue<Chunks.Chunk>> consumers = List.of(toDigest, toScan);

        PackedBytes bytes = new PackedBytes(packed);
        @Nullable IOException failure = null;
        long size = 0;
        Compression compression = Compression.UNKNOWN;
        try {
            compression = bytes.compression();
            size = pump(compression, bytes, consumers);
        } catch (IOException e) {
            failure = e;
        } finally {
            chunks.send(failure == null ? Chunks.END : Chunks.CUT_OFF, consumers);
        }
        LayerContents read = await(contents);
        Digest diffId = await(digest);
        if (failure instanceof LimitReached limit) {
            read.gaps().add(limit, name);
        } else if (failure != null) {
            read.gaps().add("malformed-layer", "the layer cannot be read: " + failure.getMessage(), name);
        }
        Digest blob = failure != null ? null : compression == Compression.NONE ? diffId : bytes.digest();
        return new ScannedLayer(diffId, size, blob, read);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private long pump(Compression compression, PackedBytes packed, List<BlockingQueue<Chunks.Chunk>> consumers)
            throws IOException {
        long size = 0;
        try (InputStream bytes = compression.open(packed, budget.limits())) {
            while (true) {
                Chunks.Chunk chunk = chunks.take();
                chunk.length = 0;
                try {
                    chunk.length = bytes.readNBytes(chunk.bytes, 0, chunk.bytes.length);
                } finally {
                    chunks.send(chunk, consumers);
                }
                if (chunk.length == 0) {
                    return size;
                }
                size += chunk.length;
                budget.spendLayerBytes(chunk.length);
            }
        }
    }

    private @Nullable Digest digest(BlockingQueue<Chunks.Chunk> queue) throws InterruptedIOException {
        MessageDigest sha256 = Digest.sha256();
        Chunks.Chunk chunk = Chunks.take(queue);
        while (chunk != Chunks.END && chunk != Chunks.CUT_OFF) {
            sha256.update(chunk.bytes, 0, chunk.length);
            chunks.release(chunk);
            chunk = Chunks.take(queue);
        }
        return chunk == Chunks.END ? Digest.ofRaw(sha256.digest()) : null;
    }

    private static <T extends @Nullable Object> T await(Future<T> future) throws InterruptedIOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the scan was interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a thread of the scan failed", e.getCause());
        }
    }

    /// The packed bytes on their way to the decompressor, hashed where they are compressed.
    private static final class PackedBytes extends InputStream {
        private final PushbackInputStream in;
        private final MessageDigest sha256 = Digest.sha256();
        private boolean hashing;

        PackedBytes(InputStream in) {
            this.in = new PushbackInputStream(in, START);
        }

        Compression compression() throws IOException {
            byte[] start = in.readNBytes(START);
            in.unread(start);
            Compression compression = Compression.of(start);
            hashing = compression != Compression.NONE;
            return compression;
        }

        Digest digest() {
            return Digest.ofRaw(sha256.digest());
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = in.read(into, offset, length);
            if (read > 0 && hashing) {
                sha256.update(into, offset, read);
            }
            return read;
        }
    }
}
