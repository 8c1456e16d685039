package io.plimsoll.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A file or folder whose permission bits deserve a look.
///
/// @param path from the root of the image
/// @param layer diff id of the layer that brought it; null in a plain folder
/// @param kind why
/// @param mode permission bits, set-user-id bits included
public record RiskyFile(String path, @Nullable Digest layer, Kind kind, int mode) {
    /// Why a file is risky.
    public enum Kind {
        /// Runs with the rights of its owner (CIS Docker 4.8).
        SETUID,
        /// Runs with the rights of its group (CIS Docker 4.8).
        SETGID,
        /// Everybody may change it; of folders only those without the sticky bit.
        WORLD_WRITABLE;

        /// The word of documents, such as `world-writable`.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
