package io.plimsoll.center.intelligence;

import io.plimsoll.model.Digest;
import java.nio.file.Path;
import java.time.Instant;

/// What an Enforcer needs to know to fetch the bundle.
///
/// @param digest of the whole file
/// @param size in bytes
public record BundleOffering(Digest digest, long size, Instant builtAt, Path file) {}
