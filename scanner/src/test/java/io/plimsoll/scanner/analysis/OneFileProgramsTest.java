package io.plimsoll.scanner.analysis;

import static io.plimsoll.scanner.Scans.gapCodes;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Inventory;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class OneFileProgramsTest {
    /// Of the loader, which is all that is loaded.
    private static final int LOADER = 8192;

    private static final String SIX = "Metadata-Version: 2.1\nName: six\nVersion: 1.16.0\n\n";
    private static final String SIX_NAME = "six-1.16.0.dist-info/METADATA";
    private static final String SIGNATURE = "8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae";
    private static final String DEPENDENCIES = """
            {"targets": {"x": {"Newtonsoft.Json/13.0.1": {"runtime": {"a.dll": {}}}}},
             "libraries": {"Newtonsoft.Json/13.0.1": {"type": "package"}}}""";

    @Test
    void programsWithNothingOfTheirOwnAppendedAreUnknown() throws IOException {
        for (byte[] loader : new byte[][] {loader(""), loader("_MEIPASS"), host(0)}) {
            Inventory inventory = scan(join(loader, new byte[10_000]));
            assertThat(inventory.packages()).isEmpty();
            assertThat(inventory.gaps()).isEmpty();
            assertThat(inventory.unknownExecutables()).isEqualTo(1);
        }
    }

    @Test
    void findsThePackagesInAProgramOfPyInstaller() throws IOException {
        for (boolean compressed : new boolean[] {true, false}) {
            Inventory inventory = scan(pyInstaller(SIX_NAME, SIX, compressed, SIX.length()));
            assertThat(inventory.gaps()).isEmpty();
            assertThat(inventory.packages()).extracting(SoftwarePackage::purl).containsExactly("pkg:pypi/six@1.16.0");
            assertThat(inventory.unknownExecutables())
                    .as("it may hold packages without metadata")
                    .isEqualTo(1);
        }
    }

    @Test
    void otherFilesOfPyInstallerAreNoPackages() throws IOException {
        Inventory inventory = scan(pyInstaller("six/METADATA", SIX, true, SIX.length()));
        assertThat(inventory.packages()).isEmpty();
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    void entryThatLiesAboutItsSizeOrIsABombIsAGap() throws IOException {
        assertThat(gapCodes(scan(pyInstaller(SIX_NAME, SIX, true, 5)))).containsExactly("malformed-package");
        String bomb = SIX + " ".repeat(5 << 20);
        assertThat(gapCodes(scan(pyInstaller(SIX_NAME, bomb, true, bomb.length()))))
                .containsExactly("limit-file");
    }

    @Test
    void brokenNumbersOfPyInstallerAreGaps() throws IOException {
        byte[] whole = pyInstaller(SIX_NAME, SIX, true, SIX.length());
        int cookie = whole.length - 88;
        for (int field : new int[] {8, 12, 16}) {
            for (int lie : new int[] {1, -1, Integer.MAX_VALUE}) {
                byte[] spoiled = whole.clone();
                ByteBuffer.wrap(spoiled).putInt(cookie + field, lie);
                Inventory inventory = scan(spoiled);
                assertThat(inventory.packages()).isEmpty();
                assertThat(gapCodes(inventory)).as(field + " says " + lie).containsExactly("malformed-package");
            }
        }
    }

    @Test
    void findsThePackagesInABundleOfDotnet() throws IOException {
        Inventory inventory = scan(bundle(DEPENDENCIES, 6));
        assertThat(inventory.gaps()).isEmpty();
        assertThat(inventory.packages())
                .extracting(SoftwarePackage::purl)
                .containsExactly("pkg:nuget/Newtonsoft.Json@13.0.1");
        assertThat(inventory.unknownExecutables()).isZero();
    }

    @Test
    void bundleSaysNothingOfTheProgramsBesideIt() throws IOException {
        Inventory inventory = Scans.rootfs(new TarBytes()
                .file("usr/local/bin/app", 0755, bundle(DEPENDENCIES, 6))
                .file("usr/local/bin/stranger", 0755, loader(""))
                .end());
        assertThat(inventory.packages()).hasSize(1);
        assertThat(inventory.unknownExecutables()).isEqualTo(1);
    }

    @Test
    void bundleThatIsOldOrCutOffIsAGap() throws IOException {
        assertThat(gapCodes(scan(bundle(DEPENDENCIES, 1)))).containsExactly("malformed-package");
        byte[] whole = bundle(DEPENDENCIES, 6);
        for (int length = LOADER + 4096; length < whole.length; length += 7) {
            Inventory inventory = scan(Arrays.copyOf(whole, length));
            assertThat(inventory.packages()).as("cut at " + length).isEmpty();
            assertThat(gapCodes(inventory)).containsExactly("malformed-package");
        }
    }

    @Test
    void damageAnywhereNeverBreaksTheScan() throws IOException {
        Random random = new Random(27);
        for (byte[] whole : new byte[][] {pyInstaller(SIX_NAME, SIX, true, SIX.length()), bundle(DEPENDENCIES, 6)}) {
            for (int run = 0; run < 150; run++) {
                byte[] spoiled = whole.clone();
                for (int i = 0; i < 1 + run % 4; i++) {
                    spoiled[LOADER + 4096 + random.nextInt(whole.length - LOADER - 4096)] = (byte) random.nextInt();
                }
                assertThat(scan(spoiled).executables()).as("run " + run).hasSize(1);
            }
        }
    }

    /// An ELF file of one segment, with words at the end of it.
    private static byte[] loader(String words) {
        ByteBuffer file = ByteBuffer.allocate(LOADER).order(ByteOrder.LITTLE_ENDIAN);
        file.put("\177ELF\2\1\1".getBytes(StandardCharsets.ISO_8859_1));
        file.putLong(32, 64).putShort(54, (short) 56).putShort(56, (short) 1);
        file.putInt(64, 1).putInt(68, 4).putLong(96, LOADER).putLong(104, LOADER);
        file.put(LOADER - 100, words.getBytes(StandardCharsets.ISO_8859_1));
        return file.array();
    }

    private static byte[] host(long header) {
        byte[] host = loader("");
        ByteBuffer.wrap(host).order(ByteOrder.LITTLE_ENDIAN).putLong(LOADER - 100, header);
        byte[] signature = HexFormat.of().parseHex(SIGNATURE);
        System.arraycopy(signature, 0, host, LOADER - 92, signature.length);
        return host;
    }

    /// The loader, something that is no archive, the archive: content, table, cookie.
    private static byte[] pyInstaller(String name, String content, boolean compressed, int stated) throws IOException {
        byte[] data = content.getBytes(StandardCharsets.UTF_8);
        byte[] packed = compressed ? zlib(data) : data;
        int entry = 18 + name.length() + 1;
        ByteBuffer archive = ByteBuffer.allocate(packed.length + entry + 88);
        archive.put(packed).putInt(entry).putInt(0).putInt(packed.length).putInt(stated);
        archive.put((byte) (compressed ? 1 : 0)).put((byte) 'x');
        archive.put(name.getBytes(StandardCharsets.UTF_8)).put((byte) 0);
        archive.put("MEI\014\013\012\013\016".getBytes(StandardCharsets.ISO_8859_1));
        archive.putInt(archive.capacity()).putInt(packed.length).putInt(entry).putInt(311);
        return join(join(loader("_MEIPASS"), new byte[5000]), archive.array());
    }

    /// The host, something else, the list of packages, the header.
    private static byte[] bundle(String dependencies, int version) {
        byte[] list = dependencies.getBytes(StandardCharsets.UTF_8);
        int offset = LOADER + 5000;
        ByteBuffer header = ByteBuffer.allocate(4 + 4 + 4 + 13 + 40).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(version).putInt(0).putInt(1);
        header.put((byte) 12).put("abcdefghijkl".getBytes(StandardCharsets.US_ASCII));
        header.putLong(offset).putLong(list.length);
        byte[] appended = join(new byte[5000], list);
        byte[] bundle = join(join(host(LOADER + appended.length), appended), header.array());
        return Arrays.copyOf(bundle, bundle.length - 24);
    }

    private static byte[] zlib(byte[] data) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            out.write(data);
        }
        return packed.toByteArray();
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static Inventory scan(byte[] file) throws IOException {
        return Scans.rootfs(new TarBytes().file("usr/local/bin/app", 0755, file).end());
    }
}
