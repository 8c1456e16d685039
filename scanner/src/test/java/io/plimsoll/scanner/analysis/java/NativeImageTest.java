package io.plimsoll.scanner.analysis.java;

import static io.plimsoll.scanner.Scans.gapCodes;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Inventory;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import io.plimsoll.scanner.analysis.binary.ElfBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class NativeImageTest {
    private static final String NAMES = "\0graal_create_isolate\0sbom\0sbom_length\0";
    private static final String NETTY = """
            {"type":"library","group":"io.netty","name":"netty-codec-http2","version":"4.1.76.Final",
             "bom-ref":"pkg:maven/io.netty/netty-codec-http2@4.1.76.Final",
             "purl":"pkg:maven/io.netty/netty-codec-http2@4.1.76.Final",
             "properties":[{"name":"syft:cpe23","value":"cpe:2.3:a:codec:codec:4.1.76.Final:*:*:*:*:*:*:*"}]}""";
    private static final String JACKSON = """
            {"type":"library","group":"com.fasterxml.jackson.core","name":"jackson-databind","version":"2.13.0"}""";

    @Test
    void programWithoutABillIsUnknown() throws IOException {
        Inventory inventory = scan(program("no names", new byte[0]));

        assertThat(inventory.packages()).isEmpty();
        assertThat(inventory.gaps()).isEmpty();
        assertThat(inventory.unknownExecutables()).isEqualTo(1);
    }

    @Test
    void librariesAreThoseOfTheBill() throws IOException {
        Inventory inventory = scan(program(NAMES, gzip(bill(NETTY, JACKSON, NETTY))));

        assertThat(inventory.gaps()).isEmpty();
        assertThat(inventory.packages())
                .extracting(one -> one.purl() + " " + one.name() + " " + one.path())
                .containsExactly(
                        "pkg:maven/com.fasterxml.jackson.core/jackson-databind@2.13.0"
                                + " com.fasterxml.jackson.core:jackson-databind /app/server",
                        "pkg:maven/io.netty/netty-codec-http2@4.1.76.Final io.netty:netty-codec-http2 /app/server");
        assertThat(inventory.unknownExecutables()).isZero();
    }

    @Test
    void billIsFoundAcrossTheBuffersOfTheReader() throws IOException {
        byte[] bill = gzip(bill(NETTY));
        for (int before = (1 << 16) - 4096 - 1200; before < (1 << 16) - 4096 + 100; before += 61) {
            byte[] file =
                    padded(new ElfBytes().data(NAMES).data(new byte[before]).data(bill));

            assertThat(names(file)).as("behind " + before + " bytes").hasSize(1);
        }
    }

    @Test
    void namesAreFoundAcrossTheBuffersOfTheReader() throws IOException {
        byte[] bill = gzip(bill(NETTY));
        for (int before = (1 << 16) - 4096 - 60; before < (1 << 16) - 4096 + 20; before += 3) {
            byte[] file =
                    padded(new ElfBytes().data(new byte[before]).data(NAMES).data(bill));

            assertThat(names(file)).as("behind " + before + " bytes").hasSize(1);
        }
    }

    @Test
    void aBillWithoutSymbolsIsSomebodyElses() throws IOException {
        for (String names : List.of("", "\0sbom\0", "\0sbom_length\0", "\0xsbom\0xsbom_length\0", "sbom sbom_length")) {
            Inventory inventory = scan(program(names, gzip(bill(NETTY))));

            assertThat(inventory.packages()).as(names).isEmpty();
            assertThat(inventory.gaps()).isEmpty();
        }
    }

    @Test
    void symbolsWithoutABillAreAGap() throws IOException {
        assertThat(gapCodes(scan(program(NAMES, new byte[10])))).containsExactly("malformed-package");
        assertThat(gapCodes(scan(program(NAMES, gzip("{\"some\": \"data\"}"))))).containsExactly("malformed-package");
    }

    @Test
    void partsOfTheJdkAreNoLibrariesAndTheUnknownIsCounted() throws IOException {
        Inventory inventory = scan(program(
                NAMES,
                gzip(bill(
                        NETTY,
                        "{\"type\":\"library\",\"name\":\"java.base\",\"version\":\"25\"}",
                        "{\"type\":\"application\",\"name\":\"shop\"}",
                        "{\"type\":\"library\",\"name\":\"nobody\",\"version\":\"1\"}",
                        "{\"type\":\"library\",\"purl\":\"pkg:deb/debian/openssl@1\"}",
                        "{\"type\":\"library\",\"group\":\"g\",\"name\":\"a<b>\",\"version\":\"1\"}"))));

        assertThat(inventory.packages())
                .extracting(SoftwarePackage::name)
                .containsExactly("io.netty:netty-codec-http2");
        assertThat(inventory.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.detail())
                        .isEqualTo("its bill of materials: 3 of its components are no sound libraries of Maven"));
    }

    @Test
    void bombsEndAtTheLimits() throws IOException {
        // a ratio of more than 200, and one below it that is too large
        String blanks = " ".repeat(3 << 20);
        Random random = new Random(5);
        StringBuilder noise = new StringBuilder();
        while (noise.length() < PackedBill.LARGEST) {
            noise.append(Long.toHexString(random.nextLong())).append(" ".repeat(100));
        }
        assertThat(detail(bill(NETTY) + blanks)).contains("times as many");
        assertThat(detail(bill("{\"name\":\"" + noise + "\"}"))).contains("larger than");
    }

    @Test
    void cutOffOrDamagedNamesNoLibraryOrAGap() throws IOException {
        byte[] bill = gzip(bill(NETTY, JACKSON));
        // the last two bytes are zero, as is what follows
        for (int length = 0; length < bill.length - 2; length += 7) {
            Inventory inventory = scan(program(NAMES, Arrays.copyOf(bill, length)));

            assertThat(inventory.packages()).as("cut at " + length).isEmpty();
            assertThat(gapCodes(inventory)).containsExactly("malformed-package");
        }
        Random random = new Random(9);
        byte[] whole = program(NAMES, bill);
        for (int run = 0; run < 60; run++) {
            byte[] spoiled = whole.clone();
            int at = 4096 + NAMES.length() + random.nextInt(bill.length);
            spoiled[at] ^= (byte) (1 << random.nextInt(8));

            Inventory inventory = scan(spoiled);
            assertThat(inventory.packages().isEmpty() || inventory.packages().size() == 2)
                    .isTrue();
            assertThat(inventory.packages().isEmpty())
                    .isEqualTo(gapCodes(inventory).contains("malformed-package"));
        }
    }

    @Test
    void manyBillsAndLookAlikesEnd() throws IOException {
        byte[] bill = gzip(bill(NETTY));
        ElfBytes many = new ElfBytes().data(NAMES);
        ElfBytes lookAlikes = new ElfBytes().data(NAMES);
        for (int i = 0; i < 100; i++) {
            many.data(bill);
        }
        for (int i = 0; i < 10_000; i++) {
            lookAlikes.data(PackedBill.MAGIC).data(new byte[8]);
        }
        Inventory four = scan(padded(many));
        assertThat(four.packages()).hasSize(1);
        assertThat(four.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.detail()).contains("4 or more"));
        assertThat(gapCodes(scan(padded(lookAlikes.data(bill))))).containsExactly("malformed-package");
    }

    private static String detail(String document) throws IOException {
        Inventory inventory = scan(program(NAMES, gzip(document)));
        assertThat(inventory.packages()).isEmpty();
        return inventory.gaps().getFirst().detail();
    }

    private static List<String> names(byte[] file) throws IOException {
        Inventory inventory = scan(file);
        assertThat(inventory.gaps()).isEmpty();
        return inventory.packages().stream().map(SoftwarePackage::name).toList();
    }

    static String bill(String... components) {
        return "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.5\",\"version\":1,\"components\":["
                + String.join(",", components) + "]}";
    }

    static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    private static byte[] program(String names, byte[] bill) {
        return padded(new ElfBytes().data(names).data(bill));
    }

    /// No native image is smaller.
    private static byte[] padded(ElfBytes program) {
        return program.data(new byte[BillSearch.SMALLEST]).end();
    }

    private static Inventory scan(byte[] file) throws IOException {
        return Scans.rootfs(new TarBytes().file("app/server", 0755, file).end());
    }
}
