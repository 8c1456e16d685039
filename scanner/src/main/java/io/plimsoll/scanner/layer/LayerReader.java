package io.plimsoll.scanner.layer;

import io.plimsoll.model.Digest;
import io.plimsoll.scanner.bounds.Budget;
import io.plimsoll.scanner.bounds.Gaps;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads layers: the calling thread decompresses, a second one hashes, a third one reads the tar archive. One layer at
/// a time. Closing stops its threads.
public final class LayerReader implements AutoCloseable {
    private static final int START = 512;
    private static final int BUFFERS = 8;

    private final BackgroundDigest digests = new BackgroundDigest();
    private final LayerScan scan;
    private final Budget budget;
    private final KnownLayers known;
    private final Chunks chunks = new Chunks(BUFFERS);
    private final ExecutorService threads = Executors.newFixedThreadPool(
            2, Thread.ofPlatform().daemon().name("layer-", 0).factory());

    /// @param scan with analysers that are this reader's alone; they may hash large files by what they are given
    /// @param known layers that need not be read
    public LayerReader(Function<BackgroundDigest, LayerScan> scan, Budget budget, KnownLayers known) {
        this.scan = scan.apply(digests);
        this.budget = budget;
        this.known = known;
    }

    /// Reads one layer to the end of the stream, or until it is found to be broken or too large: then its contents
    /// say so in a gap, it has no diff id, and the rest of the stream is left unread.
    ///
    /// @param packed the layer as it is stored: gzip, zstd or plain tar
    /// @param name of the layer in the archive, for gaps and as a hint at a known layer
    public ScannedLayer read(InputStream packed, String name) throws InterruptedIOException {
        Digest claimed = KnownLayers.claimedBy(name).orElse(null);
        if (claimed == null) {
            return readNew(packed, name);
        }
        ScannedLayer promised = known.named(claimed);
        return promised == null ? readNew(packed, name) : compare(packed, name, claimed, promised);
    }

    /// Only hashes the bytes. If they are what their name says, or the known layer that it leads to, what is known of
    /// them counts; if not, they have gone by and nothing is known of them.
    private ScannedLayer compare(InputStream packed, String name, Digest claimed, ScannedLayer promised)
            throws InterruptedIOException {
        BlockingQueue<Chunks.Chunk> toDigest = chunks.queue();
        Future<@Nullable Digest> digest = threads.submit(() -> chunks.digest(toDigest));
        Pumped pumped = pump(packed, List.of(toDigest));
        Digest stored = await(digest);
        if (stored != null && (stored.equals(claimed) || stored.equals(promised.diffId()))) {
            return promised.storedAs(stored);
        }
        Gaps gaps = new Gaps();
        note(pumped.failure(), name, gaps);
        if (stored != null) {
            gaps.add(
                    "blob-digest-mismatch",
                    "the bytes are " + stored + " and were not read: their name is a lie",
                    name);
        }
        return new ScannedLayer(null, pumped.size(), null, scan.nothing(gaps));
    }

    private ScannedLayer readNew(InputStream packed, String name) throws InterruptedIOException {
        BlockingQueue<Chunks.Chunk> toDigest = chunks.queue();
        BlockingQueue<Chunks.Chunk> toScan = chunks.queue();
        Future<@Nullable Digest> digest = threads.submit(() -> chunks.digest(toDigest));
        Future<LayerContents> contents = threads.submit(() -> scan.read(new ChunkStream(chunks, toScan)));
        List<BlockingQueue<Chunks.Chunk>> consumers = List.of(toDigest, toScan);

        PackedBytes bytes = new PackedBytes(packed);
        Pumped pumped = unpack(bytes, consumers);

        LayerContents read = await(contents);
        Digest diffId = await(digest);
        note(pumped.failure(), name, read.gaps());
        Digest blob = pumped.failure() != null ? null : bytes.isPacked() ? bytes.digest() : diffId;
        return new ScannedLayer(diffId, pumped.size(), blob, read);
    }

    private static void note(@Nullable IOException failure, String name, Gaps gaps) {
        if (failure instanceof LimitReached limit) {
            gaps.add(limit, name);
        } else if (failure != null) {
            gaps.add("malformed-layer", "the layer cannot be read: " + failure.getMessage(), name);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        digests.close();
    }

    /// @param size uncompressed bytes that were sent on
    /// @param failure why no more could be; null at the end of the layer
    private record Pumped(long size, @Nullable IOException failure) {}

    private Pumped unpack(PackedBytes packed, List<BlockingQueue<Chunks.Chunk>> consumers)
            throws InterruptedIOException {
        try (InputStream bytes = packed.compression().open(packed, budget.limits())) {
            return pump(bytes, consumers);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            chunks.send(Chunks.CUT_OFF, consumers);
            return new Pumped(0, e);
        }
    }

    private Pumped pump(InputStream bytes, List<BlockingQueue<Chunks.Chunk>> consumers) throws InterruptedIOException {
        long size = 0;
        IOException failure = null;
        try {
            for (int sent = sendChunk(bytes, consumers); sent > 0; sent = sendChunk(bytes, consumers)) {
                size += sent;
                budget.spendLayerBytes(sent);
            }
        } catch (IOException e) {
            failure = e;
        }
        chunks.send(failure == null ? Chunks.END : Chunks.CUT_OFF, consumers);
        return new Pumped(size, failure);
    }

    private int sendChunk(InputStream bytes, List<BlockingQueue<Chunks.Chunk>> consumers) throws IOException {
        Chunks.Chunk chunk = chunks.take();
        chunk.length = 0;
        try {
            chunk.length = bytes.readNBytes(chunk.bytes, 0, chunk.bytes.length);
            return chunk.length;
        } finally {
            chunks.send(chunk, consumers);
        }
    }

    static <T extends @Nullable Object> T await(Future<T> future) throws InterruptedIOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the scan was interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OutOfMemoryError error) {
                throw error;
            }
            throw new IllegalStateException("a thread of the scan failed: " + e.getCause(), e.getCause());
        }
    }

    /// The packed bytes on their way to the decompressor, hashed where they are compressed.
    private static final class PackedBytes extends InputStream {
        private final PushbackInputStream in;
        private final MessageDigest sha256 = Digest.sha256();
        private boolean isPacked;

        PackedBytes(InputStream in) {
            this.in = new PushbackInputStream(in, START);
        }

        Compression compression() throws IOException {
            byte[] start = in.readNBytes(START);
            in.unread(start);
            Compression compression = Compression.of(start);
            isPacked = compression.isPacked();
            return compression;
        }

        /// Known once the compression is; what is not packed needs no digest of its own.
        boolean isPacked() {
            return isPacked;
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
            if (read > 0 && isPacked) {
                sha256.update(into, offset, read);
            }
            return read;
        }
    }
}
