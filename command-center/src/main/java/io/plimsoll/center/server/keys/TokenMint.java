package io.plimsoll.center.server.keys;

import io.plimsoll.model.Digest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes tokens of 32 random bytes and 16 bytes that prove that this Center made them. A token that nobody was given is
/// told by arithmetic alone, so that a flood of them never reaches the database.
public final class TokenMint {
    private static final int RANDOM = 32;
    private static final int PROOF = 16;

    /// Characters of a token.
    public static final int LENGTH = (RANDOM + PROOF) * 4 / 3;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    /// @param secret of this purpose only, [InstallationKeys#secretFor]
    public TokenMint(byte[] secret) {
        key = new SecretKeySpec(secret, "HmacSHA256");
    }

    /// A new token, of letters, digits, `-` and `_`.
    public String make() {
        byte[] bytes = new byte[RANDOM];
        random.nextBytes(bytes);
        byte[] token = Arrays.copyOf(bytes, RANDOM + PROOF);
        System.arraycopy(proof(bytes), 0, token, RANDOM, PROOF);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /// What is kept of a token; empty if this Center never made it.
    public Optional<Digest> kept(String token) {
        if (token.length() != LENGTH) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            byte[] proof = Arrays.copyOfRange(bytes, RANDOM, bytes.length);
            return MessageDigest.isEqual(proof, proof(Arrays.copyOf(bytes, RANDOM)))
                    ? Optional.of(Digest.of(token.getBytes(StandardCharsets.US_ASCII)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private byte[] proof(byte[] bytes) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Arrays.copyOf(mac.doFinal(bytes), PROOF);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no HMAC", e);
        }
    }
}
