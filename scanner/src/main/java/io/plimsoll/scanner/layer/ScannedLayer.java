package io.plimsoll.scanner.layer;

import io.plimsoll.model.Digest;
import org.jspecify.annotations.Nullable;

/// A layer that has been read.
///
/// @param diffId SHA-256 of the uncompressed bytes; null if they could not all be read
/// @param size uncompressed bytes that were read
/// @param blob SHA-256 of the bytes as they were stored; null if they could not all be read
public record ScannedLayer(
        @Nullable Digest diffId, long size, @Nullable Digest blob, LayerContents contents) {
    /// The same layer, stored in bytes of this digest.
    ScannedLayer storedAs(Digest stored) {
        return new ScannedLayer(diffId, size, stored, contents);
    }
}
