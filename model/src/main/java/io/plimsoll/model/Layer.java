package io.plimsoll.model;

/// One layer of an image, lowest first in lists.
///
/// @param diffId digest of the uncompressed tar, computed by the scanner itself and not copied from the configuration
/// @param size of the uncompressed tar in bytes
/// @param createdBy the history line of the image configuration; empty where there is none
public record Layer(Digest diffId, long size, String createdBy) {}
