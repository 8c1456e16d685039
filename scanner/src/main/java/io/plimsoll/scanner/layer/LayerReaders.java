package io.plimsoll.scanner.layer;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Readers for several layers at once, since one core decompresses one layer. Used by one thread; closing stops them
/// all.
public final class LayerReaders implements AutoCloseable {
    /// More would take memory, 128 MiB for a window of zstd, and gain little: a reader keeps three threads busy.
    private static final int MOST = 2;

    private final Supplier<LayerReader> making;
    private @Nullable LayerReader first;
    private final int most = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST);
    private final List<LayerReader> aside = new ArrayList<>();
    private final BlockingQueue<LayerReader> idle = new ArrayBlockingQueue<>(most);
    private final ExecutorService threads = Executors.newFixedThreadPool(
            most, Thread.ofPlatform().daemon().name("beside-", 0).factory());

    /// @param making a new reader, which shares nothing with others but the budget
    public LayerReaders(Supplier<LayerReader> making) {
        this.making = making;
    }

    /// The reader for layers that come one after another.
    public LayerReader first() {
        LayerReader reader = first;
        if (reader == null) {
            reader = making.get();
            first = reader;
        }
        return reader;
    }

    /// Reads a layer beside the caller, as soon as a reader is free.
    ///
    /// @param packed as for [LayerReader#read]; closed afterwards
    public Future<ScannedLayer> readAside(InputStream packed, String name) {
        if (aside.size() < most) {
            LayerReader reader = making.get();
            aside.add(reader);
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

    /// Waits for a layer that is read aside.
    public static ScannedLayer await(Future<ScannedLayer> layer) throws IOException {
        return LayerReader.await(layer);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        if (first != null) {
            first.close();
        }
        aside.forEach(LayerReader::close);
    }
}
