package io.plimsoll.center.intelligence;

import io.plimsoll.advisories.bundle.BundleKey;
import io.plimsoll.model.Digest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// What an Enforcer needs to know to fetch the bundle.
///
/// @param digest of the whole file
/// @param size in bytes
/// @param key that signed it
/// @param mayBeOlder whether an administrator went back to it knowingly
public record BundleOffering(
        Digest digest, long size, Instant builtAt, Path file, Optional<BundleKey> key, boolean mayBeOlder) {}
