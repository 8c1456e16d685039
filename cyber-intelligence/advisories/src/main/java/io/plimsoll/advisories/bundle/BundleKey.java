package io.plimsoll.advisories.bundle;

import io.plimsoll.model.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/// A public key that bundles are signed with (Ed25519, RFC 8032).
public record BundleKey(PublicKey key) {
    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";
    private static final int MAX_FILE = 4096;

    public BundleKey {
        if (!key.getAlgorithm().equals("EdDSA") && !key.getAlgorithm().equals("Ed25519")) {
            throw new IllegalArgumentException("bundles are signed with Ed25519 keys, not " + key.getAlgorithm());
        }
    }

    /// Reads a SubjectPublicKeyInfo (RFC 8410), as it travels between programs.
    ///
    /// @throws IllegalArgumentException if it is no Ed25519 key
    public static BundleKey ofDer(byte[] der) {
        try {
            return new BundleKey(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an Ed25519 public key", e);
        }
    }

    /// Reads the same in PEM, as it lies on disk and as `openssl pkey -pubout` writes it.
    ///
    /// @throws IllegalArgumentException if it is no Ed25519 key
    public static BundleKey ofPem(String pem) {
        String text = pem.strip();
        if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
            throw new IllegalArgumentException("not a public key in PEM: it must begin with '" + BEGIN + "'");
        }
        String body = text.substring(BEGIN.length(), text.length() - END.length());
        return ofDer(Base64.getMimeDecoder().decode(body));
    }

    /// Reads the key file that `feed build` wrote beside the private key.
    ///
    /// @throws IllegalArgumentException if it holds no Ed25519 public key
    public static BundleKey read(Path file) {
        try {
            if (Files.exists(file) && (!Files.isRegularFile(file) || Files.size(file) > MAX_FILE)) {
                throw new IllegalArgumentException("not a file that could hold a public key");
            }
            return ofPem(Files.readString(file, StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read the public key " + file + ": " + e.getMessage(), e);
        }
    }

    public byte[] toDer() {
        return key.getEncoded();
    }

    public String toPem() {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(toDer());
        return BEGIN + "\n" + body + "\n" + END + "\n";
    }

    /// SHA-256 of the SubjectPublicKeyInfo; a bundle names the key that signed it by this.
    public Digest id() {
        return Digest.of(toDer());
    }
}
