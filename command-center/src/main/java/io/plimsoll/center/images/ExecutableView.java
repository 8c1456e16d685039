package io.plimsoll.center.images;

import io.plimsoll.model.Digest;
import io.plimsoll.model.Executable;
import java.util.Optional;
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
    static ExecutableView of(Executable executable, Optional<PackageFilter.Part> part) {
        Digest layer = executable.layer();
        String owner = executable.owner();
        return new ExecutableView(
                executable.path(),
                executable.size(),
                "%04o".formatted(executable.mode()),
                executable.sha256().toString(),
                layer == null ? null : layer.toString(),
                part.map(PackageFilter.Part::word).orElse(null),
                owner == null || owner.isEmpty() ? null : owner,
                owner == null ? null : !owner.isEmpty());
    }
}
