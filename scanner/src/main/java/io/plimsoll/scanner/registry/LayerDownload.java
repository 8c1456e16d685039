package io.plimsoll.scanner.registry;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/// One layer on its way: a thread of its own downloads it and stops where its share of memory is full, another
/// one takes it from there.
final class LayerDownload {
    /// As the JDK's client cuts what arrives.
    private static final int CHUNK = 1 << 14;
    private static final byte[] END = {};

    private final BlockingQueue<byte[]> arrived;
    private final int share;
    private final Future<?> download;

    /// Begins as soon as one of the threads is free.
    ///
    /// @param share bytes that may wait for [#writeTo]
    LayerDownload(Repository repository, Descriptor blob, int share, ExecutorService threads) {
        this.share = share;
        this.arrived = new ArrayBlockingQueue<>(share / CHUNK + 1);
        this.download = threads.submit(() -> {
            // Closed after a failure, too: whoever waits is to see it.
            try (OutputStream out = new Arrivals(arrived)) {
                new BlobDownload(repository, blob, out).run();
            }
            return blob;
        });
    }

    int share() {
        return share;
    }

    /// Writes the whole layer, and returns once its digest is found right.
    void writeTo(OutputStream out) throws IOException {
        try {
            for (byte[] chunk = arrived.take(); chunk.length > 0; chunk = arrived.take()) {
                out.write(chunk);
            }
            download.get();
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failure -> throw failure;
                case RuntimeException mistake -> throw mistake;
                case null, default -> throw new IllegalStateException("a download failed", e);
            }
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while a layer was on its way");
    }

    /// Where the downloading thread puts what comes.
    private static final class Arrivals extends OutputStream {
        private final BlockingQueue<byte[]> arrived;

        Arrivals(BlockingQueue<byte[]> arrived) {
            this.arrived = arrived;
        }

        @Override
        public void write(int octet) throws IOException {
            put(new byte[] {(byte) octet});
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int end = offset + length;
            for (int from = offset; from < end; from += CHUNK) {
                put(Arrays.copyOfRange(bytes, from, Math.min(from + CHUNK, end)));
            }
        }

        @Override
        public void close() throws IOException {
            put(END);
        }

        private void put(byte[] chunk) throws IOException {
            try {
                arrived.put(chunk);
            } catch (InterruptedException e) {
                throw interrupted();
            }
        }
    }
}
