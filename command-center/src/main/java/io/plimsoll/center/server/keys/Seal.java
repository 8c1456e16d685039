package io.plimsoll.center.server.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Keeps secrets that have to be read again (AES-256-GCM): who has the database alone reads none of them, and one that
/// was moved to another row does not open.
///
/// A sealed secret is Base64 of a 1 for the form, 12 random bytes, the ciphertext, and the tag of 16 bytes.
public final class Seal {
    private static final byte FORM = 1;
    private static final int NONCE = 12;
    private static final int TAG = 16;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    /// @param key 32 bytes of this purpose only, [InstallationKeys#secretFor]
    public Seal(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /// @param about whose secret it is, such as the name of its row; the same opens it
    public String close(byte[] secret, String about) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] ciphertext = run(Cipher.ENCRYPT_MODE, nonce, about, secret, 0, secret.length);
        byte[] sealed = ByteBuffer.allocate(1 + NONCE + ciphertext.length)
                .put(FORM)
                .put(nonce)
                .put(ciphertext)
                .array();
        return Base64.getEncoder().encodeToString(sealed);
    }

    /// @throws KeyFailure if it was not closed with this key and about this
    public byte[] open(String text, String about) {
        byte[] sealed = decoded(text);
        if (sealed.length < 1 + NONCE + TAG || sealed[0] != FORM) {
            throw new KeyFailure("the sealed secret of " + about + " is of no known form");
        }
        byte[] nonce = new byte[NONCE];
        System.arraycopy(sealed, 1, nonce, 0, NONCE);
        return run(Cipher.DECRYPT_MODE, nonce, about, sealed, 1 + NONCE, sealed.length - 1 - NONCE);
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private byte[] run(int mode, byte[] nonce, String about, byte[] input, int offset, int length) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
            cipher.updateAAD(about.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input, offset, length);
        } catch (GeneralSecurityException e) {
            throw new KeyFailure(
                    "the sealed secret of " + about + " does not open; was the key folder of another installation"
                            + " put beside this database?",
                    e);
        }
    }
}
