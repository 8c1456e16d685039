package io.plimsoll.scanner.analysis.sensitive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.model.CardNumbers;
import io.plimsoll.model.Gap;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.Leak;
import io.plimsoll.model.SensitiveContent;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import io.plimsoll.scanner.analysis.zip.ZipBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ArchiveTextsTest {
    private static final String SETTINGS = """
            spring.datasource.url=jdbc:postgresql://db/shop
            spring.datasource.password=S3cretOfShop
            """;

    private final MadeUp some = new MadeUp(29);

    private static Inventory scan(String path, byte[] archive) throws IOException {
        return Scans.rootfs(new TarBytes().file(path, 0644, archive).end());
    }

    private static SensitiveContent in(String path, byte[] archive) throws IOException {
        return Objects.requireNonNull(scan(path, archive).sensitive());
    }

    @Test
    void anArchiveWithoutSettingsHasNoLeaks() throws IOException {
        assertThat(in(
                                "app/shop.jar",
                                new ZipBytes()
                                        .file("application.properties", "")
                                        .end())
                        .leaks())
                .isEmpty();
    }

    @Test
    void findsThePasswordInASpringBootJar() throws IOException {
        byte[] jar = new ZipBytes()
                .file("BOOT-INF/classes/application.properties", SETTINGS)
                .end();

        SensitiveContent found = in("app/shop.jar", jar);

        assertThat(found.leaks())
                .extracting(Leak::rule, Leak::path, Leak::line, Leak::excerpt)
                .containsExactly(tuple(
                        "secret-setting",
                        "/app/shop.jar!/BOOT-INF/classes/application.properties",
                        2,
                        "spring.datasource.password=****"));
        assertThat(found.toString()).doesNotContain("S3cretOfShop");
    }

    @Test
    void findsKeysYamlAndDocumentsOfTheApplication() throws IOException {
        byte[] jar = new ZipBytes()
                .file("BOOT-INF/classes/application-prod.yml", "db:\n  password: \"p4ss-of-db\"\n")
                .stored("BOOT-INF/classes/tls/server.pem", MadeUp.privateKey().getBytes(StandardCharsets.UTF_8))
                .file("BOOT-INF/classes/accounts.json", "{\"password\": \"Tr0ub4dor&3\"}")
                .end();

        assertThat(in("app/shop.jar", jar).leaks())
                .extracting(Leak::rule)
                .containsExactlyInAnyOrder("secret-setting", "private-key", "secret-setting");
    }

    @Test
    void findsThemBelowAStartScript() throws IOException {
        byte[] jar = new ZipBytes().file("application.properties", SETTINGS).end();
        byte[] script = "#!/bin/bash\n# starts it\n".repeat(40).getBytes(StandardCharsets.UTF_8);
        byte[] both = new byte[script.length + jar.length];
        System.arraycopy(script, 0, both, 0, script.length);
        System.arraycopy(jar, 0, both, script.length, jar.length);

        assertThat(in("app/shop.jar", both).leaks())
                .extracting(Leak::path)
                .contains("/app/shop.jar!/application.properties");
    }

    @Test
    void searchesTheWarInAnEarButNoLibrary() throws IOException {
        byte[] library = new ZipBytes().file("library.properties", SETTINGS).end();
        byte[] war = new ZipBytes()
                .file("WEB-INF/classes/shop.properties", SETTINGS)
                .file("WEB-INF/web.xml", "<param><password>w0nderland</password></param>")
                .stored("WEB-INF/lib/library.jar", library)
                .end();
        byte[] ear = new ZipBytes().file("shop.war", war).end();

        assertThat(in("opt/shop.ear", ear).leaks())
                .extracting(Leak::path)
                .containsExactly(
                        "/opt/shop.ear!/shop.war!/WEB-INF/classes/shop.properties",
                        "/opt/shop.ear!/shop.war!/WEB-INF/web.xml");
    }

    @Test
    void anInstalledLibraryIsJudgedAsOne() throws IOException {
        byte[] jar = new ZipBytes().file("defaults.properties", SETTINGS).end();
        assertThat(in("usr/share/java/library.jar", jar).leaks()).isEmpty();
    }

    @Test
    void cardNumbersAreFoundToo() throws IOException {
        byte[] jar = new ZipBytes()
                .file("BOOT-INF/classes/shop.yml", "card: " + some.card("4", 16) + "\n")
                .end();
        assertThat(in("app/shop.jar", jar).cardNumbers())
                .extracting(CardNumbers::path)
                .containsExactly("/app/shop.jar!/BOOT-INF/classes/shop.yml");
    }

    /// Kept results of layers, deletion and links go by the file, not by the entry.
    @Test
    void theLeakIsGoneOrCopiedWithItsArchive() throws IOException {
        byte[] jar = new ZipBytes().file("a.properties", SETTINGS).end();
        Inventory twice = Scans.rootfs(new TarBytes()
                .file("app/a.jar", 0644, jar)
                .hardLink("app/b.jar", "app/a.jar")
                .end());
        assertThat(Objects.requireNonNull(twice.sensitive()).leaks())
                .extracting(Leak::path)
                .containsExactly("/app/a.jar!/a.properties", "/app/b.jar!/a.properties");
    }

    @Test
    void aNameThatLeadsOutHidesNothing() throws IOException {
        byte[] jar = new ZipBytes()
                .file("../a.properties", "token=ghp_" + some.alphanumeric(36))
                .end();
        assertThat(in("app/a.jar", jar).leaks()).extracting(Leak::rule).containsExactly("github-token");
    }

    @Test
    void anEntryThatCannotBeReadIsAGap() throws IOException {
        byte[] jar = new ZipBytes().file("a.properties", SETTINGS.repeat(50)).end();
        jar[60] = (byte) (jar[60] ^ 0x55);
        assertThat(scan("app/a.jar", jar).gaps()).extracting(Gap::code).contains("malformed-archive");
    }
}
