package io.plimsoll.model;

import org.jspecify.annotations.Nullable;

/// A regular file of an image that can be executed: any execute bit is set, or the content is ELF or starts with `#!`.
///
/// @param path from the root of the image, such as `/usr/bin/curl`
/// @param sha256 of the content
/// @param size in bytes
/// @param mode permission bits, set-user-id bits included
/// @param layer diff id of the layer that brought it; null in a plain folder
/// @param owner package URL of the package that it belongs to; empty where no package brought it; null where nobody
/// looked, as in documents of format 2 and before
public record Executable(
        String path,
        Digest sha256,
        long size,
        int mode,
        @Nullable Digest layer,
        @Nullable String owner) {
    /// One of which nobody has looked who owns it.
    public Executable(String path, Digest sha256, long size, int mode, @Nullable Digest layer) {
        this(path, sha256, size, mode, layer, null);
    }
}
