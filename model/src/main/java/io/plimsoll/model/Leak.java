package io.plimsoll.model;

import org.jspecify.annotations.Nullable;

/// A credential or private key inside an image. The secret itself is never part of it.
///
/// @param rule what was recognised, such as `private-key` or `github-token`
/// @param severity how bad it is when others get at it: a key that a passphrase protects is `LOW`
/// @param path from the root of the image, such as `/app/.env`; places of the image configuration are written
///     `env:NAME`, `label:NAME` and `history:3`, the latter counted from 1
/// @param layer diff id of the layer that holds it; null in a plain folder and for the configuration
/// @param line counted from 1; 0 where there are no lines
/// @param excerpt what stands before the secret, and `****` in its place, such as `DB_PASSWORD=****`
/// @param fingerprint 32 hexadecimal digits, the same for the same leak in every scan. Of a secret that is random by
///     its making it is a hash with the rule; of one that a person may have chosen, and that could be guessed from a
///     hash, it is made of the place alone
/// @param deleted whether a higher layer removed or replaced the file: whoever has the image can still read it
public record Leak(
        String rule,
        Severity severity,
        String path,
        @Nullable Digest layer,
        int line,
        String excerpt,
        String fingerprint,
        boolean deleted) {}
