package io.plimsoll.center.compliance;

import io.plimsoll.model.Digest;
import java.time.Instant;
import java.util.Collection;

/// A fact that a result rests on.
///
/// @param fact its name in the catalogue, such as `ImageScan`
/// @param at when it was so
/// @param summary in words, with the numbers
/// @param hash of the facts as they were used
public record Evidence(String fact, Instant at, String summary, Digest hash) {
    static Evidence of(String fact, Instant at, String summary, Collection<?>... used) {
        TextDigest digest = new TextDigest();
        for (Collection<?> facts : used) {
            digest.addAll(facts);
        }
        return new Evidence(fact, at, summary, digest.digest());
    }
}
