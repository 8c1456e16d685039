package io.plimsoll.center.server.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// All keys of this installation, in `keys/` below the data folder, with what others need to trust them beside it:
/// `ca.crt` and `signing.pub`.
public final class InstallationKeys {
    private static final int SECRET_BYTES = 32;

    private final CertificateAuthority authority;
    private final SigningKey signing;
    private final byte[] secret;

    private InstallationKeys(CertificateAuthority authority, SigningKey signing, byte[] secret) {
        this.authority = authority;
        this.signing = signing;
        this.secret = secret;
    }

    /// Reads the keys below the data folder, or makes them.
    public static InstallationKeys readOrMake(Path data, Clock clock) {
        Path folder = GuardedFile.secretFolder(data.resolve("keys"));
        CertificateAuthority authority =
                CertificateAuthority.readOrMake(folder.resolve("ca.key"), data.resolve("ca.crt"), clock);
        SigningKey signing = new SigningKey(StoredKey.ED25519.readOrMake(folder.resolve("signing.key")));
        GuardedFile.writeOpen(
                data.resolve("signing.pub"),
                Pem.write("PUBLIC KEY", signing.publicKey().getEncoded()));
        return new InstallationKeys(authority, signing, secret(folder.resolve("tokens.key")));
    }

    private static byte[] secret(Path file) {
        try {
            if (!Files.exists(file)) {
                byte[] made = new byte[SECRET_BYTES];
                new SecureRandom().nextBytes(made);
                GuardedFile.writeSecret(file, made);
            }
            byte[] read = Files.readAllBytes(file);
            if (read.length != SECRET_BYTES) {
                throw new KeyFailure(file + " has " + read.length + " bytes, not " + SECRET_BYTES);
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException("the key file " + file + " cannot be read", e);
        }
    }

    public CertificateAuthority authority() {
        return authority;
    }

    public SigningKey signing() {
        return signing;
    }

    /// A secret for one purpose, which tells nothing of the others.
    public byte[] secretFor(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new KeyFailure("this Java runtime has no HMAC", e);
        }
    }

    /// A new certificate for a server that listens on this address.
    public ServerCertificate serverCertificate(String listen) {
        return ServerCertificate.make(authority, ServerCertificate.hostsOf(listen));
    }
}
