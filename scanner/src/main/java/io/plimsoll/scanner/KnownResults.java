package io.plimsoll.scanner;

import io.plimsoll.model.Digest;
import io.plimsoll.scanner.LayerCache.Origin;
import io.plimsoll.scanner.ScanSource.Vouched;
import io.plimsoll.scanner.archive.StoredLayer;
import io.plimsoll.scanner.layer.FileBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What one scan takes from the cache, and what it leaves there.
final class KnownResults implements ScanSource.LayersOnTheWay {
    private final @Nullable LayerCache cache;
    private final Optional<Vouched> vouched;
    private final Optional<KnownFile> file;
    private final Origin origin;
    private final List<Origin> origins;
    private final boolean isRemote;
    private final Set<Digest> given = ConcurrentHashMap.newKeySet();
    private final Set<Digest> delivered = ConcurrentHashMap.newKeySet();
    private List<Digest> known = List.of();
    private boolean isRepeatable;
    private List<StoredLayer> stored = List.of();

    private KnownResults(
            @Nullable LayerCache cache,
            Optional<Vouched> vouched,
            Optional<KnownFile> file,
            Origin origin,
            List<Origin> origins,
            boolean isRemote) {
        this.cache = cache;
        this.vouched = vouched;
        this.file = file;
        this.origin = origin;
        this.origins = origins;
        this.isRemote = isRemote;
    }

    /// Looks for what may be known of a source.
    static KnownResults of(ScanSource source, @Nullable LayerCache cache) {
        if (cache == null || source instanceof ScanSource.RootFolder || source instanceof ScanSource.SbomFile) {
            return new KnownResults(null, Optional.empty(), Optional.empty(), Origin.ARCHIVE, List.of(), false);
        }
        Optional<Vouched> vouched = source.vouched();
        Origin origin = origin(source, vouched);
        List<Origin> origins = origin.isArchive() ? List.of(Origin.ENGINE, Origin.ARCHIVE) : List.of(origin);
        Optional<KnownFile> file = source.inputFile().flatMap(one -> KnownFile.of(one, source.arguments()));
        return new KnownResults(
                cache, vouched, file, origin, origins, remote(source).isPresent());
    }

    private static Origin origin(ScanSource source, Optional<Vouched> vouched) {
        if (source instanceof ScanSource.DockerStream && vouched.isPresent()) {
            return Origin.ENGINE;
        }
        return remote(source).map(remote -> Origin.registry(remote.owner())).orElse(Origin.ARCHIVE);
    }

    private static Optional<ScanSource.Remote> remote(ScanSource source) {
        return source instanceof ScanSource.OciStream stream ? stream.remote() : Optional.empty();
    }

    /// The whole inventory, where nobody needs to scan.
    Optional<FileBytes> inventory() {
        return cache == null
                ? Optional.empty()
                : vouched.flatMap(cache::inventory)
                        .or(() -> file.flatMap(cache::inventory))
                        .map(FileBytes::of);
    }

    /// Looks for layers that are known, where the whole is not.
    void lookForLayers(ScanSource source) {
        if (cache != null) {
            known = source.hints(vouched).stream()
                    .distinct()
                    .filter(digest -> cache.has(digest, origins))
                    .limit(LayerFrames.MOST_FRAMES)
                    .toList();
        }
    }

    /// Whether results go to the process before the image.
    boolean comeFirst() {
        return !known.isEmpty();
    }

    /// Whether the process is asked for the results of the layers that it reads.
    boolean areWanted() {
        return cache != null;
    }

    void addArguments(List<String> command) {
        if (comeFirst()) {
            command.add(ScanRequest.TAKE_LAYERS);
            if (isRemote) {
                command.add(ScanRequest.MISS_KNOWN);
            }
        }
        if (areWanted()) {
            command.add(ScanRequest.GIVE_LAYERS);
        }
        if (file.isPresent()) {
            command.add(ScanRequest.TELL_PLACES);
        }
    }

    void addEnvironment(Map<String, String> environment) {
        if (cache != null) {
            environment.put(Main.PATH_SECRET, String.format(Locale.ROOT, "%016x", cache.pathSecret()));
        }
    }

    /// Writes what is known, if anything is.
    void write(OutputStream process) throws IOException {
        if (cache == null || !comeFirst()) {
            return;
        }
        for (Digest digest : known) {
            Optional<byte[]> result = cache.layer(digest, origins);
            if (result.isPresent()) {
                LayerFrames.write(digest, result.get(), process);
                given.add(digest);
            }
        }
        LayerFrames.writeEnd(process);
    }

    @Override
    public boolean isWanted(Digest blob) {
        return !isRemote || !given.contains(blob);
    }

    @Override
    public void delivered(Digest blob) {
        delivered.add(blob);
    }

    /// Takes the results of layers, and leaves the inventory behind them unread. Those of an image of the engine are
    /// kept only where the engine says that the image has such a layer, those of an image of a registry only where
    /// such bytes came.
    void take(InputStream process) throws IOException {
        if (cache == null) {
            return;
        }
        isRepeatable = LayerFrames.read(process, (diffId, result) -> {
            if (isOfThisImage(diffId, result)) {
                cache.keepLayer(diffId, result, origin);
            }
        });
        if (file.isPresent()) {
            stored = LayerFrames.readStored(process);
        }
    }

    private boolean isOfThisImage(Digest diffId, byte[] result) {
        boolean isNamed = vouched.isEmpty() || vouched.get().diffIds().contains(diffId);
        return isNamed
                && (!isRemote
                        || LayerCache.blob(result).filter(delivered::contains).isPresent());
    }

    /// Keeps an inventory, if the engine still says the same of the image, or the file is what it was: a name may have
    /// moved meanwhile.
    void keep(ScanSource source, FileBytes inventory) {
        if (cache == null) {
            return;
        }
        if (isRepeatable && vouched.isPresent() && vouched.equals(source.vouched())) {
            cache.keepInventory(vouched.get(), inventory.toArray());
        }
        if (isRepeatable && file.isPresent()) {
            file.get()
                    .portrait(stored)
                    .ifPresent(portrait -> cache.keepInventory(file.get(), portrait, inventory.toArray()));
        }
        cache.tidy();
    }
}
