package io.plimsoll.scanner.archive;

import io.plimsoll.model.Digest;

/// Where a layer lies in an archive, as it is stored there.
///
/// @param from bytes before it
/// @param length in bytes
/// @param digest SHA-256 of these bytes
public record StoredLayer(long from, long length, Digest digest) {}
