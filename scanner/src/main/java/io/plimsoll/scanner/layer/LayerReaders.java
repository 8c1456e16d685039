package io.plimsoll.scanner.layer;

import io.plimsoll.model.Digest;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/// Readers for several layers at once, since one core decompresses one layer. Used by one thread; closing stops them
/// all.
public final class LayerReaders implements AutoCloseable {
    /// More would take memory, 128 MiB for a window of zstd, and gain little: a reader keeps three threads busy.
    private static final int MOST = 2;

    private final KnownLayers known;
    private final Supplier<LayerReader> making;
    private final int most = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST);
    private final List<LayerReader> made = new ArrayList<>();
    private final BlockingQueue<LayerReader> idle = new ArrayBlockingQueue<>(most);
    private final ExecutorService threads = Executors.newFixedThreadPool(
            most, Thread.ofPlatform().daemon().name("beside-", 0).factory());

    /// @param known layers that need not be read
    /// @param making a new reader, which knows these as well, and shares nothing else with others but the budget
    public LayerReaders(KnownLayers known, Supplier<LayerReader> making) {
        this.known = known;
        this.making = making;
    }

    /// A known layer that is not in the stream, and need not be.
    public Optional<ScannedLayer> leftOut(Digest stored) {
        return known.leftOut(stored);
    }

    /// Reads a layer, and waits for it.
    ///
    /// @param packed as for [LayerReader#read]; closed afterwards
    public ScannedLayer read(InputStream packed, String name) throws InterruptedIOException {
        return await(readAside(packed, name));
    }

    /// Reads a layer beside the caller, as soon as a reader is free.
    ///
    /// @param packed as for [LayerReader#read]; closed afterwards
    public Future<ScannedLayer> readAside(InputStream packed, String name) {
        if (idle.isEmpty() && made.size() < most) {
            LayerReader reader = making.get();
            made.add(reader);
            idle.add(reader);
        }
        return threads.submit(() -> {
            LayerReader reader = idle.take();
            try (packed) {
                return reader.read(packed, name);
            } finally {
                idle.add(reader);
            }
        });
    }

    /// Waits for what is done aside.
    public static <T> T await(Future<T> aside) throws InterruptedIOException {
        return LayerReader.await(aside);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        made.forEach(LayerReader::close);
    }
}
