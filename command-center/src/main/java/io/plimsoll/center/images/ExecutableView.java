package io.plimsoll.center.images;

import io.plimsoll.model.Digest;
import io.plimsoll.model.Executable;
import io.plimsoll.model.Layer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An executable file as the REST contract shows it.
///
/// @param mode four octal digits, as `chmod` takes them
/// @param owner package URL of the package that brought it; null where none did or nobody looked
/// @param owned null where nobody looked
record ExecutableView(
        String path,
        long size,
        String mode,
        String sha256,
        @Nullable String layer,
        @Nullable String part,
        @Nullable String owner,
        @Nullable Boolean owned) {
    /// @param layers of the image
    static ExecutableView of(Executable executable, List<Layer> layers) {
        Digest digest = executable.layer();
        String layer = digest == null ? null : digest.toString();
        String owner = executable.owner();
        return new ExecutableView(
                executable.path(),
                executable.size(),
                "%04o".formatted(executable.mode()),
                executable.sha256().toString(),
                layer,
                layer == null
                        ? null
                        : PackageFilter.Part.ofLayer(layers, layer)
                                .map(PackageFilter.Part::word)
                                .orElse(null),
                owner == null || owner.isEmpty() ? null : owner,
                owner == null ? null : !owner.isEmpty());
    }
}
