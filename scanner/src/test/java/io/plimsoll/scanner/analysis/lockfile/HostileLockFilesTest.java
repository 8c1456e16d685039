package io.plimsoll.scanner.analysis.lockfile;

import static io.plimsoll.scanner.Scans.gapCodes;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Inventory;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Lock files that somebody wrote to break the reader, or to hide something from it.
class HostileLockFilesTest {
    /// More than the million values of a document, the 1 MiB of a text and the 400,000 values of TOML that are read.
    private static final int MANY = 1_100_000;

    /// More than a stack holds calls, more than the 65,536 bytes of a name, and enough for a reader whose time grows
    /// with the square to be noticed.
    private static final int DEEP = 300_000;

    static Stream<Map.Entry<String, String>> refused() {
        return Stream.of(
                Map.entry("package-lock.json", "[".repeat(DEEP)),
                Map.entry("package-lock.json", "{\"a\":".repeat(DEEP)),
                Map.entry("package-lock.json", "{\"lockfileVersion\": 3, \"a\": [" + "[],".repeat(MANY) + "0]}"),
                Map.entry("package-lock.json", "{\"lockfileVersion\": 3, \"packages\": {}, \"packages\": {}}"),
                Map.entry("package-lock.json", "{\"lockfileVersion\": 3} {}"),
                Map.entry("package-lock.json", "{\"lockfileVersion\": 1" + "0".repeat(MANY) + "}"),
                Map.entry("package-lock.json", "{\"lockfileVersion\": \"" + "a".repeat(MANY) + "\"}"),
                Map.entry("pnpm-lock.yaml", "[".repeat(DEEP)),
                Map.entry("pnpm-lock.yaml", "lockfileVersion: '9.0'\na: " + "- ".repeat(MANY)),
                Map.entry("pnpm-lock.yaml", aliasBomb()),
                Map.entry("pnpm-lock.yaml", "lockfileVersion: '9.0'\npackages: &a {b: *a}\n"),
                Map.entry("pnpm-lock.yaml", "lockfileVersion: '9.0'\npackages: {}\npackages: {}\n"),
                Map.entry("pnpm-lock.yaml", "? [a]\n: b\n"),
                Map.entry("pnpm-lock.yaml", "lockfileVersion: '9.0'\na: [" + "[],".repeat(MANY) + "]\n"),
                Map.entry("pnpm-lock.yaml", "? " + "/".repeat(DEEP) + "\n: x\n"),
                Map.entry("Cargo.lock", "a = " + "[".repeat(MANY)),
                Map.entry("Cargo.lock", "a" + ".a".repeat(MANY) + " = 1\n"),
                Map.entry("Cargo.lock", "[" + "a.".repeat(MANY) + "a]\n"),
                Map.entry("Cargo.lock", "version = 3\nversion = 3\n"),
                Map.entry("Cargo.lock", "version = 3\nx = " + "{a = ".repeat(100_000)),
                Map.entry("Cargo.lock", ("a" + ".b".repeat(60) + "=1\n").repeat(20_000)),
                Map.entry("Cargo.lock", "a = [\"\"\"\n'\"\"\"\"\", " + "[],".repeat(500_000) + "]\n"),
                Map.entry("Cargo.lock", "'\"' = [" + "[],".repeat(500_000) + "]\n"),
                Map.entry("Cargo.lock", "\"\\\"\" = [" + "[],".repeat(500_000) + "]\n"),
                Map.entry("pom.xml", "<a>".repeat(DEEP)),
                Map.entry(
                        "pom.xml",
                        "<!DOCTYPE project [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><project>&e;</project>"),
                Map.entry("pom.xml", "<!DOCTYPE project SYSTEM \"http://127.0.0.1:1/x.dtd\"><project/>"),
                Map.entry("pom.xml", "<project>&e;</project>"),
                Map.entry("pom.xml", "<project>" + "<a/>".repeat(MANY) + "</project>"),
                Map.entry("requirements.txt", "a ".repeat(MANY)),
                Map.entry("requirements.txt", "a" + "-".repeat(MANY) + "\n"),
                Map.entry("yarn.lock", "\"".repeat(MANY) + ":\n  version \"1\"\n"),
                Map.entry("mix.lock", "\"a\": {:hex, " + " ".repeat(MANY) + "\n"),
                Map.entry("Gemfile.lock", "GEM\n  specs:\n    a (" + "1".repeat(MANY) + ")\n"),
                Map.entry("gradle.lockfile", ":".repeat(MANY) + "\n"),
                Map.entry("go.mod", "require (" + "(".repeat(MANY) + "\n"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isAGapAndNeverTheEnd(Map.Entry<String, String> file) throws IOException {
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file(file.getKey(), file.getValue())
                .file("other/requirements.txt", "flask==1.0\n")
                .end());
        assertThat(gapCodes(inventory)).containsExactly("malformed-lock-file");
        assertThat(inventory.gaps()).allMatch(gap -> gap.detail().length() < 1000);
        assertThat(inventory.packages()).extracting(SoftwarePackage::name).containsExactly("flask");
    }

    @Test
    void propertiesThatMultiplyAreUnknownVersions() throws IOException {
        StringBuilder pom = new StringBuilder("<project><properties>");
        for (int i = 0; i < 100; i++) {
            pom.append("<a%d>%s</a%d>".formatted(i, "${a%d}".formatted(i + 1).repeat(100), i));
        }
        pom.append("</properties><dependencies>");
        pom.append("<dependency><groupId>g</groupId><artifactId>b</artifactId><version>${a0}</version></dependency>"
                .repeat(20_000));
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file("pom.xml", pom.append("</dependencies></project>").toString())
                .end());
        assertThat(inventory.gaps()).isEmpty();
        assertThat(inventory.packages())
                .extracting(one -> one.name() + " " + one.version())
                .containsExactly("g:b ");
    }

    @Test
    void projectsThatAskTooMuchOfTheirParentAreAGap() throws IOException {
        String managed = "<dependency><groupId>g</groupId><artifactId>b</artifactId><version>1</version></dependency>";
        TarBytes folder = new TarBytes()
                .file(
                        "pom.xml",
                        "<project><groupId>g</groupId><artifactId>p</artifactId><dependencyManagement><dependencies>"
                                + managed.repeat(90_000)
                                + "</dependencies></dependencyManagement></project>");
        for (int i = 0; i < 200; i++) {
            folder.file(
                    "a" + i + "/pom.xml",
                    "<project><parent><groupId>g</groupId><artifactId>p</artifactId></parent>"
                            + "<artifactId>a</artifactId></project>");
        }
        assertThat(gapCodes(Scans.rootfs(folder.end()))).containsExactly("malformed-lock-file");
    }

    @Test
    void nothingIsWrittenToStandardError() throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            Inventory inventory = Scans.rootfs(new TarBytes()
                    .file("pom.xml", 0644, new byte[] {'<', 'a', '>', (byte) 0xff, '<', '/', 'a', '>'})
                    .end());
            assertThat(gapCodes(inventory)).containsExactly("malformed-lock-file");
        } finally {
            System.setErr(before);
        }
        assertThat(written.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aFileLargerThanIsReadIsAGap() throws IOException {
        byte[] line = new byte[(16 << 20) + 1];
        Inventory inventory = Scans.rootfs(
                new TarBytes().file("package-lock.json", 0644, line).end());
        assertThat(gapCodes(inventory)).containsExactly("limit-file");
    }

    @Test
    void morePackagesThanAreHeldAreAGap() throws IOException {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i <= 100_000; i++) {
            many.append("a").append(i).append("==1\n");
        }
        Inventory inventory = Scans.rootfs(
                new TarBytes().file("requirements.txt", many.toString()).end());
        assertThat(gapCodes(inventory)).containsExactly("malformed-lock-file");
    }

