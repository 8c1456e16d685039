package io.plimsoll.scanner.analysis.rpm;

import static io.plimsoll.scanner.Scans.gapCodes;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Digest;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.SampleImage;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import io.plimsoll.scanner.bounds.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RpmLogTest {
    private static final String DATABASE = "var/lib/rpm/rpmdb.sqlite";
    private static final String LOG = DATABASE + "-wal";
    private static final int PAGE = 4096;

    private static final byte[] OLD = database(3, "1");
    private static final byte[] NEW = database(5, "1");
    private static final byte[] LOG_OF_NEW = LogBytes.change(PAGE, OLD, NEW).bytes();

    @Test
    void aLogWithoutFramesOrOfAnOlderRoundSaysNothing() throws IOException {
        byte[] older = LOG_OF_NEW.clone();
        ByteBuffer.wrap(older).putInt(16, 7);
        older = withHeaderSummed(older);
        byte[] cutLater = Arrays.copyOf(older, older.length - 1000);
        for (byte[] harmless : List.of(new byte[0], Arrays.copyOf(LOG_OF_NEW, LogBytes.HEADER), older, cutLater)) {
            Inventory inventory = scan(OLD, harmless);

            assertThat(names(inventory)).containsExactly("package-0", "package-1", "package-2");
            assertThat(inventory.gaps()).isEmpty();
        }
    }

    @Test
    void whatTheLogChangedIsSeen() throws IOException {
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            Inventory more = scan(OLD, LogBytes.change(PAGE, OLD, NEW).bytes(order));
            assertThat(names(more)).hasSize(5).contains("package-4");
            assertThat(more.gaps()).isEmpty();
        }
        Inventory fewer = scan(NEW, LogBytes.change(PAGE, NEW, OLD).bytes());
        assertThat(names(fewer)).containsExactly("package-0", "package-1", "package-2");
        assertThat(fewer.gaps()).isEmpty();

        byte[] updated = database(3, "2");
        Inventory newer = scan(OLD, LogBytes.change(PAGE, new byte[0], updated).bytes());
        assertThat(newer.packages()).extracting(SoftwarePackage::version).containsOnly("2-1");
        assertThat(newer.gaps()).isEmpty();
    }

    @Test
    void aDatabaseOfOnePageHasAllItsPackagesInTheLog() throws IOException {
        byte[] fresh = Arrays.copyOf(OLD, PAGE);
        ByteBuffer.wrap(fresh).putShort(103, (short) 0).putInt(28, 1);

        Inventory inventory = scan(fresh, LogBytes.change(PAGE, fresh, NEW).bytes());

        assertThat(names(inventory)).hasSize(5);
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    void aLogCountsInWhicheverLayerItLiesAndNotOnceItIsRemoved() throws IOException {
        byte[] below = root().file(DATABASE, 0644, OLD).end();
        byte[] above = new TarBytes().file(LOG, 0600, LOG_OF_NEW).end();
        Inventory inventory = Scans.docker(SampleImage.of(below, above));

        assertThat(inventory.gaps()).isEmpty();
        assertThat(inventory.packages())
                .filteredOn(one -> one.layer() != null
                        && one.layer().equals(inventory.layers().getLast().diffId()))
                .extracting(SoftwarePackage::name)
                .containsExactlyInAnyOrder("package-3", "package-4");

        for (String removal : List.of("var/lib/rpm/.wh.rpmdb.sqlite-wal", "var/lib/rpm/.wh..wh..opq")) {
            byte[] removed =
                    new TarBytes().file(removal, "").file(DATABASE, 0644, OLD).end();
            Inventory without = Scans.docker(SampleImage.of(below, above, removed));
            assertThat(names(without)).hasSize(3);
            assertThat(without.gaps()).isEmpty();
        }
    }

    @Test
    void keptResultsOfLayersSayTheSame() throws IOException {
        byte[] image = SampleImage.of(
                        root().file(DATABASE, 0644, OLD).end(),
                        new TarBytes().file(LOG, 0600, LOG_OF_NEW).end())
                .dockerArchive();
        for (Map.Entry<Digest, byte[]> kept :
                Scans.layers(image, Limits.defaults()).entrySet()) {
            Inventory inventory = Scans.knowing(image, Limits.defaults(), kept.getKey(), kept.getValue());

            assertThat(names(inventory)).hasSize(5);
            assertThat(inventory.packages()).isEqualTo(Scans.docker(image).packages());
        }
        assertThat(Scans.layers(image, Limits.defaults())).hasSize(2);
    }

    @Test
    void aLogWithoutItsDatabaseIsNothing() throws IOException {
        Inventory inventory = Scans.rootfs(root().file(LOG, 0600, LOG_OF_NEW).end());

        assertThat(inventory.packages()).isEmpty();
    }

    @Test
    void onlyFinishedChangesCountAndTheRestIsAGap() throws IOException {
        byte[] latest = database(7, "1");
        LogBytes two = LogBytes.change(PAGE, OLD, NEW);
        int first = two.bytes().length;
        byte[] both = two.changed(NEW, latest).bytes();
        assertThat(names(scan(OLD, both))).hasSize(7);

        byte[] damaged = both.clone();
        damaged[first + 100]++;
        byte[] unfinished = LogBytes.change(PAGE, OLD, NEW)
                .page(2, Arrays.copyOfRange(latest, PAGE, 2 * PAGE))
                .bytes();
        byte[] halfWritten = Arrays.copyOf(both, first + 1000);
        for (byte[] log : List.of(damaged, unfinished, halfWritten)) {
            Inventory inventory = scan(OLD, log);

            assertThat(names(inventory)).hasSize(5);
            assertThat(gapCodes(inventory)).containsExactly("malformed-package-database");
            assertThat(inventory.gaps()).extracting("path").containsOnly("/" + LOG);
        }
    }

    @Test
    void aHeaderThatIsNoneLeavesTheDatabaseAndAGap() throws IOException {
        for (int place : List.of(0, 5, 10, 20)) {
            byte[] damaged = LOG_OF_NEW.clone();
            damaged[place] ^= 0x55;

            Inventory inventory = scan(OLD, damaged);

            assertThat(names(inventory)).hasSize(3);
            assertThat(gapCodes(inventory)).containsExactly("malformed-package-database");
        }
    }

    @Test
    void aRowThatMovedWithoutItsRestIsFoundInTheDatabase() throws IOException {
        byte[] large = new SqliteBytes(PAGE)
                .database(List.of(large("left").bytes(), large("right").bytes()), 2);
        LogBytes moved = new LogBytes(PAGE);
        // the leaves alone, as if rows had moved among them
        for (int page = 3; page <= large.length / PAGE; page++) {
            if (large[(page - 1) * PAGE] == 13) {
                moved.page(page, Arrays.copyOfRange(large, (page - 1) * PAGE, page * PAGE));
            }
        }
        Inventory inventory = scan(large, moved.finish(large.length / PAGE).bytes());

        assertThat(names(inventory)).containsExactly("left", "right");
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    void aRowOfWhichOnlyAPartIsInTheLogIsAGap() throws IOException {
        byte[] large = new SqliteBytes(PAGE).database(List.of(large("left").bytes()), 1);
        int rest = IntStream.range(2, large.length / PAGE)
                .filter(page -> large[page * PAGE] == 0)
                .findFirst()
                .orElseThrow();
        byte[] log = new LogBytes(PAGE)
                .page(rest + 1, new byte[PAGE])
                .finish(large.length / PAGE)
                .bytes();

        Inventory inventory = scan(large, log);

        assertThat(names(inventory)).containsExactly("left");
        assertThat(inventory.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.detail()).contains("1 packages are in part in its log"));
    }

    @Test
    void whatDoesNotFitTogetherShowsThePackagesOfBoth() throws IOException {
        byte[] other = new SqliteBytes(512).database(List.of(HeaderBytes.curl().bytes()), 1);

        Inventory inventory = scan(OLD, LogBytes.change(512, new byte[0], other).bytes());

        assertThat(names(inventory)).containsExactly("curl", "package-0", "package-1", "package-2");
        assertThat(inventory.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.detail()).contains("with its log: pages of 4096 bytes"));
    }

    @Test
    void pagesThatLeadInCirclesOrNowhereEnd() throws IOException {
        for (int child : List.of(0, 1, 2, -1, 1_000_000)) {
            byte[] root = Arrays.copyOfRange(OLD, PAGE, 2 * PAGE);
            ByteBuffer.wrap(root).putInt(8, child);
            byte[] log =
                    new LogBytes(PAGE).page(2, root).finish(OLD.length / PAGE).bytes();

            Inventory inventory = scan(OLD, log);

            assertThat(names(inventory)).hasSize(3);
            assertThat(gapCodes(inventory)).containsExactly("malformed-package-database");
        }
    }

    @Test
    void moreThanAnyDatabaseHasIsNotKept() throws IOException {
        LogBytes log = new LogBytes(PAGE);
        byte[] page = new byte[PAGE];
        ByteBuffer full = ByteBuffer.wrap(page).put(0, (byte) 5);
        int children = 0;
        for (int place = PAGE - 5; place > 12 + 2 * children + 7; place -= 5) {
            full.putInt(place, 5 + 4 * (children % 2)).putShort(12 + 2 * children, (short) place);
            children++;
        }
        full.putShort(3, (short) children);
        for (int number = 10; number < 1_000; number++) {
            log.page(number, page);
        }

        Inventory inventory = scan(OLD, log.finish(1_000).bytes());

        assertThat(names(inventory)).hasSize(3);
        assertThat(inventory.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.detail()).contains("more than 400000 rows"));
    }

    @Test
    void damageUnderRightCheckSumsEndsInAnInventory() throws IOException {
        Random random = new Random(11);
        int whole = 0;
        for (int round = 0; round < 400; round++) {
            byte[] damaged = LOG_OF_NEW.clone();
            for (int i = random.nextInt(6); i >= 0; i--) {
                int at = random.nextBoolean()
                        ? LogBytes.HEADER + random.nextInt(200)
                        : random.nextInt(damaged.length - 4);
                ByteBuffer.wrap(damaged).putInt(at, random.nextBoolean() ? random.nextInt() : random.nextInt(20));
            }
            Inventory inventory = scan(OLD, LogBytes.summed(damaged));
            whole += inventory.packages().size();
        }
        assertThat(whole).isPositive();
    }

    private static byte[] withHeaderSummed(byte[] log) {
        return ByteBuffer.wrap(log.clone())
                .put(0, LogBytes.summed(Arrays.copyOf(log, LogBytes.HEADER)))
                .array();
    }

    private static HeaderBytes large(String name) {
        return HeaderBytes.of(name, "1", "1").text(HeaderBytes.VENDOR, name.repeat(3_000));
    }

    private static byte[] database(int packages, String version) {
        return new SqliteBytes(PAGE)
                .database(
                        IntStream.range(0, packages)
                                .mapToObj(i -> HeaderBytes.of("package-" + i, version, "1")
                                        .text(HeaderBytes.VENDOR, "v".repeat(i * 3_000))
                                        .bytes())
                                .toList(),
                        packages);
    }

    private static List<String> names(Inventory inventory) {
        return inventory.packages().stream().map(SoftwarePackage::name).sorted().toList();
    }

    private static TarBytes root() {
        return new TarBytes().file("etc/os-release", "ID=almalinux\nVERSION_ID=9.4\n");
    }

    private static Inventory scan(byte[] database, byte[] log) throws IOException {
        return Scans.rootfs(
                root().file(DATABASE, 0644, database).file(LOG, 0600, log).end());
    }
}
