package io.plimsoll.scanner.registry;

import io.plimsoll.model.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// An image in a registry whose documents have been read, and whose layers have not. For one thread; whoever opened it
/// closes it.
public final class RemoteImage implements AutoCloseable {
    private final RegistryReference reference;
    private final Repository repository;
    private final Wire wire;
    private final FetchedDocument manifest;
    private final FetchedDocument configuration;
    private final List<Descriptor> layers;
    private final List<String> diffIds;
    private final PullLimits limits;

    RemoteImage(
            RegistryReference reference,
            Repository repository,
            Wire wire,
            FetchedDocument manifest,
            FetchedDocument configuration,
            List<Descriptor> layers,
            List<String> diffIds,
            PullLimits limits) {
        this.reference = reference;
        this.repository = repository;
        this.wire = wire;
        this.manifest = manifest;
        this.configuration = configuration;
        this.layers = layers;
        this.diffIds = diffIds;
        this.limits = limits;
    }

    /// Digest of the configuration, which is the image's id.
    public Digest id() {
        return configuration.digest();
    }

    /// Digest of the manifest. It names every other part by its digest, so all of the image follows from it.
    public Digest digest() {
        return manifest.digest();
    }

    /// When it was built, as its configuration says; empty where that says no time.
    Optional<Instant> createdAt() throws IOException {
        try {
            return Optional.of(
                    OffsetDateTime.parse(configuration.json().field("created").text())
                            .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /// The layers, lowest first.
    public List<RemoteLayer> layers() {
        return IntStream.range(0, layers.size()).mapToObj(this::layer).toList();
    }

    private RemoteLayer layer(int index) {
        Descriptor blob = layers.get(index);
        return new RemoteLayer(
                blob.digest(), blob.size(), index < diffIds.size() ? digest(diffIds.get(index)) : Optional.empty());
    }

    private static Optional<Digest> digest(String text) {
        try {
            return Optional.of(Digest.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Writes the tar of an OCI image layout, with the layers that are wanted as they are downloaded, some at once.
    /// Each is compared with its digest. What lies in another place than the registry is not fetched.
    ///
    /// @param delivered is told of each layer once it is written and its digest is right
    /// @throws RegistryException if the registry does not deliver what it promised; the tar is then without its end
    public void writeTo(OutputStream out, Predicate<RemoteLayer> wanted, Consumer<RemoteLayer> delivered)
            throws IOException {
        LayoutTar tar = new LayoutTar(out);
        tar.begin(manifest, reference);
        tar.document(configuration);
        List<Integer> all = IntStream.range(0, layers.size())
                .filter(index -> !layers.get(index).isElsewhere() && wanted.test(layer(index)))
                .boxed()
                .toList();
        try (LayerDownloads downloads = new LayerDownloads(repository, missing(all, tar), limits)) {
            for (int index : all) {
                if (!tar.has(layers.get(index).digest())) {
                    tar.layer(layers.get(index), downloads);
                }
                delivered.accept(layer(index));
            }
        }
        tar.end();
    }

    /// Each once, in the order of the image.
    private Collection<Descriptor> missing(List<Integer> all, LayoutTar tar) {
        Map<Digest, Descriptor> missing = new LinkedHashMap<>();
        all.stream()
                .map(layers::get)
                .filter(blob -> !tar.has(blob.digest()))
                .forEach(blob -> missing.putIfAbsent(blob.digest(), blob));
        return missing.values();
    }

    @Override
    public void close() {
        wire.close();
    }
}
