package io.plimsoll.scanner.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.scanner.SampleImage;
import io.plimsoll.scanner.TarBytes;
import io.plimsoll.testkit.Command;
import io.plimsoll.testkit.TestAuthority;
import io.plimsoll.testkit.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against a real registry that lets in only who shows a certificate.
class ClientCertificateIT {
    private static final Path OPENSSL = Path.of("/usr/bin/openssl");

    @TempDir
    static Path keys;

    private static TestAuthority authority;

    @TempDir
    Path folder;

    private TestRegistry registry;
    private Path ofHost;

    @BeforeAll
    static void makeAuthority() {
        authority = TestAuthority.in(keys);
    }

    @BeforeEach
    void start() throws IOException {
        registry = TestRegistry.withClientCertificates(folder, authority);
        new Pushing(registry, "").image("shop/web", "1", image());
        ofHost = Files.createDirectories(folder.resolve("certs.d/" + registry.host()));
        Files.copy(authority.certificate(), ofHost.resolve("ca.crt"));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private static SampleImage image() {
        return SampleImage.of(
                new TarBytes().file("bin/shop", 0755, new byte[100]).end());
    }

    private static void identity(String kind, Path into) {
        authority.client(kind, into.resolve("client.cert"), into.resolve("client.key"));
    }

    private Pulls pulls() {
        return Pulls.trustingNobody().certificatesIn(folder.resolve("nobody.d"), folder.resolve("certs.d"));
    }

    private String name() {
        return registry.host() + "/shop/web:1";
    }

    @Test
    void withoutOneTheRegistryRefusesAndWhereItBelongsIsSaid() {
        pulls().refused(name())
                .hasMessageContaining(registry.host() + " breaks off the TLS handshake")
                .hasMessageContaining("if it wants a certificate of its clients, put it and its private key into"
                        + " /etc/docker/certs.d/" + registry.host() + "/ as client.cert and client.key");
    }

    @ParameterizedTest
    @CsvSource({"EC, pkcs8", "EC, traditional", "RSA, pkcs8", "RSA, traditional"})
    void certificateOfTheHostsFolderIsShown(String kind, String form) throws Exception {
        identity(kind, ofHost);
        if (form.equals("traditional")) {
            String key = ofHost.resolve("client.key").toString();
            Command.of(OPENSSL.toString(), "pkey", "-traditional", "-in", key, "-out", key + ".new")
                    .run()
                    .outputOrFail();
            Files.move(Path.of(key + ".new"), Path.of(key), StandardCopyOption.REPLACE_EXISTING);
            assertThat(Path.of(key)).content().startsWith("-----BEGIN " + kind + " PRIVATE KEY-----");
        }

        assertThat(pulls().scan(name()).gaps()).isEmpty();
    }

    @Test
    void hostThatTheRegistryRedirectsToSeesNoCertificate() throws Exception {
        Pushing.Parts parts = Pushing.Parts.of(image());
        try (FakeRegistry first = FakeRegistry.withTls(authority).holding(parts);
                FakeRegistry other = FakeRegistry.withTls(authority).holding(parts)) {
            for (String blob : parts.blobs().keySet()) {
                String path = "/v2/shop/web/blobs/" + blob;
                first.on(path, FakeRegistry.redirecting("https://" + other.at("127.0.0.1") + path));
            }
            identity("EC", Files.createDirectories(folder.resolve("certs.d/" + first.at("localhost"))));
            identity("EC", Files.createDirectories(folder.resolve("certs.d/" + other.at("127.0.0.1"))));

            assertThat(Pulls.trusting(authority.certificate())
                            .certificatesIn(folder.resolve("certs.d"))
                            .scan(first.at("localhost") + "/shop/web:1")
                            .gaps())
                    .isEmpty();
            assertThat(first.clients()).isNotEmpty().containsOnly("CN=client of a test");
            assertThat(other.clients()).isNotEmpty().containsOnly("nobody");
        }
    }

    @Test
    void fileThatCannotBeUsedIsNamed() throws Exception {
        Path key = ofHost.resolve("client.key");
        Path certificate = ofHost.resolve("client.cert");
        identity("EC", ofHost);
        String secret = Files.readString(key).lines().skip(1).findFirst().orElseThrow();

        Files.writeString(key, Files.readString(key).replace(secret, secret.substring(4)));
        pulls().refused(name()).hasMessageContaining("the private key in " + key + " is not sound");
        Files.writeString(
                key, "-----BEGIN ENCRYPTED PRIVATE KEY-----\n" + secret + "\n-----END ENCRYPTED PRIVATE KEY-----");
        pulls().refused(name())
                .hasMessageContaining("the private key in " + key + " is encrypted")
                .hasMessageNotContaining(secret);
        Files.writeString(key, secret);
        pulls().refused(name()).hasMessage("there is no private key in PEM in " + key);
        Files.copy(authority.serverKeyFile(), key, StandardCopyOption.REPLACE_EXISTING);
        pulls().refused(name())
                .hasMessage("the private key in " + key + " is not that of the certificate in " + certificate);
        Files.delete(key);
        Files.createDirectory(key);
        pulls().refused(name()).hasMessageContaining("the private key in " + key + " cannot be read");
        Files.delete(key);
        pulls().refused(name()).hasMessageContaining("there is no private key " + key);
        Files.writeString(certificate, "x");
        Files.writeString(key, "x");
        pulls().refused(name()).hasMessageContaining("there is no certificate in PEM in " + certificate);
    }
}
