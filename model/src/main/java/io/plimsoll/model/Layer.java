package io.plimsoll.model;

/// One layer of an image, lowest first in lists.
///
/// @param diffId digest of the uncompressed tar, computed by the scanner itself and not copied from the configuration
/// @param size of the uncompressed tar in bytes
/// @param createdBy the history line of the image configuration; empty where there is none
/// @param base whether the history shows that it came with the base image; `false` where it shows nothing
public record Layer(Digest diffId, long size, String createdBy, boolean base) {
    /// A layer of which nothing shows that it came with the base image.
    public Layer(Digest diffId, long size, String createdBy) {
        this(diffId, size, createdBy, false);
    }
}