    @Test
    void namesWithControlCharactersAreNoNames() throws IOException {
        Inventory inventory =
                Scans.rootfs(new TarBytes().file("package-lock.json", """
                        {"lockfileVersion": 3, "packages": {
                         "node_modules/a\\u001b[2J": {"version": "1.0.0"},
                         "node_modules/b": {"version": "1.0\\n0"},
                         "node_modules/../../c": {"version": "1.0.0"},
                         "node_modules/c<script>": {"version": "1.0.0"},
                         "node_modules/d": {"version": {"not": "text"}}}}
                        """).end());
        assertThat(gapCodes(inventory)).containsExactly("malformed-lock-file");
        assertThat(inventory.packages())
                .extracting(one -> one.name() + " " + one.version() + " " + one.purl())
                .containsExactlyInAnyOrder("c<script> 1.0.0 pkg:npm/c%3Cscript%3E@1.0.0", "d  pkg:npm/d");
    }

    @Test
    void damagedFilesAreReadOrAGapButNeverTheEnd() throws IOException {
        Map<String, String> sound = Map.of(
                "package-lock.json",
                        "{\"lockfileVersion\": 3, \"packages\": {\"node_modules/a\": {\"version\": \"1.0.0\"}}}",
                "pnpm-lock.yaml", "lockfileVersion: '6.0'\npackages:\n  /a@1.0.0:\n    dev: true\n",
                "yarn.lock", "a@^1.0.0:\n  version \"1.0.0\"\n",
                "Cargo.lock", "version = 3\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n",
                "Gemfile.lock", "GEM\n  specs:\n    a (1.0.0)\n",
                "pom.xml",
                        "<project><dependencies><dependency><groupId>a</groupId></dependency></dependencies></project>",
                "go.mod", "module m\ngo 1.21\nrequire a v1.0.0\n",
                "mix.lock", "%{\n  \"a\": {:hex, :a, \"1.0.0\", \"c\"},\n}\n",
                "gradle.lockfile", "a:a:1.0.0=compile\n",
                "requirements.txt", "a==1.0.0\n");
        Random random = new Random(2004);
        for (int round = 0; round < 200; round++) {
            TarBytes folder = new TarBytes();
            for (Map.Entry<String, String> file : sound.entrySet()) {
                byte[] damaged = file.getValue().getBytes(StandardCharsets.UTF_8);
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                folder.file(file.getKey(), 0644, damaged);
            }
            Inventory inventory =
                    Scans.rootfs(folder.file("z/requirements.txt", "z==1\n").end());
            assertThat(inventory.packages()).extracting(SoftwarePackage::name).contains("z");
            assertThat(List.of("malformed-lock-file")).containsAll(gapCodes(inventory));
        }
    }

    private static String aliasBomb() {
        StringBuilder bomb = new StringBuilder("lockfileVersion: '9.0'\na0: &a0 [x, x]\n");
        for (int i = 1; i < 60; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        return bomb.toString();
    }
}
