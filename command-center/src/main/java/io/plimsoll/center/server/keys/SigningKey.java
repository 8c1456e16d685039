package io.plimsoll.center.server.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/// The Ed25519 key with which this Center signs snapshots and checkpoints; Enforcers pin it when they enrol.
public final class SigningKey {
    private final KeyPair keys;

    SigningKey(KeyPair keys) {
        this.keys = keys;
    }

    /// Signs a document for one purpose only: the purpose goes before it.
    ///
    /// @param purpose such as `plimsoll-snapshot`; a line feed follows it
    public byte[] sign(String purpose, byte[] document) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(keys.getPrivate());
            signer.update((purpose + "\n").getBytes(StandardCharsets.UTF_8));
            signer.update(document);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new KeyFailure("the signing key cannot sign", e);
        }
    }

    public PrivateKey privateKey() {
        return keys.getPrivate();
    }

    public PublicKey publicKey() {
        return keys.getPublic();
    }
}
