package io.plimsoll.scanner.analysis.binary;

import static io.plimsoll.scanner.Scans.gapCodes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.model.Inventory;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GoBuildTest {
    private static final String HEADER = "\u00ff Go buildinf:\10";
    private static final String INLINE = HEADER + "\2" + "\0".repeat(16);
    private static final String START = "0w\u00af\f\u0092t\b\2A\u00e1\u00c1\7\u00e6\u00d6\30\u00e6";
    private static final String END = "\u00f9\62C1\u0086\30 r\0\u0082B\20A\26\u00d8\u00f2";
    private static final String MODULES = """
            path\texample.com/shop/app
            mod\texample.com/shop\t(devel)\t
            dep\tgithub.com/BurntSushi/toml\tv1.3.2\th1:o7IhLm0Msx3BaB+n3Ag7L8EVlByGnpq14C4YWiu/gL8=
            dep\tgolang.org/x/net\tv0.7.0
            =>\tgolang.org/x/net\tv0.17.0\th1:x
            dep\texample.com/dep\tv1.2.3
            =>\t../dep\t(devel)\t
            dep\tgithub.com/dgrijalva/jwt-go\tv3.2.0+incompatible\th1:y
            build\t-compiler=gc
            """;

    @Test
    void programWithoutBuildInformationIsNoPackage() throws IOException {
        Inventory inventory =
                scan(new ElfBytes().data("\u00ff Go buildinf: not found").end());

        assertThat(inventory.packages()).isEmpty();
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    void namesGoAndItsModulesWithReplacements() throws IOException {
        Inventory inventory = scan(program("go1.22.1", MODULES));

        assertThat(inventory.gaps()).isEmpty();
        assertThat(inventory.packages())
                .extracting(SoftwarePackage::name, SoftwarePackage::version, SoftwarePackage::purl)
                .containsExactly(
                        tuple("example.com/dep", "v1.2.3", "pkg:golang/example.com/dep@v1.2.3"),
                        tuple("github.com/BurntSushi/toml", "v1.3.2", "pkg:golang/github.com/burntsushi/toml@v1.3.2"),
                        tuple(
                                "github.com/dgrijalva/jwt-go",
                                "v3.2.0+incompatible",
                                "pkg:golang/github.com/dgrijalva/jwt-go@v3.2.0%2Bincompatible"),
                        tuple("golang.org/x/net", "v0.17.0", "pkg:golang/golang.org/x/net@v0.17.0"),
                        tuple("stdlib", "1.22.1", "pkg:golang/stdlib@1.22.1"));
        assertThat(inventory.packages())
                .allMatch(found ->
                        found.type() == PackageType.GOLANG && found.path().equals("/usr/local/bin/app"));
    }

    @Test
    void mainModuleWithAVersionIsAPackage() throws IOException {
        assertThat(versions(program("go1.24.0", "mod\tgithub.com/traefik/traefik/v3\tv3.3.1\th1:z\n")))
                .containsExactly("v3.3.1", "1.24.0");
    }

    @Test
    void readsVersionsOfVendorsAndOfProgramsWithoutModules() throws IOException {
        assertThat(versions(program("go1.20.5 X:boringcrypto", ""))).containsExactly("1.20.5");
        assertThat(versions(program("go1.21rc2", ""))).containsExactly("1.21rc2");
        assertThat(versions(program("devel go1.23-4d6ba7c Tue Feb 6", ""))).containsExactly("1.23");
        assertThat(versions(program("devel +4d6ba7c", ""))).isEmpty();
    }

    @Test
    void followsThePointersOfOldPrograms() throws IOException {
        Inventory inventory = scan(oldProgram());

        assertThat(inventory.gaps()).isEmpty();
        assertThat(inventory.packages())
                .extracting(SoftwarePackage::name)
                .containsExactly(
                        "example.com/dep",
                        "github.com/BurntSushi/toml",
                        "github.com/dgrijalva/jwt-go",
                        "golang.org/x/net",
                        "stdlib");
    }

    @Test
    void constantThatProgramsCompareWithHidesNothing() throws IOException {
        byte[] file = new ElfBytes()
                .data("\u00ff Go buildinf:, and other constants behind it")
                .aligned()
                .data(blob("go1.22.1", MODULES))
                .aligned()
                .data(blob("go1.4", ""))
                .end();

        assertThat(versions(file)).contains("1.22.1", "1.4", "v0.17.0");
    }

    @Test
    void informationIsFoundAcrossTheBuffersOfTheReader() throws IOException {
        for (int before = (1 << 16) - 4096 - 64; before < (1 << 16) - 4096 + 600; before += 16) {
            byte[] file = new ElfBytes()
                    .data(new byte[before])
                    .data(blob("go1.22.1", MODULES))
                    .end();

            assertThat(versions(file)).as("behind " + before + " bytes").hasSize(5);
        }
    }

    @Test
    void cutOffAnywhereLeavesAGapOrNothing() throws IOException {
        for (byte[] file : List.of(program("go1.22.1", MODULES), oldProgram())) {
            for (int length = ElfBytes.DATA; length < file.length - 16; length++) {
                Inventory inventory = scan(Arrays.copyOf(file, length));

                assertThat(inventory.packages()).as("cut at " + length).isEmpty();
                assertThat(inventory.gaps()).allMatch(gap -> gap.code().equals("malformed-package"));
            }
        }
    }

    @Test
    void cutOffInsideIsAGap() throws IOException {
        byte[] file = program("go1.22.1", MODULES);

        assertThat(gapCodes(scan(Arrays.copyOf(file, file.length - 40)))).containsExactly("malformed-package");
    }

    @Test
    void lengthsThatLieAreGaps() throws IOException {
        for (String length : List.of(
                "\u00ff\u00ff\u00ff\177",
                "\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\1",
                "\u0080\u0080\u0080\u0080",
                "\u00ff")) {
            assertThat(gapCodes(scan(new ElfBytes()
                            .data(INLINE + length)
                            .data("go1.22.1")
                            .end())))
                    .containsExactly("malformed-package");
            assertThat(gapCodes(scan(new ElfBytes()
                            .data(INLINE + "\10go1.22.1" + length)
                            .data(new byte[100])
                            .end())))
                    .containsExactly("malformed-package");
        }
    }

    @Test
    void pointersToNowhereAreAGap() throws IOException {
        for (long address : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1, ElfBytes.ADDRESS - 8}) {
            byte[] file = new ElfBytes()
                    .data(HEADER + "\0")
                    .number(address)
                    .number(address)
                    .end();

            assertThat(gapCodes(scan(file))).as("address " + address).containsExactly("malformed-package");
        }
    }

    @Test
    void namesThatNoModuleCanHaveAreAGapAndTheOthersAreRead() throws IOException {
        for (String line : List.of(
                "dep\tevil\033[2J\tv1.0.0\n", "dep\t../up\tv1.0.0\n", "dep\ta/b\tv1<script>\n", "dep\tonly\n")) {
            Inventory inventory = scan(program("go1.22.1", line + "dep\tgolang.org/x/net\tv0.7.0\n"));

            assertThat(gapCodes(inventory)).as(line).containsExactly("malformed-package");
            assertThat(inventory.packages())
                    .extracting(SoftwarePackage::name)
                    .containsExactly("golang.org/x/net", "stdlib");
        }
    }

    @Test
    void moreProgramsInOneThanAreReadIsAGap() throws IOException {
        ElfBytes file = new ElfBytes();
        for (int i = 0; i < 9; i++) {
            file.data(blob("go1.4", "")).aligned();
        }

        assertThat(gapCodes(scan(file.end()))).containsExactly("limit-file");
    }

    @Test
    void damageAnywhereNeverBreaksTheScan() throws IOException {
        Random random = new Random(25);
        for (byte[] file : List.of(program("go1.22.1", MODULES), oldProgram())) {
            for (int run = 0; run < 400; run++) {
                byte[] spoiled = file.clone();
                for (int i = 0; i < 1 + run % 4; i++) {
                    int at = random.nextBoolean()
                            ? random.nextInt(200)
                            : ElfBytes.DATA + random.nextInt(file.length - ElfBytes.DATA);
                    spoiled[at] = (byte) random.nextInt();
                }

                assertThat(scan(spoiled).executables()).as("run " + run).hasSize(1);
            }
        }
    }

    private static byte[] program(String version, String modules) {
        return new ElfBytes().data(blob(version, modules)).end();
    }

    private static String blob(String version, String modules) {
        String text = modules.isEmpty() ? "" : START + modules + END;
        return INLINE + (char) version.length() + version + length(text.length()) + text;
    }

    private static String length(int length) {
        return length < 0x80 ? "" + (char) length : "" + (char) ((length & 0x7f) | 0x80) + (char) (length >> 7);
    }

    /// As Go 1.13 to 1.17 wrote it: strings, then the header that points to their descriptions.
    private static byte[] oldProgram() {
        String text = START + MODULES + END;
        ElfBytes file = new ElfBytes();
        long version = file.next();
        long modules = file.data("go1.17.5").next();
        file.data(text.getBytes(StandardCharsets.ISO_8859_1)).aligned();
        long header = file.next();
        return file.data(HEADER + "\0")
                .number(header + 32)
                .number(header + 48)
                .number(version)
                .number(8)
                .number(modules)
                .number(text.length())
                .end();
    }

    private static List<String> versions(byte[] file) throws IOException {
        Inventory inventory = scan(file);
        assertThat(inventory.gaps()).isEmpty();
        return inventory.packages().stream().map(SoftwarePackage::version).toList();
    }

    private static Inventory scan(byte[] file) throws IOException {
        return Scans.rootfs(new TarBytes().file("usr/local/bin/app", 0755, file).end());
    }
}
