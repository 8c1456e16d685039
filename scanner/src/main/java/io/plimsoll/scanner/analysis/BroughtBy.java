package io.plimsoll.scanner.analysis;

import io.plimsoll.model.Digest;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the layer that brought each package of a database that later layers have replaced as a whole: the lowest from
/// which on every database lists it in its version.
///
/// @param <I> what tells a package in its version from others
public final class BroughtBy<I> {
    private Map<I, @Nullable Digest> layers = Map.of();

    /// Notes the database of the next higher layer.
    ///
    /// @param layer null in a plain folder
    /// @param installed what it lists
    public void next(@Nullable Digest layer, Collection<I> installed) {
        Map<I, @Nullable Digest> here = new HashMap<>();
        for (I one : installed) {
            here.put(one, layers.containsKey(one) ? layers.get(one) : layer);
        }
        layers = here;
    }

    /// The layer of a package; null where there are no layers or no such package.
    public @Nullable Digest layer(I one) {
        return layers.get(one);
    }
}
