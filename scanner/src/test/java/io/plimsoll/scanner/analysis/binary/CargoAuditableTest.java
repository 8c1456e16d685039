package io.plimsoll.scanner.analysis.binary;

import static io.plimsoll.scanner.Scans.gapCodes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.model.Inventory;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class CargoAuditableTest {
    private static final String LIST = """
            {"packages":[\
            {"name":"hello","version":"0.1.0","source":"local","dependencies":[1,3],"root":true},\
            {"name":"time","version":"0.1.43","source":"crates.io","features":["std"]},\
            {"name":"cc","version":"1.0.83","source":"crates.io","kind":"build"},\
            {"name":"smallvec","version":"1.6.0+x","source":"git"}],"format":1}""";

    @Test
    void programWithoutAListIsNoPackage() throws IOException {
        Inventory inventory = scan(new ElfBytes()
                .data(zlib("{\"other\":[]}", 6))
                .data("x\u009c\u00dax\u00da")
                .end());

        assertThat(inventory.packages()).isEmpty();
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    void namesTheCratesThatAreInTheProgram() throws IOException {
        Inventory inventory = scan(program(zlib(LIST, 6)));

        assertThat(inventory.gaps()).isEmpty();
        assertThat(inventory.packages())
                .extracting(SoftwarePackage::name, SoftwarePackage::version, SoftwarePackage::purl)
                .containsExactly(
                        tuple("hello", "0.1.0", "pkg:cargo/hello@0.1.0"),
                        tuple("smallvec", "1.6.0+x", "pkg:cargo/smallvec@1.6.0%2Bx"),
                        tuple("time", "0.1.43", "pkg:cargo/time@0.1.43"));
    }

    @Test
    void listIsReadHoweverItWasCompressed() throws IOException {
        for (int level = 0; level <= 9; level++) {
            assertThat(names(program(zlib(LIST, level)))).as("level " + level).hasSize(3);
        }
    }

    @Test
    void listIsFoundAcrossTheBuffersOfTheReader() throws IOException {
        byte[] list = zlib(LIST, 9);
        for (int before = (1 << 16) - 4096 - 1100; before < (1 << 16) - 4096 + 600; before += 13) {
            byte[] file = new ElfBytes()
                    .data(new byte[before])
                    .data(list)
                    .data(new byte[100])
                    .end();

            assertThat(names(file)).as("behind " + before + " bytes").hasSize(3);
        }
    }

    @Test
    void cutOffAnywhereLeavesAGapOrNothing() throws IOException {
        byte[] file = program(zlib(LIST, 9));
        for (int length = ElfBytes.DATA; length < file.length - 50; length++) {
            Inventory inventory = scan(Arrays.copyOf(file, length));

            assertThat(inventory.packages()).as("cut at " + length).isEmpty();
            assertThat(inventory.gaps()).allMatch(gap -> gap.code().equals("malformed-package"));
        }
        assertThat(gapCodes(scan(Arrays.copyOf(file, file.length - 55)))).containsExactly("malformed-package");
    }

    @Test
    void bombEndsAtTheLimit() throws IOException {
        String bomb = "{\"packages\":[" + " ".repeat(CrateSearch.LARGEST_LIST) + "]}";

        assertThat(gapCodes(scan(program(zlib(bomb, 9))))).containsExactly("malformed-package");
    }

    @Test
    void listsThatAreNoneAreGapsAndTheOthersAreRead() throws IOException {
        for (String entry : List.of(
                "{\"name\":\"a\\u001b[2J\",\"version\":\"1.0.0\"}",
                "{\"name\":\"a\",\"version\":\"1<script>\"}",
                "{\"name\":\"a\"}",
                "{\"name\":[\"a\"],\"version\":{\"b\":1}}")) {
            Inventory inventory =
                    scan(program(zlib("{\"packages\":[" + entry + ",{\"name\":\"time\",\"version\":\"0.1.43\"}]}", 6)));

            assertThat(gapCodes(inventory)).as(entry).containsExactly("malformed-package");
            assertThat(inventory.packages()).extracting(SoftwarePackage::name).containsExactly("time");
        }
        for (String document :
                List.of("{\"packages\":[{]}", "{\"packages\":[" + "[".repeat(3000), "{\"packages\":[{")) {
            assertThat(gapCodes(scan(program(zlib(document, 6))))).containsExactly("malformed-package");
        }
    }

    @Test
    void manyListsAndManyLookAlikesEnd() throws IOException {
        ElfBytes lists = new ElfBytes();
        for (int i = 0; i < 20; i++) {
            lists.data(zlib(LIST, 6));
        }
        byte[] lookAlikes = new ElfBytes().data("x\u009c\3".repeat(50_000)).end();

        assertThat(gapCodes(scan(lists.end()))).containsExactly("malformed-package");
        assertThat(gapCodes(scan(lookAlikes))).containsExactly("malformed-package");
    }

    @Test
    void damageAnywhereNeverBreaksTheScan() throws IOException {
        Random random = new Random(25);
        byte[] file = program(zlib(LIST, 9));
        for (int run = 0; run < 500; run++) {
            byte[] spoiled = file.clone();
            for (int i = 0; i < 1 + run % 4; i++) {
                int at = random.nextBoolean()
                        ? 4 + random.nextInt(200)
                        : ElfBytes.DATA + random.nextInt(file.length - ElfBytes.DATA);
                spoiled[at] = (byte) random.nextInt();
            }

            assertThat(scan(spoiled).executables()).as("run " + run).hasSize(1);
        }
    }

    private static byte[] program(byte[] list) {
        return new ElfBytes().data("strings\0").data(list).data(new byte[50]).end();
    }

    private static byte[] zlib(String text, int level) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(level);
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }

    private static List<String> names(byte[] file) throws IOException {
        Inventory inventory = scan(file);
        assertThat(inventory.gaps()).isEmpty();
        return inventory.packages().stream().map(SoftwarePackage::name).toList();
    }

    private static Inventory scan(byte[] file) throws IOException {
        return Scans.rootfs(new TarBytes().file("usr/local/bin/app", 0755, file).end());
    }
}
