package io.plimsoll.scanner.analysis.sensitive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.model.Inventory;
import io.plimsoll.model.Leak;
import io.plimsoll.model.SensitiveContent;
import io.plimsoll.model.Severity;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import io.plimsoll.scanner.analysis.zip.ZipBytes;
import io.plimsoll.testkit.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Keystores that Java's keytool has made, and keys as libraries write them.
class KeyFileIT {
    private static final String PASSWORD = "opens-it-all";

    private static final Map<String, byte[]> KEYSTORES = new HashMap<>();

    @TempDir
    static Path folder;

    @ParameterizedTest
    @CsvSource({"JKS, a Java keystore ****", "JCEKS, a Java keystore ****", "PKCS12, a PKCS #12 keystore ****"})
    void findsAKeystoreWithAPrivateKeyUnderAnyName(String type, String excerpt) throws IOException {
        byte[] store = keystore(type);

        assertThat(in(new TarBytes().file("opt/shop/server.bin", 0644, store)).leaks())
                .extracting(Leak::rule, Leak::severity, Leak::path, Leak::line, Leak::excerpt)
                .containsExactly(tuple("keystore", Severity.MEDIUM, "/opt/shop/server.bin", 0, excerpt));
    }

    @ParameterizedTest
    @CsvSource({
        "app/test/server.p12, true",
        "usr/lib/python3/dist-packages/tls/server.p12, true",
        "usr/lib/python3/dist-packages/tls/tests/server.p12, false",
        "usr/share/doc/tls/server.p12, false",
    })
    void whatTestsOfLibrariesAndManualsBringIsNoLeak(String path, boolean isLeak) throws IOException {
        assertThat(in(new TarBytes().file(path, 0644, keystore("PKCS12"))).leaks())
                .hasSize(isLeak ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JKS", "JCEKS", "PKCS12"})
    void aStoreOfCertificatesAloneIsNoLeak(String type) throws IOException {
        byte[] store = truststore(type);

        assertThat(in(new TarBytes().file("etc/trusted.p12", 0644, store)).leaks())
                .isEmpty();
    }

    @Test
    void theAuthoritiesThatJavaTrustsAreNoLeak() throws IOException {
        byte[] authorities = Files.readAllBytes(Path.of(System.getProperty("java.home"), "lib/security/cacerts"));

        assertThat(in(new TarBytes().file("opt/java/lib/security/cacerts", 0644, authorities))
                        .leaks())
                .isEmpty();
    }

    @Test
    void findsTheKeystoreInsideAJavaArchive() throws IOException {
        byte[] jar = new ZipBytes()
                .stored("BOOT-INF/classes/server.p12", keystore("PKCS12"))
                .end();

        assertThat(in(new TarBytes().file("app/shop.jar", 0644, jar)).leaks())
                .extracting(Leak::rule, Leak::path)
                .containsExactly(tuple("keystore", "/app/shop.jar!/BOOT-INF/classes/server.p12"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void findsAKeyInDer(String algorithm) throws IOException, GeneralSecurityException {
        KeyPairGenerator keys = KeyPairGenerator.getInstance(algorithm);
        var pair = keys.generateKeyPair();
        TarBytes tar = new TarBytes()
                .file("etc/tls/server.der", 0600, pair.getPrivate().getEncoded())
                .file("etc/tls/server-public.der", 0600, pair.getPublic().getEncoded());

        assertThat(in(tar).leaks())
                .extracting(Leak::rule, Leak::severity, Leak::path)
                .containsExactly(tuple("private-key", Severity.HIGH, "/etc/tls/server.der"));
    }

    /// PKCS #8 wraps a key in its own form, RFC 8017 or RFC 5915, which stands at its end.
    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void findsAKeyInItsOwnForm(String algorithm) throws IOException, GeneralSecurityException {
        byte[] wrapped = KeyPairGenerator.getInstance(algorithm)
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        byte[] own = ownForm(wrapped);

        assertThat(in(new TarBytes().file("etc/tls/key", 0600, own)).leaks())
                .extracting(Leak::rule, Leak::severity, Leak::excerpt)
                .containsExactly(tuple("private-key", Severity.HIGH, "a key in DER ****"));
    }

    private static byte[] ownForm(byte[] wrapped) {
        for (int at = 1; at < wrapped.length - 4; at++) {
            int length = (wrapped[at + 1] & 0xff) < 0x80
                    ? 2 + wrapped[at + 1]
                    : 4 + (wrapped[at + 2] & 0xff) * 256 + (wrapped[at + 3] & 0xff);
            if (wrapped[at] == 0x30 && at + length == wrapped.length) {
                return Arrays.copyOfRange(wrapped, at, wrapped.length);
            }
        }
        throw new IllegalStateException("no key inside");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PBEWithSHA1AndDESede", "PBEWithHmacSHA256AndAES_256"})
    void anEncryptedKeyIsALesserOne(String algorithm) throws IOException, GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(
                Cipher.ENCRYPT_MODE,
                SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(PASSWORD.toCharArray())));
        byte[] key = KeyPairGenerator.getInstance("EC")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();

        byte[] encrypted = sequence(algorithm(cipher), octets(cipher.doFinal(key)));

        assertThat(in(new TarBytes().file("etc/tls/key", 0600, encrypted)).leaks())
                .extracting(Leak::rule, Leak::severity)
                .containsExactly(tuple("private-key-encrypted", Severity.LOW));
    }

    /// Java writes the parameters of PBES2 without its name.
    private static byte[] algorithm(Cipher cipher) throws IOException {
        String name = cipher.getAlgorithm().contains("Hmac") ? "2a864886f70d01050d" : "2a864886f70d010c0103";
        return sequence(
                der(6, HexFormat.of().parseHex(name)), cipher.getParameters().getEncoded());
    }

    private static byte[] sequence(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return der(0x30, both);
    }

    private static byte[] octets(byte[] bytes) {
        return der(4, bytes);
    }

    /// An element of at most 255 bytes.
    private static byte[] der(int tag, byte[] content) {
        int head = content.length < 0x80 ? 2 : 3;
        byte[] bytes = new byte[head + content.length];
        bytes[0] = (byte) tag;
        bytes[1] = (byte) 0x81;
        bytes[head - 1] = (byte) content.length;
        System.arraycopy(content, 0, bytes, head, content.length);
        return bytes;
    }

    @Test
    void aKeystoreThatIsCutOffIsStillOne() throws IOException {
        byte[] store = keystore("JKS");

        for (int length : new int[] {4, 11, 12, 16}) {
            Inventory inventory = Scans.rootfs(new TarBytes()
                    .file("a.jks", 0600, Arrays.copyOf(store, length))
                    .end());
            assertThat(inventory.gaps()).isEmpty();
            assertThat(Objects.requireNonNull(inventory.sensitive()).leaks())
                    .as("cut off after " + length + " bytes")
                    .hasSize(length < 16 ? 0 : 1);
        }
    }

    private static SensitiveContent in(TarBytes tar) throws IOException {
        return Objects.requireNonNull(Scans.rootfs(tar.end()).sensitive());
    }

    /// Made once for each type, as keytool is a process of its own.
    private static byte[] keystore(String type) throws IOException {
        byte[] known = KEYSTORES.get(type);
        if (known != null) {
            return known;
        }
        keytool("-genkeypair", type, type, "-keyalg", "EC", "-dname", "CN=shop", "-keypass", PASSWORD);
        byte[] made = Files.readAllBytes(folder.resolve(type));
        KEYSTORES.put(type, made);
        return made;
    }

    private static byte[] truststore(String type) throws IOException {
        keystore(type);
        keytool(
                "-exportcert",
                type,
                type,
                "-file",
                folder.resolve(type + ".certificate").toString());
        keytool(
                "-importcert",
                type,
                type + ".trusted",
                "-noprompt",
                "-file",
                folder.resolve(type + ".certificate").toString());
        return Files.readAllBytes(folder.resolve(type + ".trusted"));
    }

    private static void keytool(String command, String type, String store, String... words) {
        Command.of(Path.of(System.getProperty("java.home"), "bin/keytool").toString(), command)
                .with("-storetype", type, "-alias", "shop", "-storepass", PASSWORD)
                .with("-keystore", folder.resolve(store).toString())
                .with(words)
                .run()
                .outputOrFail();
    }
}
