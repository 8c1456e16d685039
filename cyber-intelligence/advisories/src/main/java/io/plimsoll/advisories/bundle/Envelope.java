package io.plimsoll.advisories.bundle;

import io.plimsoll.model.Digest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.HexFormat;

/// The first bytes of a bundle: who it is, who signed it, the header and the signature over all of that. Integers are
/// little-endian.
///
/// | bytes | what |
/// |---|---|
/// | 8 | `PLIMSOLL` |
/// | 4 | version of the format, [#FORMAT] |
/// | 4 | length of the header |
/// | 32 | id of the signing key |
/// | n | header |
/// | 64 | Ed25519 over everything before it |
final class Envelope {
    static final byte[] MAGIC = "PLIMSOLL".getBytes(StandardCharsets.US_ASCII);
    static final int FORMAT = 3;
    static final int PREAMBLE = 48;
    static final int SIGNATURE = 64;
    static final int MAX_HEADER = 1 << 20;

    private Envelope() {}

    static byte[] seal(byte[] header, BundleKey key, PrivateKey privateKey) {
        if (header.length > MAX_HEADER) {
            throw new IllegalArgumentException("a bundle header of " + header.length + " bytes is too long");
        }
        byte[] signed = ByteBuffer.allocate(PREAMBLE + header.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putInt(FORMAT)
                .putInt(header.length)
                .put(HexFormat.of().parseHex(key.id().hex()))
                .put(header)
                .array();
        return ByteBuffer.allocate(signed.length + SIGNATURE)
                .put(signed)
                .put(sign(signed, privateKey))
                .array();
    }

    /// The first fields, not yet trusted.
    record Preamble(boolean isBundle, int format, int headerLength, Digest keyId) {
        /// @param bytes at least [#PREAMBLE] of them
        static Preamble read(byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            byte[] magic = new byte[MAGIC.length];
            buffer.get(magic);
            int format = buffer.getInt();
            int headerLength = buffer.getInt();
            byte[] keyId = new byte[32];
            buffer.get(keyId);
            return new Preamble(Arrays.equals(magic, MAGIC), format, headerLength, Digest.ofRaw(keyId));
        }
    }

    private static byte[] sign(byte[] bytes, PrivateKey key) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(key);
            signer.update(bytes);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this key cannot sign a bundle", e);
        }
    }

    static boolean verifies(byte[] bytes, byte[] signature, PublicKey key) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(bytes);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
