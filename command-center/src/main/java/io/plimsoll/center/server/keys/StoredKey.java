package io.plimsoll.center.server.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/// Key pairs in files of mode 0600: made when first asked for, then always the same.
enum StoredKey {
    /// For certificates.
    P256("EC"),
    /// For documents.
    ED25519("Ed25519");

    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";

    private final String algorithm;

    StoredKey(String algorithm) {
        this.algorithm = algorithm;
    }

    KeyPair readOrMake(Path file) {
        try {
            return Files.exists(file) ? read(file) : make(file);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new KeyFailure("the key file " + file + " cannot be used", e);
        } catch (IOException e) {
            throw new UncheckedIOException("the key file " + file + " cannot be read", e);
        }
    }

    private KeyPair read(Path file) throws IOException, GeneralSecurityException {
        byte[] pem = Files.readAllBytes(file);
        KeyFactory factory = KeyFactory.getInstance(algorithm);
        PrivateKey privateKey = factory.generatePrivate(new PKCS8EncodedKeySpec(Pem.read(PRIVATE, pem)));
        PublicKey publicKey = factory.generatePublic(new X509EncodedKeySpec(Pem.read(PUBLIC, pem)));
        return new KeyPair(publicKey, privateKey);
    }

    private KeyPair make(Path file) throws IOException, GeneralSecurityException {
        KeyPair pair = pair();
        byte[] first = Pem.write(PRIVATE, pair.getPrivate().getEncoded());
        byte[] second = Pem.write(PUBLIC, pair.getPublic().getEncoded());
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        GuardedFile.writeSecret(file, both);
        return pair;
    }

    /// A pair that is in no file.
    KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(
                switch (this) {
                    case P256 -> new ECGenParameterSpec("secp256r1");
                    case ED25519 -> NamedParameterSpec.ED25519;
                });
        return generator.generateKeyPair();
    }
}
