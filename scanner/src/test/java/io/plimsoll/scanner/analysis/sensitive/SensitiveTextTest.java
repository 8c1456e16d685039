package io.plimsoll.scanner.analysis.sensitive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.model.Gap;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.Leak;
import io.plimsoll.model.RiskyFile;
import io.plimsoll.model.SensitiveContent;
import io.plimsoll.scanner.SampleImage;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SensitiveTextTest {
    private final MadeUp some = new MadeUp(4711);
    private final String token = "ghp_" + some.alphanumeric(36);

    private static SensitiveContent of(Inventory inventory) {
        return Objects.requireNonNull(inventory.sensitive());
    }

    private static List<Leak> leaks(TarBytes... layers) throws IOException {
        byte[][] bytes = new byte[layers.length][];
        for (int i = 0; i < layers.length; i++) {
            bytes[i] = layers[i].end();
        }
        return of(Scans.docker(SampleImage.of(bytes))).leaks().stream()
                .filter(leak -> leak.path().startsWith("/"))
                .toList();
    }

    private Inventory configured(String configuration) throws IOException {
        return Scans.docker(SampleImage.of(new TarBytes().file("a", "b").end())
                .configured(config -> config.replace("\"TOKEN=hidden\"", configuration)));
    }

    @Test
    void findsLeaksInTheEnvironmentWithoutKeepingTheValue() throws IOException {
        Inventory inventory = configured("\"DB_PASSWORD=hunter2\",\"GH=" + token + "\",\"TOKEN_FILE=/run/t1\"");
        assertThat(of(inventory).leaks())
                .extracting(Leak::rule, Leak::path, Leak::excerpt)
                .containsExactly(
                        tuple("secret-setting", "env:DB_PASSWORD", "DB_PASSWORD=****"),
                        tuple("github-token", "env:GH", "ghp_****"));
        assertThat(inventory.toString()).doesNotContain("hunter2", token);
    }

    @Test
    void masksSecretsInLabelsHistoryAndCommand() throws IOException {
        Inventory inventory =
                Scans.docker(SampleImage.of(new TarBytes().file("a", "b").end())
                        .configured(config -> config.replace("COPY layer of", "RUN curl -H x:" + token + " of")
                                .replace("\"a\":\"1\"", "\"ci\":\"postgres://ci:s3cr3t@db/x\"")
                                .replace("/bin/shop", "--password=s3cr3t-1")));
        assertThat(of(inventory).leaks())
                .extracting(Leak::rule, Leak::path)
                .containsExactlyInAnyOrder(
                        tuple("github-token", "history:2"),
                        tuple("password-in-address", "label:ci"),
                        tuple("secret-setting", "command:1"));
        assertThat(inventory.toString()).doesNotContain("s3cr3t", token).contains("ci=postgres://ci:****@db/x");
    }

    @Test
    void aBuildStepThatRepeatsAVariableIsNoLeakOfItsOwn() throws IOException {
        Inventory inventory =
                Scans.docker(SampleImage.of(new TarBytes().file("a", "b").end())
                        .configured(config -> config.replace("\"TOKEN=hidden\"", "\"PASSWORD=hunter2\"")
                                .replace("\"created_by\":\"ENV\"", "\"created_by\":\"ENV PASSWORD=hunter2\"")));
        assertThat(of(inventory).leaks()).extracting(Leak::path).containsExactly("env:PASSWORD");
    }

    @Test
    void notesWhetherThereIsAHealthCheck() throws IOException {
        assertThat(healthcheck("")).isFalse();
        assertThat(healthcheck("\"Healthcheck\":{\"Test\":[\"NONE\"]},")).isFalse();
        assertThat(healthcheck("\"Healthcheck\":{\"Test\":[\"CMD\",\"true\"]},"))
                .isTrue();
    }

    private static boolean healthcheck(String field) throws IOException {
        var configuration = Scans.docker(
                        SampleImage.of(new TarBytes().file("a", "b").end())
                                .configured(config -> config.replace("\"Entrypoint\"", field + "\"Entrypoint\"")))
                .configuration();
        return Boolean.TRUE.equals(Objects.requireNonNull(configuration).healthcheck());
    }

    private TarBytes withToken() {
        return new TarBytes().file("app/ci.sh", "#!/bin/sh\n\nexport T=" + token + "\n");
    }

    @Test
    void saysWhereALeakIsAndWhatStandsBeforeIt() throws IOException {
        assertThat(leaks(withToken()))
                .extracting(Leak::rule, Leak::path, Leak::line, Leak::excerpt, Leak::deleted)
                .containsExactly(tuple("github-token", "/app/ci.sh", 3, "ghp_****", false));
    }

    @Test
    void whatAHigherLayerDeletesIsStillTold() throws IOException {
        Leak hidden =
                leaks(withToken(), new TarBytes().file("app/.wh.ci.sh", "")).getFirst();
        Leak seen = leaks(withToken()).getFirst();
        assertThat(hidden.deleted()).isTrue();
        assertThat(hidden.fingerprint()).isEqualTo(seen.fingerprint());
        assertThat(leaks(withToken(), new TarBytes().file(".wh.app", ""))).hasSize(1);
        assertThat(leaks(withToken(), new TarBytes().file("app/.wh..wh..opq", "")))
                .hasSize(1);
        assertThat(leaks(withToken(), new TarBytes().file("app/ci.sh", "nothing")))
                .hasSize(1);
        assertThat(leaks(withToken(), new TarBytes().symbolicLink("app/ci.sh", "/x")))
                .hasSize(1);
    }

    @Test
    void whatTheSameLayerWritesTwiceIsToldBothTimes() throws IOException {
        assertThat(leaks(withToken().file("app/ci.sh", "nothing")))
                .extracting(Leak::deleted)
                .containsExactly(true);
        assertThat(leaks(withToken().file("app/ci.sh", "nothing").hardLink("app/b", "app/ci.sh")))
                .extracting(Leak::path)
                .containsExactly("/app/ci.sh");
    }

    @Test
    void aLeakInACopyOfItsFileIsToldOnce() throws IOException {
        assertThat(leaks(withToken(), withToken())).extracting(Leak::deleted).containsExactly(false);
        assertThat(leaks(withToken(), withToken(), new TarBytes().file("app/.wh.ci.sh", "")))
                .extracting(Leak::deleted)
                .containsExactly(true);
    }

    @Test
    void hardLinksAreToldToo() throws IOException {
        assertThat(leaks(withToken().hardLink("app/b.sh", "app/ci.sh"))).hasSize(2);
    }

    @Test
    void aTokenBeatsTheSettingThatItStandsIn() throws IOException {
        assertThat(leaks(new TarBytes().file("app/.env", "GITHUB_TOKEN=" + token + "\nDB_PASSWORD=s3cr3t\n")))
                .extracting(Leak::rule)
                .containsExactly("github-token", "secret-setting");
    }

    /// A hash of `hunter2` would tell it to whoever tries the passwords that people choose.
    @Test
    void fingerprintsOfChosenSecretsDoNotDependOnThem() throws IOException {
        String one = leaks(new TarBytes().file("app/.env", "PASSWORD=hunter2"))
                .getFirst()
                .fingerprint();
        assertThat(leaks(new TarBytes().file("app/.env", "PASSWORD=hunter3"))
                        .getFirst()
                        .fingerprint())
                .isEqualTo(one);
        assertThat(leaks(new TarBytes().file("app/b.env", "PASSWORD=hunter2"))
                        .getFirst()
                        .fingerprint())
                .isNotEqualTo(one);
        assertThat(leaks(new TarBytes().file("a", token)).getFirst().fingerprint())
                .isEqualTo(
                        leaks(new TarBytes().file("b", "x " + token)).getFirst().fingerprint());
    }

    @Test
    void atMostAHundredLeaksOfAFileAreListed() throws IOException {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            many.append("ghp_").append(some.alphanumeric(36)).append('\n');
        }
        assertThat(leaks(new TarBytes().file("a", many.toString()))).hasSize(100);
    }

    @Test
    void noPlaceInALargeFileIsOverlooked() throws IOException {
        String key = MadeUp.privateKey();
        Random random = new Random(8);
        for (int round = 0; round < 40; round++) {
            int before = (256 << 10) - 400 + random.nextInt(600) - (round % 2) * Window.AROUND;
            String text = "words of a log\n".repeat(30_000).substring(0, before) + "\n" + token + "\n" + key
                    + "words of a log\n".repeat(1_000);
            assertThat(leaks(new TarBytes().file("a", text)))
                    .as("before it %d", before)
                    .extracting(Leak::rule)
                    .containsExactly("github-token", "private-key");
        }
    }

    @Test
    void damagedTextIsReadAndNeverTheEnd() throws IOException {
        Random random = new Random(2026);
        byte[] text = ("PASSWORD=hunter2\n" + token + "\n" + MadeUp.privateKey() + "postgres://a:s3cret@b/c\n"
                        + some.webToken("{\"a\":1}") + "\n4539 1488 0343 6467\n")
                .getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 1000; round++) {
            byte[] damaged = text.clone();
            for (int i = 0; i < 6; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            Inventory inventory =
                    Scans.rootfs(new TarBytes().file("a.env", 0644, damaged).end());
            assertThat(inventory.gaps()).isEmpty();
            assertThat(of(inventory).leaks()).hasSizeLessThan(7);
        }
    }

    @Test
    void aTextMadeOfBeginningsIsGivenUpWithAGap() throws IOException {
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file("a.yaml", "passwordtoken".repeat(200_000))
                .file("b.yaml", "password: s3cr3t-of-b\n")
                .end());
        assertThat(inventory.gaps()).extracting(Gap::code, Gap::path).contains(tuple("limit-leaks", "/a.yaml"));
    }

    @Test
    void textsMadeOfAnchorsAreRead() throws IOException {
        for (String piece : List.of(
                "-----BEGIN ",
                "-----BEGIN PRIVATE KEY-----\n",
                "password=",
                "https://a:",
                "eyJhbGci.eyJ",
                "ghp_ghp_",
                "\"auth\": \"",
                "1234567890123 ",
                "1 2 3-4-5 6 7-8 ",
                "secret: 'a",
                "4111 4111 ")) {
            String text = piece.repeat((1 << 18) / piece.length());
            assertThat(Scans.rootfs(new TarBytes().file("a.yaml", text).end()).gaps())
                    .as(piece)
                    .isEmpty();
        }
    }

    @Test
    void listsFilesWithRiskyPermissions() throws IOException {
        Inventory inventory = Scans.docker(SampleImage.of(
                new TarBytes()
                        .file("usr/bin/su", 04755, new byte[] {1})
                        .file("usr/bin/wall", 02755, new byte[0])
                        .file("usr/bin/both", 06755, new byte[0])
                        .file("usr/bin/gone", 04755, new byte[0])
                        .file("etc/open", 0666, new byte[0])
                        .header("tmp/", '5', 01777, TarBytes.octal(0, 11), "")
                        .header("srv/", '5', 0777, TarBytes.octal(0, 11), "")
                        .header("srv/a/", '5', 0777, TarBytes.octal(0, 11), "")
                        .file("srv/a/b", 0666, new byte[0])
                        .symbolicLink("link", "etc/open")
                        .end(),
                new TarBytes().file("usr/bin/gone", 0755, new byte[0]).end()));
        assertThat(of(inventory).riskyFiles())
                .extracting(RiskyFile::path, RiskyFile::kind)
                .containsExactly(
                        tuple("/etc/open", RiskyFile.Kind.WORLD_WRITABLE),
                        tuple("/srv", RiskyFile.Kind.WORLD_WRITABLE),
                        tuple("/usr/bin/both", RiskyFile.Kind.SETUID),
                        tuple("/usr/bin/both", RiskyFile.Kind.SETGID),
                        tuple("/usr/bin/su", RiskyFile.Kind.SETUID),
                        tuple("/usr/bin/wall", RiskyFile.Kind.SETGID));
    }
}
