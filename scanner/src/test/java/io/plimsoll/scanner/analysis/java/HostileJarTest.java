package io.plimsoll.scanner.analysis.java;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Gap;
import io.plimsoll.model.Inventory;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import io.plimsoll.scanner.analysis.zip.ZipBytes;
import io.plimsoll.scanner.archive.ImageStream.Kind;
import io.plimsoll.scanner.bounds.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Archives inside files, made to break or to deceive a scanner.
class HostileJarTest {
    private static final int CENTRAL_SIGNATURE = 0x02014b50;

    @Test
    void noArchiveAtAllOrCutOff() throws IOException {
        byte[] jar = new ZipBytes().maven("a", "a", "1").end();

        assertThat(gaps("x".getBytes(StandardCharsets.UTF_8))).containsExactly("malformed-archive");
        for (int length = 1; length < jar.length; length += 7) {
            assertThat(gaps(Arrays.copyOf(jar, length))).as("cut at " + length).containsExactly("malformed-archive");
        }
    }

    @Test
    void archivesTooDeepInEachOther() throws IOException {
        byte[] jar = new ZipBytes().maven("a", "a", "1").end();
        for (int i = 0; i < 7; i++) {
            jar = new ZipBytes().stored("in.jar", jar).end();
        }
        assertThat(gaps(jar)).isEmpty();
        jar = new ZipBytes().stored("in.jar", jar).end();

        assertThat(gaps(jar)).containsExactly("limit-depth");
    }

    @Test
    void bombOfManyLevelsEndsAtTheBudget() throws IOException {
        byte[] jar = new byte[1 << 20];
        for (int i = 0; i < 6; i++) {
            ZipBytes more = new ZipBytes();
            for (int copy = 0; copy < 10; copy++) {
                more.file("copy" + copy + ".jar", jar);
            }
            jar = more.end();
        }

        Inventory inventory = scan(jar, limits(8 << 20, 1000));

        assertThat(codes(inventory)).contains("limit-nested-bytes");
    }

    @Test
    void manifestOfFarTooManyBytes() throws IOException {
        byte[] manifest = new byte[3 << 20];

        assertThat(gaps(new ZipBytes()
                        .file("META-INF/MANIFEST.MF", manifest)
                        .type("a/B")
                        .end()))
                .containsExactly("limit-file");
    }

    @Test
    void moreEntriesThanAllowed() throws IOException {
        ZipBytes many = new ZipBytes();
        IntStream.range(0, 200).forEach(i -> many.file("file" + i, ""));

        assertThat(codes(scan(many.end(), limits(1 << 20, 100)))).containsExactly("limit-entries");
    }

    @Test
    void entriesOverTheSameBytes() throws IOException {
        byte[] jar = new ZipBytes().maven("a", "a", "1").maven("a", "b", "1").end();
        int second = central(jar, 1);
        ByteBuffer.wrap(jar).order(ByteOrder.LITTLE_ENDIAN).putInt(second + 42, 0);

        assertThat(gaps(jar)).containsExactly("malformed-archive");
    }

    @Test
    void entryWithAnotherNameInItsOwnHeader() throws IOException {
        byte[] jar = new ZipBytes().maven("a", "a", "1").end();
        jar[30] = 'X';

        assertThat(gaps(jar)).containsExactly("malformed-archive");
    }

    @Test
    void sizesAndChecksumsThatLie() throws IOException {
        for (int field : new int[] {16, 20, 24}) {
            byte[] jar = new ZipBytes().maven("a", "a", "1").end();
            jar[central(jar, 0) + field] ^= 1;

            assertThat(gaps(jar)).as("field " + field).containsExactly("malformed-archive");
        }
    }

    @Test
    void encryptedAndOddlyPackedEntries() throws IOException {
        byte[] encrypted = new ZipBytes().maven("a", "a", "1").end();
        encrypted[central(encrypted, 0) + 8] |= 1;
        byte[] odd = new ZipBytes().maven("a", "a", "1").end();
        odd[central(odd, 0) + 10] = 14;

        assertThat(gaps(encrypted)).containsExactly("malformed-archive");
        assertThat(gaps(odd)).containsExactly("malformed-archive");
    }

    @Test
    void directoryOfFarTooManyBytes() throws IOException {
        byte[] jar = new ZipBytes().maven("a", "a", "1").end();
        ByteBuffer.wrap(jar).order(ByteOrder.LITTLE_ENDIAN).putInt(jar.length - 22 + 12, -1);

        assertThat(gaps(jar)).containsExactly("malformed-archive");
    }

    @Test
    void oneSpoiledByteAnywhereNeverBreaksTheScan() throws IOException {
        byte[] jar = new ZipBytes()
                .file("META-INF/MANIFEST.MF", "Implementation-Version: 1\n")
                .maven("a", "a", "1")
                .stored("in.jar", new ZipBytes().maven("b", "b", "2").end())
                .end();
        for (int at = 0; at < jar.length; at++) {
            for (int bit : new int[] {0x01, 0x80, 0xff}) {
                byte[] spoiled = jar.clone();
                spoiled[at] ^= (byte) bit;

                assertThat(scan(spoiled, Limits.defaults()).executables()).isEmpty();
            }
        }
    }

    @Test
    void namesWithTerminalSequencesAreNoCoordinates() throws IOException {
        Inventory inventory =
                scan(new ZipBytes().maven("org.\033[2J", "<script>", "=cmd()").end(), Limits.defaults());

        assertThat(inventory.packages()).isEmpty();
    }

    @Test
    void fileLargerThanMemoryAllows() throws IOException {
        byte[] jar = new ZipBytes().stored("x", new byte[2 << 20]).end();

        assertThat(codes(scan(jar, limits(1 << 20, 100)))).containsExactly("limit-file");
    }

    private static int central(byte[] jar, int index) {
        ByteBuffer bytes = ByteBuffer.wrap(jar).order(ByteOrder.LITTLE_ENDIAN);
        int found = -1;
        for (int at = 0; at <= index; at++) {
            found++;
            while (bytes.getInt(found) != CENTRAL_SIGNATURE) {
                found++;
            }
        }
        return found;
    }

    private static Limits limits(long fileBytes, int nestedEntries) {
        return new Limits(
                1 << 30,
                200,
                1 << 28,
                1000,
                4096,
                fileBytes,
                16 << 20,
                8,
                nestedEntries,
                1 << 20,
                1 << 20,
                Duration.ofMinutes(1));
    }

    private static List<String> gaps(byte[] jar) throws IOException {
        return codes(scan(jar, Limits.defaults()));
    }

    private static List<String> codes(Inventory inventory) {
        return inventory.gaps().stream().map(Gap::code).distinct().toList();
    }

    private static Inventory scan(byte[] jar, Limits limits) throws IOException {
        return Scans.scan(Kind.ROOTFS, new TarBytes().file("a.jar", 0644, jar).end(), limits);
    }
}
