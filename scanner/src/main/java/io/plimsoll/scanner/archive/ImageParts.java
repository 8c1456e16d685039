package io.plimsoll.scanner.archive;

import io.plimsoll.model.Digest;
import io.plimsoll.model.ImageConfiguration;
import io.plimsoll.model.Layer;
import io.plimsoll.scanner.bounds.Gaps;
import io.plimsoll.scanner.layer.ScannedLayer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The image that was asked for, put together from what an archive holds.
///
/// @param id digest of the configuration; null for a plain folder
/// @param names hearsay of the archive
/// @param configuration null for a plain folder
/// @param texts of the configuration that may hold credentials
/// @param layers as an inventory lists them, without those that could not be read to their end; lowest first
/// @param scanned all layers, lowest first
/// @param stored where the archive holds layers, if it is not packed as a whole
/// @param gaps where the image contradicts itself or could not be read
public record ImageParts(
        @Nullable Digest id,
        List<String> names,
        @Nullable ImageConfiguration configuration,
        ConfigurationTexts texts,
        List<Layer> layers,
        List<ScannedLayer> scanned,
        List<StoredLayer> stored,
        Gaps gaps) {
    ImageParts storing(List<StoredLayer> places) {
        return new ImageParts(id, names, configuration, texts, layers, scanned, places, gaps);
    }
}
