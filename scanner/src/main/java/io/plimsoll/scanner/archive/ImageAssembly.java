package io.plimsoll.scanner.archive;

import io.plimsoll.model.Digest;
import io.plimsoll.model.Layer;
import io.plimsoll.scanner.bounds.Gaps;
import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FilePath;
import io.plimsoll.scanner.layer.ScannedLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts an image together from its configuration and the names of its layers, and compares every digest that somebody
/// claims with the one that the bytes have.
final class ImageAssembly {
    private final ImageArchive archive;
    private final Gaps gaps = new Gaps();

    ImageAssembly(ImageArchive archive) {
        this.archive = archive;
    }

    /// A part of the image, by its name in the archive.
    ///
    /// @param digest that somebody claims for its bytes; null where nobody does
    record Part(String name, @Nullable String digest) {}

    ImageParts assemble(Part configurationPart, List<Part> layerParts, List<String> names) throws MalformedInput {
        ArchiveMember.Document document = archive.document(configurationPart.name());
        compare(configurationPart, document.digest());
        ConfigurationDocument configuration = ConfigurationDocument.parse(document);
        if (configuration.diffIds().size() != layerParts.size()) {
            gaps.add(
                    "diff-id-mismatch",
                    "the manifest lists " + layerParts.size() + " layers and the configuration "
                            + configuration.diffIds().size(),
                    "");
        }
        List<ScannedLayer> scanned = new ArrayList<>();
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < layerParts.size(); i++) {
            ScannedLayer layer = layer(layerParts.get(i));
            if (layer != null) {
                scanned.add(layer);
                gaps.addAll(layer.contents().gaps());
                add(layers, layer, i, configuration);
            }
        }
        return new ImageParts(
                configuration.id(),
                names,
                configuration.configuration(),
                configuration.texts(),
                layers,
                scanned,
                List.of(),
                gaps);
    }

    private void add(List<Layer> layers, ScannedLayer layer, int index, ConfigurationDocument configuration) {
        Digest diffId = layer.diffId();
        if (diffId == null) {
            return;
        }
        boolean named = index < configuration.diffIds().size();
        layers.add(new Layer(
                diffId,
                layer.size(),
                named ? configuration.createdBy().get(index) : "",
                index < configuration.baseLayers()));
        if (named && !configuration.diffIds().get(index).equals(diffId.toString())) {
            gaps.add(
                    "diff-id-mismatch",
                    "layer " + (index + 1) + " is " + diffId + ", but the configuration says "
                            + configuration.diffIds().get(index),
                    "");
        }
    }

    private @Nullable ScannedLayer layer(Part part) {
        return switch (archive.member(part.name()).orElse(null)) {
            case ArchiveMember.LayerFile(ScannedLayer layer) -> {
                if (layer.blob() != null) {
                    compare(part, layer.blob());
                }
                yield layer;
            }
            case ArchiveMember.Document document -> unreadable(part);
            case ArchiveMember.Unknown unknown -> unreadable(part);
            case ArchiveMember.Link link -> missing(part);
            case null -> leftOut(part).orElseGet(() -> missing(part));
        };
    }

    private Optional<ScannedLayer> leftOut(Part part) {
        return Optional.ofNullable(part.digest()).map(Digest::parse).flatMap(archive::leftOut);
    }

    private @Nullable ScannedLayer unreadable(Part part) {
        gaps.add("malformed-layer", "the layer is neither tar nor gzip nor zstd", FilePath.text(part.name()));
        return null;
    }

    private @Nullable ScannedLayer missing(Part part) {
        gaps.add("missing-layer", "the archive does not hold this layer", FilePath.text(part.name()));
        return null;
    }

    private void compare(Part part, Digest actual) {
        if (part.digest() != null && !part.digest().equals(actual.toString())) {
            gaps.add(
                    "blob-digest-mismatch",
                    "the bytes are " + actual + " and not " + part.digest(),
                    FilePath.text(part.name()));
        }
    }
}
