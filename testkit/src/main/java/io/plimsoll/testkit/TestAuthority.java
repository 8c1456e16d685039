package io.plimsoll.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certificate authority that nobody trusts yet, and a server key for `localhost`, `registry.test`, 127.0.0.1 and the
/// hosts of [FakeEcr] with a certificate of its.
public final class TestAuthority {
    private static final char[] NO_PASSWORD = {};
    private static final Duration LIFE = Duration.ofDays(30);

    private final Path folder;
    private final PrivateKey key;
    private final X509Certificate certificate;
    private final KeyPair server;
    private final X509Certificate serverCertificate;

    private TestAuthority(Path folder) throws IOException, GeneralSecurityException, OperatorException {
        this.folder = folder;
        KeyPair own = pair("EC");
        key = own.getPrivate();
        X500Principal name = new X500Principal("CN=Authority of a test");
        certificate = signed(
                key,
                name,
                name,
                own.getPublic(),
                Extension.create(Extension.basicConstraints, true, new BasicConstraints(true)));
        server = pair("EC");
        serverCertificate = issue("CN=localhost", server.getPublic(), serverNames());
    }

    /// Makes one, with its files in this folder.
    public static TestAuthority in(Path folder) {
        try {
            return new TestAuthority(folder);
        } catch (IOException | GeneralSecurityException | OperatorException e) {
            throw new IllegalStateException("no authority could be made", e);
        }
    }

    private static Extension serverNames() throws IOException {
        GeneralName[] names = {
            new GeneralName(GeneralName.dNSName, "localhost"),
            new GeneralName(GeneralName.dNSName, "registry.test"),
            new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
            new GeneralName(GeneralName.dNSName, FakeEcr.REGISTRY),
            new GeneralName(GeneralName.dNSName, FakeEcr.API)
        };
        return Extension.create(Extension.subjectAlternativeName, false, new GeneralNames(names));
    }

    private static KeyPair pair(String kind) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
        generator.initialize(kind.equals("EC") ? 256 : 2048);
        return generator.generateKeyPair();
    }

    private X509Certificate issue(String name, PublicKey holder, Extension... extensions)
            throws IOException, GeneralSecurityException, OperatorException {
        return signed(key, certificate.getSubjectX500Principal(), new X500Principal(name), holder, extensions);
    }

    private static X509Certificate signed(
            PrivateKey issuerKey,
            X500Principal issuer,
            X500Principal subject,
            PublicKey holder,
            Extension... extensions)
            throws IOException, GeneralSecurityException, OperatorException {
        Instant now = Instant.now();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(64, new SecureRandom()),
                Date.from(now.minus(Duration.ofMinutes(5))),
                Date.from(now.plus(LIFE)),
                subject,
                holder);
        for (Extension extension : extensions) {
            builder.addExtension(extension);
        }
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey)));
    }

    /// Writes a new certificate of this authority for a client, and its key (PKCS #8), both in PEM.
    ///
    /// @param kind of the key: EC or RSA
    public void client(String kind, Path certificateFile, Path keyFile) {
        try {
            KeyPair client = pair(kind);
            write(certificateFile, "CERTIFICATE", encoded(issue("CN=client of a test", client.getPublic())));
            write(keyFile, "PRIVATE KEY", client.getPrivate().getEncoded());
        } catch (IOException | GeneralSecurityException | OperatorException e) {
            throw new IllegalStateException("no certificate could be made for a client", e);
        }
    }

    /// The authority's own certificate, in PEM.
    public Path certificate() {
        return pem("ca.crt", "CERTIFICATE", encoded(certificate));
    }

    /// The server's certificate, in PEM.
    public Path serverCertificate() {
        return pem("server.crt", "CERTIFICATE", encoded(serverCertificate));
    }

    /// The server's private key, in PEM.
    public Path serverKeyFile() {
        return pem("server.key", "PRIVATE KEY", serverKey().getEncoded());
    }

    public PrivateKey serverKey() {
        return server.getPrivate();
    }

    /// The server's certificate in DER.
    public byte[] serverCertificateBytes() {
        return encoded(serverCertificate);
    }

    /// For servers and clients of the JDK: with the server's key, and trust in this authority alone.
    public SSLContext context() {
        try {
            KeyStore own = emptyStore();
            own.setKeyEntry("server", serverKey(), NO_PASSWORD, new X509Certificate[] {serverCertificate, certificate});
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, NO_PASSWORD);
            KeyStore trusted = emptyStore();
            trusted.setCertificateEntry("ca", certificate);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
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
