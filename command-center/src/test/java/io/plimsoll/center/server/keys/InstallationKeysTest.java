package io.plimsoll.center.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationKeysTest {
    @TempDir
    Path data;

    @Test
    void makesKeysThatOnlyTheirOwnerReads() throws IOException {
        InstallationKeys.readOrMake(data, Clock.systemUTC());
        assertThat(mode(data.resolve("keys"))).isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(data.resolve("keys"))) {
            assertThat(files.toList()).hasSize(3).allMatch(file -> mode(file).equals("rw-------"));
        }
        assertThat(mode(data.resolve("ca.crt"))).isEqualTo("rw-r--r--");
        assertThat(Files.readString(data.resolve("ca.crt"))).doesNotContain("PRIVATE");
    }

    @Test
    void findsTheSameKeysAgain() {
        InstallationKeys first = InstallationKeys.readOrMake(data, Clock.systemUTC());
        InstallationKeys second = InstallationKeys.readOrMake(data, Clock.systemUTC());
        assertThat(second.authority().fingerprint()).isEqualTo(first.authority().fingerprint());
        assertThat(second.signing().publicKey()).isEqualTo(first.signing().publicKey());
        assertThat(second.secretFor("a")).isEqualTo(first.secretFor("a")).isNotEqualTo(first.secretFor("b"));
    }

    @Test
    void saysWhichKeyFileIsBroken() throws IOException {
        InstallationKeys.readOrMake(data, Clock.systemUTC());
        Path file = data.resolve("keys/ca.key");
        Files.writeString(file, "nonsense");
        assertThatThrownBy(() -> InstallationKeys.readOrMake(data, Clock.systemUTC()))
                .isInstanceOf(KeyFailure.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void theServersCertificateIsForItsNamesAndByItsAuthority() throws GeneralSecurityException {
        InstallationKeys keys = InstallationKeys.readOrMake(data, Clock.systemUTC());
        X509Certificate certificate =
                keys.serverCertificate("127.0.0.1").chain().getFirst();
        certificate.verify(keys.authority().certificate().getPublicKey());
        assertThat(certificate.getSubjectAlternativeNames().toString())
                .contains("127.0.0.1")
                .contains("localhost");
        assertThat(certificate.getBasicConstraints()).as("no authority").isEqualTo(-1);
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    }

    @Test
    void aClientsCertificateHasTheNameThatWeChooseAndTheKeyThatItProved() throws Exception {
        InstallationKeys keys = InstallationKeys.readOrMake(data, Clock.systemUTC());
        KeyPair client = StoredKey.P256.pair();
        X509Certificate certificate =
                keys.authority().forClient(request(client, client), "chosen", Duration.ofDays(30));
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=chosen,O=Plimsoll");
        assertThat(certificate.getPublicKey()).isEqualTo(client.getPublic());
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
    }

    @Test
    void refusesRequestsThatDoNotProveTheirKey() throws Exception {
        CertificateAuthority authority =
                InstallationKeys.readOrMake(data, Clock.systemUTC()).authority();
        byte[] stolen = request(StoredKey.P256.pair(), StoredKey.P256.pair());
        assertThatThrownBy(() -> authority.forClient(stolen, "x", Duration.ofDays(1)))
                .hasMessageContaining("not signed by its own key");
        assertThatThrownBy(() -> authority.forClient(new byte[] {1, 2, 3}, "x", Duration.ofDays(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> authority.forClient(new byte[0], "x", Duration.ofDays(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] request(KeyPair shown, KeyPair signing) throws OperatorCreationException, IOException {
        return new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=admin"), shown.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(signing.getPrivate()))
                .getEncoded();
    }

    private static String mode(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
