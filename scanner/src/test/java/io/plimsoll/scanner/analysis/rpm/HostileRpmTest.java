package io.plimsoll.scanner.analysis.rpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import io.plimsoll.scanner.layer.PathKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HostileRpmTest {
    private static final int PAGE = 4096;
    private static final PathKey KEY = new PathKey(4711);

    @ParameterizedTest
    @EnumSource
    void damageEndsInMalformedInputAndNothingElse(DatabaseBytes form) throws IOException {
        byte[] sound = form.of(headers(12));
        Random random = new Random(7);
        int read = 0;
        for (int round = 0; round < 1000; round++) {
            byte[] damaged = sound.clone();
            for (int i = random.nextInt(6); i >= 0; i--) {
                damage(damaged, random);
            }
            List<String> names = new ArrayList<>();
            try {
                read(damaged, names);
            } catch (MalformedInput e) {
                assertThat(e).hasMessageNotContaining("null");
            }
            read += names.size();
        }
        assertThat(read).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void cutOffAnywhereKeepsWhatWasRead(DatabaseBytes form) throws IOException {
        byte[] sound = form.of(headers(12));
        Random random = new Random(8);
        for (int round = 0; round < 300; round++) {
            byte[] cut = Arrays.copyOf(sound, random.nextInt(sound.length));
            List<String> names = new ArrayList<>();
            assertThatThrownBy(() -> read(cut, names)).isInstanceOf(MalformedInput.class);
        }
        List<String> names = new ArrayList<>();
        assertThatThrownBy(() -> read(Arrays.copyOf(sound, sound.length - 1), names))
                .isInstanceOf(MalformedInput.class);
        assertThat(names).hasSizeBetween(10, 12);
    }

    @Test
    void treesAndChainsOfSqliteThatLoopEnd() throws IOException {
        byte[] sound = DatabaseBytes.SQLITE.of(headers(12));
        int root = PAGE;
        // the last child of the root is the root
        refuses(changed(sound, root + 8, 2), "in two places");
        // an overflow page leads to itself
        int chain = overflowPage(sound);
        refuses(changed(sound, chain, chain / PAGE + 1), "in two places");
        refuses(changed(sound, chain, 0x7fffffff), "points to page");
        refuses(changed(sound, chain, -1), "points to page");
        refuses(changed(sound, root + 8, 0), "points to page");
    }

    @Test
    void sizesOfSqliteThatLieAreRefused() throws IOException {
        byte[] sound = DatabaseBytes.SQLITE.of(headers(3));
        for (int size : List.of(0, 2, 511, 513, 0xffff)) {
            byte[] lying = sound.clone();
            ByteBuffer.wrap(lying).putShort(16, (short) size);
            refuses(lying, "pages of");
        }
        byte[] reserved = DatabaseBytes.SQLITE_SMALL_PAGES.of(headers(3));
        reserved[20] = (byte) 255;
        refuses(reserved, "257 of them of use");
        refuses(changed(sound, 28, Integer.MAX_VALUE), "pages are missing");
        byte[] rows = sound.clone();
        ByteBuffer.wrap(rows).putShort(PAGE + 3, (short) -1);
        assertThatThrownBy(() -> read(rows, new ArrayList<>())).isInstanceOf(MalformedInput.class);
    }

    @Test
    void slotsOfNdbThatLieAreRefused() throws IOException {
        byte[] sound = DatabaseBytes.NDB.of(headers(3));
        refuses(little(sound, 12, -1), "its slots end at");
        refuses(little(sound, 4, 1), "version 1");
        refuses(little(sound, 32 + 12, -1), "more than it holds");
        refuses(little(sound, 32 + 8, 0x7fffffff), "points to");
        refuses(little(sound, PAGE + 40, 1), "damaged");
        // each slot leads to the same package
        byte[] amplified = sound.clone();
        for (int slot = 48; slot < PAGE; slot += 16) {
            System.arraycopy(sound, 32, amplified, slot, 16);
        }
        refuses(amplified, "more than it holds");
    }

    @Test
    void chainsOfBerkeleyDbThatLoopAndLieEnd() throws IOException {
        byte[] sound = DatabaseBytes.BERKELEY.of(headers(12));
        int chain = 0;
        while (sound[chain + 25] != 7 || sound[chain + 16] == 0) {
            chain += PAGE;
        }
        refuses(little(sound, chain + 16, chain / PAGE), "does not go on");
        refuses(little(sound, chain + 16, -1), "points to");
        refuses(little(sound, 20, 1 << 30), "pages of");
        refuses(little(sound, 32, -1), "it ends after");
        int last = (sound.length / PAGE - 1) * PAGE;
        while (sound[last + 25] != 13) {
            last -= PAGE;
        }
        refuses(little(sound, last + PAGE - 5 - 12 + 8, -1), "a header of 4294967295 bytes");
    }

    @Test
    void headersThatLieAreRefused() throws IOException {
        byte[] sound = HeaderBytes.curl().bytes();
        for (int field = 0; field < 8 + 16; field += 4) {
            for (int lie : List.of(-1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x10001)) {
                byte[] lying = changed(sound, field, lie);
                assertThatThrownBy(() -> RpmRecord.of(RpmHeader.of(FileBytes.of(lying)), KEY))
                        .isInstanceOf(MalformedInput.class);
            }
        }
        byte[] endless = HeaderBytes.of("n".repeat(1 << 17), "1", "1").bytes();
        assertThatThrownBy(() -> RpmRecord.of(RpmHeader.of(FileBytes.of(endless)), KEY))
                .isInstanceOf(MalformedInput.class)
                .hasMessageContaining("a text of more than");
    }

    @Test
    void listsOfFilesThatLieNameNoFile() throws IOException {
        HeaderBytes sound = HeaderBytes.curl().files("/usr/bin/", "curl");
        HeaderBytes elsewhere =
                HeaderBytes.curl().numbers(1116, 7).texts(1117, List.of("curl")).texts(1118, List.of("/"));
        HeaderBytes negative = HeaderBytes.curl()
                .numbers(1116, -1)
                .texts(1117, List.of("curl"))
                .texts(1118, List.of("/"));
        HeaderBytes fewer =
                HeaderBytes.curl().numbers(1116).texts(1117, List.of("curl")).texts(1118, List.of("/"));
        HeaderBytes counted = HeaderBytes.curl()
                .numbers(1116, 0)
                .entry(1117, 8, Integer.MAX_VALUE, new byte[2])
                .texts(1118, List.of("/usr/bin/"));
        HeaderBytes outside = HeaderBytes.curl().files("/usr/../../", "curl");

        assertThat(files(sound)).isEqualTo(1);
        for (HeaderBytes lying : List.of(elsewhere, negative, fewer, counted, outside)) {
            assertThat(files(lying)).isZero();
        }
    }

    private static int files(HeaderBytes header) throws MalformedInput {
        return RpmRecord.of(RpmHeader.of(FileBytes.of(header.bytes())), KEY)
                .files()
                .size();
    }

    private static void refuses(byte[] database, String reason) {
        assertThatThrownBy(() -> read(database, new ArrayList<>()))
                .isInstanceOf(MalformedInput.class)
                .hasMessageContaining(reason);
    }

    private static void read(byte[] database, List<String> names) throws IOException {
        RpmDatabase.read(FileBytes.of(database), (number, header) -> {
            try {
                names.add(RpmRecord.of(RpmHeader.of(header), KEY).name());
            } catch (MalformedInput e) {
                names.add("?");
            }
            return names.size() - 1;
        });
    }

    /// Some headers fit a page, others need several.
    private static List<byte[]> headers(int count) {
        List<byte[]> headers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            headers.add(HeaderBytes.of("package-" + i, "1", "2")
                    .numbers(RpmHeader.EPOCH, i)
                    .files("/usr/share/" + i + "/", "one", "two", "three")
                    .text(HeaderBytes.VENDOR, "v".repeat(i * 1000))
                    .bytes());
        }
        return headers;
    }

    /// Half of the time a number becomes one that is likely to hurt, else one byte any other.
    private static void damage(byte[] bytes, Random random) {
        int[] numbers = {0, 1, 2, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 20, 4096};
        int at = random.nextInt(random.nextBoolean() ? 256 : bytes.length - 4);
        if (random.nextBoolean()) {
            ByteBuffer.wrap(bytes).putInt(at, numbers[random.nextInt(numbers.length)]);
        } else {
            bytes[at] = (byte) random.nextInt(256);
        }
    }

    private static byte[] changed(byte[] bytes, int at, int number) {
        byte[] changed = bytes.clone();
        ByteBuffer.wrap(changed).putInt(at, number);
        return changed;
    }

    private static byte[] little(byte[] bytes, int at, int number) {
        byte[] changed = bytes.clone();
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(at, number);
        return changed;
    }

    /// An overflow page that is not the last of its chain: it begins with the number of the next.
    private static int overflowPage(byte[] database) {
        ByteBuffer pages = ByteBuffer.wrap(database);
        int page = 2 * PAGE;
        while (pages.get(page) != 0 || pages.getInt(page) == 0) {
            page += PAGE;
        }
        return page;
    }
}
