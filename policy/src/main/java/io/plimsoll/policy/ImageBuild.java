package io.plimsoll.policy;

import io.plimsoll.model.Distribution;
import io.plimsoll.model.ImageConfiguration;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.Layer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How an image was built, as custom rules ask for it.
///
/// @param distribution null where no os-release was found
/// @param configuration null for a plain folder
/// @param layers lowest first
public record ImageBuild(
        @Nullable Distribution distribution, @Nullable ImageConfiguration configuration, List<Layer> layers) {
    public ImageBuild {
        layers = List.copyOf(layers);
    }

    static ImageBuild of(Inventory inventory) {
        return new ImageBuild(inventory.distribution(), inventory.configuration(), inventory.layers());
    }
}
