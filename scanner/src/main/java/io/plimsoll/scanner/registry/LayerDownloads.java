package io.plimsoll.scanner.registry;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Downloads the layers of an image a few at once, and hands them out in their order. Used by one thread; closing ends
/// all of them.
///
/// They go into one stream, so what arrives before its turn waits in memory: of each layer its share at most, and of
/// all together no more than the limit. What is larger waits in the network.
final class LayerDownloads implements AutoCloseable {
    private final Repository repository;
    private final PullLimits limits;
    private final Queue<Descriptor> toCome;
    private final Deque<LayerDownload> begun = new ArrayDeque<>();
    private final ExecutorService threads;

    /// @param layers in the order in which they are written
    LayerDownloads(Repository repository, Collection<Descriptor> layers, PullLimits limits) {
        this.repository = repository;
        this.limits = limits;
        this.toCome = new ArrayDeque<>(layers);
        // They run in the order of their start, so the one whose turn it is always runs.
        this.threads = Executors.newFixedThreadPool(
                limits.downloads(), Thread.ofVirtual().name("layer-", 0).factory());
    }

    /// Writes the next layer as it arrives.
    ///
    /// @throws RegistryException if the registry does not deliver it; some of it may have been written
    void writeNext(OutputStream out) throws IOException {
        long waiting = begun.stream().mapToLong(LayerDownload::share).sum();
        while (!toCome.isEmpty() && (begun.isEmpty() || waiting + share(toCome.element()) <= limits.aheadBytes())) {
            Descriptor blob = toCome.remove();
            begun.add(new LayerDownload(repository, blob, share(blob), threads));
            waiting += share(blob);
        }
        begun.element().writeTo(out);
        begun.remove();
    }

    private int share(Descriptor blob) {
        return (int) Math.min(blob.size(), limits.aheadBytes() / limits.downloads());
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
