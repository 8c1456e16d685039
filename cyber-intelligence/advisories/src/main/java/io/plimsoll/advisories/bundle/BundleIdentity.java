package io.plimsoll.advisories.bundle;

import io.plimsoll.model.Digest;
import java.time.Instant;

/// Which bundle an answer came from.
///
/// @param digest of the signed header, which holds the digests of everything else: it stands for the whole file
/// @param builtAt when it was built, to the second; a later bundle has a later one
/// @param keyId of the key that signed it, [BundleKey#id]
public record BundleIdentity(Digest digest, Instant builtAt, Digest keyId) {}
