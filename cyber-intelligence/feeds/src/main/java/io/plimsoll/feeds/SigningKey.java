package io.plimsoll.feeds;

import io.plimsoll.advisories.bundle.BundleKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/// The private key that bundles are signed with: Ed25519, PKCS#8 in PEM (RFC 8410), in a file that only its
/// owner may read. The public key lies beside it under the same name and `.pub`.
public final class SigningKey {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final int MAX_FILE = 4096;
    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final PrivateKey privateKey;
    private final BundleKey publicKey;

    private SigningKey(PrivateKey privateKey, BundleKey publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /// Reads the key file, or makes a new key there if there is none.
    ///
    /// @throws FeedBuildException if others may read the file, or it holds no such key
    public static SigningKey loadOrCreate(Path file) {
        try {
            if (Files.notExists(file)) {
                create(file);
            }
            SigningKey key = load(file);
            writePublicKey(file, key.publicKey);
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException("could not read or make the signing key " + file + ": " + e, e);
        }
    }

    /// Where the public key of that key file lies.
    public static Path publicKeyFile(Path file) {
        return file.resolveSibling(file.getFileName() + ".pub");
    }

    public BundleKey publicKey() {
        return publicKey;
    }

    PrivateKey privateKey() {
        return privateKey;
    }

    /// The key appears whole and with its modes, or not at all; if two make one at once, the first one stays.
    private static void create(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path temporary = Files.createTempFile(
                folder, "." + file.getFileName() + ".", ".part", PosixFilePermissions.asFileAttribute(OWNER));
        try {
            Files.writeString(temporary, toPem(newKeyPair().getPrivate()), StandardCharsets.US_ASCII);
            Files.createLink(file, temporary);
        } catch (FileAlreadyExistsException e) {
            // Somebody was faster; theirs is read.
        } finally {
            Files.delete(temporary);
        }
    }

    private static SigningKey load(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > MAX_FILE) {
            throw new FeedBuildException(file + " is not a key file");
        }
        Set<PosixFilePermission> modes = Files.getPosixFilePermissions(file);
        if (!OWNER.containsAll(modes)) {
            throw new FeedBuildException("others may use the signing key " + file + " (modes "
                    + PosixFilePermissions.toString(modes) + "); run 'chmod 600 " + file
                    + "', and make a new key if somebody may have read it");
        }
        try {
            PrivateKey key = ofPem(Files.readString(file, StandardCharsets.US_ASCII));
            return new SigningKey(key, PublicKeyOf.privateKey(key));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new FeedBuildException(file + " holds no Ed25519 private key in PEM (PKCS#8)", e);
        }
    }

    private static void writePublicKey(Path file, BundleKey key) throws IOException {
        Path target = publicKeyFile(file);
        if (Files.exists(target) && Files.readString(target).equals(key.toPem())) {
            return;
        }
        Path temporary = Files.createTempFile(target.toAbsolutePath().getParent(), ".", ".pub.part");
        Files.writeString(temporary, key.toPem(), StandardCharsets.US_ASCII);
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static KeyPair newKeyPair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no Ed25519", e);
        }
    }

    private static String toPem(PrivateKey key) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return BEGIN + "\n" + body + "\n" + END + "\n";
    }

    private static PrivateKey ofPem(String pem) throws GeneralSecurityException {
        String text = pem.strip();
        if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
            throw new IllegalArgumentException("not PEM");
        }
        byte[] der = Base64.getMimeDecoder().decode(text.substring(BEGIN.length(), text.length() - END.length()));
        return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(der));
    }
}
