package io.plimsoll.scanner.layer;

import io.plimsoll.model.Digest;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Layers whose result is known already, by the digest of the bytes as they are stored, or the one in their
/// name. A name in an archive is only a hint at which of them it may be: the bytes are hashed in any case.
///
/// @param byDigest what they are
/// @param mayBeMissing whether somebody who knows the digests of all bytes, a client of registries for
/// instance, may leave them out; then an image that names one by its digest has it
public record KnownLayers(Map<Digest, ScannedLayer> byDigest, boolean mayBeMissing) {
    /// None is known.
    public static final KnownLayers NONE = new KnownLayers(Map.of(), false);

    /// `blobs/sha256/<hex>` in an OCI layout and in what engines since 25 save; `<hex>/layer.tar` of engines before, a
    /// digest of something else; `<hex>.tar` and `<hex>.tar.gz` of other tools.
    private static final Pattern NAMED_BY_DIGEST =
            Pattern.compile("/?(?:blobs/sha256/)?([0-9a-f]{64})(?:\\.tar(?:\\.gz)?|/layer\\.tar)?");

    public KnownLayers {
        byDigest = Map.copyOf(byDigest);
    }

    /// The digest that a file of an archive is named after.
    public static Optional<Digest> claimedBy(String name) {
        Matcher matcher = NAMED_BY_DIGEST.matcher(name);
        return matcher.matches() ? Optional.of(new Digest(matcher.group(1))) : Optional.empty();
    }

    /// Whether a layer of this diff id is known.
    public boolean has(Digest diffId) {
        return byDigest.values().stream().anyMatch(known -> diffId.equals(known.diffId()));
    }

    Optional<ScannedLayer> leftOut(Digest digest) {
        return mayBeMissing
                ? Optional.ofNullable(byDigest.get(digest)).map(known -> known.storedAs(digest))
                : Optional.empty();
    }

    @Nullable
    ScannedLayer named(Digest claimed) {
        return byDigest.get(claimed);
    }
}
