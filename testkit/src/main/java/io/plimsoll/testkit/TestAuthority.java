package io.plimsoll.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A certificate authority that nobody trusts yet, and a server key for `localhost`, `registry.test`, 127.0.0.1 and the
/// hosts of [FakeEcr] with a certificate of its. Made by the JDK's keytool.
public final class TestAuthority {
    private static final String PASSWORD = "of-a-test";

    private final Path folder;
    private final KeyStore store;

    private TestAuthority(Path folder, KeyStore store) {
        this.folder = folder;
        this.store = store;
    }

    /// Makes one, with its files in this folder.
    public static TestAuthority in(Path folder) {
        Path file = folder.resolve("authority.p12");
        keytool(file, "EC", "-alias", "ca", "-dname", "CN=Authority of a test", "-ext", "bc:c");
        keytool(
                file,
                "EC",
                "-alias",
                "server",
                "-dname",
                "CN=localhost",
                "-signer",
                "ca",
                "-ext",
                "san=dns:localhost,dns:registry.test,ip:127.0.0.1,dns:" + FakeEcr.REGISTRY + ",dns:" + FakeEcr.API);
        try (InputStream in = Files.newInputStream(file)) {
            return new TestAuthority(folder, loaded(in));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("keytool made no usable " + file, e);
        }
    }

    private static KeyStore loaded(InputStream in) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(in, PASSWORD.toCharArray());
        return store;
    }

    /// Writes a new certificate of this authority for a client, and its key (PKCS #8), both in PEM.
    ///
    /// @param kind of the key: EC or RSA
    public void client(String kind, Path certificate, Path key) {
        Path file = folder.resolve("client-" + kind + ".p12");
        try {
            Files.copy(folder.resolve("authority.p12"), file, StandardCopyOption.REPLACE_EXISTING);
            keytool(file, kind, "-alias", "client", "-dname", "CN=client of a test", "-signer", "ca");
            try (InputStream in = Files.newInputStream(file)) {
                KeyStore made = loaded(in);
                write(certificate, "CERTIFICATE", encoded(made.getCertificate("client")));
                write(
                        key,
                        "PRIVATE KEY",
                        made.getKey("client", PASSWORD.toCharArray()).getEncoded());
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("keytool made no usable " + file, e);
        }
    }

    private static void keytool(Path store, String kind, String... words) {
        Command.of(Path.of(System.getProperty("java.home"), "bin/keytool").toString(), "-genkeypair")
                .with("-J-XX:+UseSerialGC", "-J-XX:TieredStopAtLevel=1")
                .with("-keyalg", kind, "-validity", "30")
                .with(kind.equals("EC") ? new String[] {"-groupname", "secp256r1"} : new String[] {"-keysize", "2048"})
                .with("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD)
                .with(words)
                .run()
                .outputOrFail();
    }

    /// The authority's own certificate, in PEM.
    public Path certificate() {
        return pem("ca.crt", "CERTIFICATE", encoded(certificateOf("ca")));
    }

    /// The server's certificate, in PEM.
    public Path serverCertificate() {
        return pem("server.crt", "CERTIFICATE", encoded(certificateOf("server")));
    }

    /// The server's private key, in PEM.
    public Path serverKeyFile() {
        return pem("server.key", "PRIVATE KEY", serverKey().getEncoded());
    }

    public PrivateKey serverKey() {
        try {
            return (PrivateKey) store.getKey("server", PASSWORD.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The server's certificate in DER.
    public byte[] serverCertificateBytes() {
        return encoded(certificateOf("server"));
    }

    /// For servers and clients of the JDK: with the server's key, and trust in this authority alone.
    public SSLContext context() {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("ca", certificateOf("ca"));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Certificate certificateOf(String alias) {
        try {
            return store.getCertificate(alias);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] encoded(Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path pem(String name, String type, byte[] der) {
        return write(folder.resolve(name), type, der);
    }

    private static Path write(Path file, String type, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        try {
            return Files.writeString(
                    file,
                    "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n",
                    StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
