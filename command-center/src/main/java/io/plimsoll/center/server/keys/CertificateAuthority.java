package io.plimsoll.center.server.keys;

import io.plimsoll.model.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/// The certificate authority of this installation. It vouches for the server and for each Enforcer, and for nobody
/// else; nobody else vouches for them.
public final class CertificateAuthority {
    private static final Duration OWN_LIFE = Duration.ofDays(3650);

    /// Certificates begin a little in the past, because clocks of hosts differ.
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(10);

    private final KeyPair keys;
    private final X509Certificate certificate;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    private CertificateAuthority(KeyPair keys, X509Certificate certificate, Clock clock) {
        this.keys = keys;
        this.certificate = certificate;
        this.clock = clock;
    }

    /// Reads the authority of this installation, or makes it.
    ///
    /// @param keyFile mode 0600
    /// @param certificateFile for everyone to read and to trust
    static CertificateAuthority readOrMake(Path keyFile, Path certificateFile, Clock clock) {
        KeyPair keys = StoredKey.P256.readOrMake(keyFile);
        try {
            if (!Files.exists(certificateFile)) {
                X509Certificate made = selfSigned(keys, clock.instant());
                GuardedFile.writeOpen(certificateFile, Pem.write("CERTIFICATE", made.getEncoded()));
            }
            X509Certificate certificate = parse(Pem.read("CERTIFICATE", Files.readAllBytes(certificateFile)));
            if (!certificate.getPublicKey().equals(keys.getPublic())) {
                throw new KeyFailure(certificateFile + " does not belong to " + keyFile);
            }
            return new CertificateAuthority(keys, certificate, clock);
        } catch (IOException e) {
            throw new UncheckedIOException("the certificate of the authority cannot be read", e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new KeyFailure("the certificate " + certificateFile + " cannot be used", e);
        }
    }

    private static X509Certificate selfSigned(KeyPair keys, Instant now) {
        String mark = Digest.of(keys.getPublic().getEncoded()).hex().substring(0, 8);
        X500Name name = name("Plimsoll installation " + mark);
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.ONE,
                    Date.from(now.minus(CLOCK_SKEW)),
                    Date.from(now.plus(OWN_LIFE)),
                    name,
                    keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
            return signed(builder, keys);
        } catch (CertIOException | GeneralSecurityException e) {
            throw new KeyFailure("the authority cannot be made", e);
        }
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /// The pin of enrolment strings: the SHA-256 of the certificate's DER.
    public Digest fingerprint() {
        return Digest.of(encoded(certificate));
    }

    /// The DER of a certificate.
    public static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateException e) {
            throw new KeyFailure("the certificate cannot be written", e);
        }
    }

    /// A certificate for a server with these names.
    X509Certificate forServer(PublicKey key, List<GeneralName> names, Duration life) {
        return issue(
                name("plimsoll-center"),
                key,
                life,
                KeyPurposeId.id_kp_serverAuth,
                new GeneralNames(names.toArray(GeneralName[]::new)));
    }

    /// A certificate for a client of that common name, made from a certificate request (PKCS#10) whose other wishes are
    /// ignored.
    ///
    /// @throws IllegalArgumentException if the request is none, does not prove its key, or asks for a weak key
    public X509Certificate forClient(byte[] request, String commonName, Duration life) {
        return issue(name(commonName), provenKey(request), life, KeyPurposeId.id_kp_clientAuth, null);
    }

    private static PublicKey provenKey(byte[] request) {
        try {
            JcaPKCS10CertificationRequest parsed = new JcaPKCS10CertificationRequest(request);
            PublicKey key = parsed.getPublicKey();
            if (!parsed.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
                throw new IllegalArgumentException("the certificate request is not signed by its own key");
            }
            if (!key.getAlgorithm().equals("EC")) {
                throw new IllegalArgumentException("a certificate request has an EC key, not " + key.getAlgorithm());
            }
            return key;
        } catch (IOException | OperatorCreationException | PKCSException | GeneralSecurityException e) {
            throw new IllegalArgumentException("not a certificate request: " + e.getMessage(), e);
        }
    }

    private X509Certificate issue(
            X500Name subject,
            PublicKey key,
            Duration life,
            KeyPurposeId purpose,
            @org.jspecify.annotations.Nullable GeneralNames names) {
        Instant now = clock.instant();
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    certificate,
                    new BigInteger(127, random).add(BigInteger.TWO),
                    Date.from(now.minus(CLOCK_SKEW)),
                    Date.from(now.plus(life)),
                    subject,
                    key);
            JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            builder.addExtension(
                    Extension.authorityKeyIdentifier, false, extensions.createAuthorityKeyIdentifier(certificate));
            builder.addExtension(Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(key));
            if (names != null) {
                builder.addExtension(Extension.subjectAlternativeName, false, names);
            }
            return signed(builder, keys);
        } catch (CertIOException | GeneralSecurityException e) {
            throw new KeyFailure("the certificate for " + subject + " cannot be made", e);
        }
    }

    private static X509Certificate signed(JcaX509v3CertificateBuilder builder, KeyPair keys) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (OperatorCreationException | CertificateException e) {
            throw new KeyFailure("the authority cannot sign", e);
        }
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, "Plimsoll")
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    static X509Certificate parse(byte[] der) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }
}
