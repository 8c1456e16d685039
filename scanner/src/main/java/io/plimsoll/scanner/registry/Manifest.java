package io.plimsoll.scanner.registry;

import io.plimsoll.scanner.archive.Json;
import io.plimsoll.scanner.bounds.MalformedInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What a registry has under a name: an image, or an index of images for several platforms.
sealed interface Manifest {
    /// Layers lowest first.
    record Image(Descriptor configuration, List<Descriptor> layers) implements Manifest {
        private static final Set<String> CONFIGURATIONS = Set.of(
                "", "application/vnd.oci.image.config.v1+json", "application/vnd.docker.container.image.v1+json");

        private static Image of(Json json, PullLimits limits) throws IOException {
            Descriptor configuration = Descriptor.of(json.field("config"));
            if (!CONFIGURATIONS.contains(configuration.mediaType())) {
                throw RegistryException.lasting(
                        "this is no container image, but holds '" + configuration.mediaType() + "'");
            }
            List<Descriptor> layers = new ArrayList<>();
            long bytes = 0;
            for (Json layer : json.field("layers").items()) {
                layers.add(Descriptor.of(layer));
                bytes += layers.getLast().size();
                if (layers.size() > limits.layers() || bytes > limits.imageBytes()) {
                    throw RegistryException.lasting("the image is larger than " + limits.layers() + " layers or "
                            + (limits.imageBytes() >> 20) + " MiB");
                }
            }
            return new Image(configuration, List.copyOf(layers));
        }
    }

    /// In the order of the document, without what is no image.
    record Index(List<Entry> entries) implements Manifest {
        private static Index of(Json json) throws IOException {
            List<Entry> entries = new ArrayList<>();
            for (Json entry : json.field("manifests").items()) {
                Json platform = entry.field("platform");
                Platform named = new Platform(
                        platform.field("os").text(),
                        platform.field("architecture").text(),
                        platform.field("variant").text());
                // BuildKit lists provenance beside images, for a platform that does not exist.
                if (!named.os().equals("unknown")) {
                    entries.add(new Entry(named, Descriptor.of(entry)));
                }
            }
            return new Index(List.copyOf(entries));
        }
    }

    /// @param platform with empty fields where the index does not say
    record Entry(Platform platform, Descriptor descriptor) {}

    /// Reads a document.
    ///
    /// @throws RegistryException if it is none of them
    static Manifest parse(FetchedDocument document, PullLimits limits) throws IOException {
        try {
            Json json = document.json();
            String version = json.field("schemaVersion").text();
            if (version.equals("1")) {
                throw RegistryException.lasting(
                        "the registry has this image as 'schema 1' only, which Docker gave up in"
                                + " 2019; pull it and push it again with a present-day client");
            }
            boolean index = !json.field("manifests").items().isEmpty();
            boolean image = json.field("config").fields().findAny().isPresent();
            if (!version.equals("2") || index == image) {
                throw RegistryException.lasting("the registry answers with something that is neither an image manifest"
                        + " nor an index of them");
            }
            return index ? Index.of(json) : Image.of(json, limits);
        } catch (MalformedInput e) {
            throw RegistryException.lasting("the manifest is not sound: " + e.getMessage(), e);
        }
    }
}
