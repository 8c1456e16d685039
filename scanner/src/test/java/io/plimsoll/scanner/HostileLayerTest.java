package io.plimsoll.scanner;

import static io.plimsoll.scanner.Scans.gapCodes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.github.luben.zstd.Zstd;
import io.plimsoll.model.Executable;
import io.plimsoll.model.Gap;
import io.plimsoll.model.Inventory;
import io.plimsoll.scanner.archive.ImageStream.Kind;
import io.plimsoll.scanner.bounds.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Layers made to break or to deceive a scanner. What follows a bad entry is still read where that is safe, and the
/// inventory always has a gap that says what happened.
class HostileLayerTest {
    private static final byte[] PROGRAM = "#!/bin/sh\n".getBytes(StandardCharsets.UTF_8);

    @Test
    void namesThatLeadOutOfTheImage() throws IOException {
        for (String name : List.of("../etc/passwd", "a/../../b", "a/b/..", "..", "/../x", "./../x")) {
            Inventory inventory = scan(hostile().file(name, 0755, PROGRAM));

            assertThat(gapCodes(inventory)).as(name).containsExactly("path-outside-root");
            assertThat(paths(inventory)).as(name).containsExactly("/last");
        }
    }

    @Test
    void absoluteNamesMeanTheRootOfTheImage() throws IOException {
        Inventory inventory = scan(hostile().file("/etc/run", 0755, PROGRAM).file("//.//./etc/more", 0755, PROGRAM));

        assertThat(paths(inventory)).containsExactly("/etc/more", "/etc/run", "/last");
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    void filesWithoutAName() throws IOException {
        assertThat(gapCodes(scan(hostile().file("", 0755, PROGRAM)))).containsExactly("path-outside-root");
        assertThat(gapCodes(scan(hostile().file("./", 0755, PROGRAM)))).isEmpty();
        assertThat(gapCodes(scan(hostile().symbolicLink("/", "etc")))).containsExactly("path-outside-root");
        assertThat(gapCodes(scan(hostile().directory("./")))).isEmpty();
    }

    @Test
    void fileBehindALinkOfTheSameLayer() throws IOException {
        Inventory inventory = scan(hostile().symbolicLink("a", "/etc").file("a/passwd", 0755, PROGRAM));

        assertThat(gapCodes(inventory)).containsExactly("contradictory-entry");
        assertThat(paths(inventory)).containsExactly("/a/passwd", "/last");
    }

    @Test
    void folderThatBecomesALinkInTheSameLayer() throws IOException {
        assertThat(gapCodes(scan(
                        hostile().directory("a/").file("a/b", 0755, PROGRAM).symbolicLink("a", "/etc"))))
                .containsExactly("contradictory-entry");
        assertThat(gapCodes(scan(hostile().file("a/b/c", 0755, PROGRAM).file("a", 0755, PROGRAM))))
                .containsExactly("contradictory-entry");
    }

    @Test
    void hardLinksToNothingOrOutside() throws IOException {
        for (String target : List.of("../../etc/shadow", "nowhere", "", "/")) {
            assertThat(gapCodes(scan(hostile().hardLink("link", target))))
                    .as(target)
                    .containsExactly("dangling-hard-link");
        }
    }

    @Test
    void hardLinkIsWhatItLinksTo() throws IOException {
        Inventory inventory = scan(hostile().file("a", 0755, PROGRAM).hardLink("b", "./a"));

        assertThat(paths(inventory)).containsExactly("/a", "/b", "/last");
        assertThat(inventory.executables())
                .extracting(Executable::sha256)
                .containsOnly(inventory.executables().getFirst().sha256());
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    void hardLinkThatGivesAnUnreadFileAMeaning() throws IOException {
        assertThat(gapCodes(scan(hostile().file("blob", "{}").hardLink("app/node_modules/a/package.json", "blob"))))
                .containsExactly("unread-hard-link");
    }

    @Test
    void devicesAreNoFiles() throws IOException {
        TarBytes devices = hostile();
        for (char type : new char[] {'3', '4', '6'}) {
            devices.header("dev/" + type, type, 0777, TarBytes.octal(1 << 20, 11), "");
        }
        Inventory inventory = scan(devices);

        assertThat(paths(inventory)).containsExactly("/last");
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    void laterEntryReplacesAnEarlierOne() throws IOException {
        Inventory inventory = scan(hostile().file("a", 0755, PROGRAM).file("a", "now harmless"));

        assertThat(paths(inventory)).containsExactly("/last");
    }

    @Test
    void nulAndControlCharactersInNames() throws IOException {
        assertThat(gapCodes(scan(hostile().pax("path=a\0b").file("x", 0755, PROGRAM))))
                .containsExactly("malformed-layer");
        Inventory escape = scan(hostile().file("\033[2J\n<script>", 0755, PROGRAM));
        assertThat(paths(escape)).containsExactly("/\033[2J\n<script>", "/last");
    }

    @Test
    void tenThousandFoldersDeep() throws IOException {
        String deep = "a/".repeat(10_000) + "b";

        assertThat(gapCodes(scan(hostile().pax("path=" + deep).file("x", 0755, PROGRAM))))
                .containsExactly("limit-path");
        assertThat(gapCodes(scan(hostile()
                        .extension('L', deep.getBytes(StandardCharsets.ISO_8859_1))
                        .file("x", 0755, PROGRAM))))
                .containsExactly("limit-path");
        assertThat(paths(scan(hostile().pax("path=" + "a/".repeat(2000) + "b").file("x", 0755, PROGRAM))))
                .hasSize(2);
    }

    @Test
    void namesThatContradictEachOther() throws IOException {
        Inventory inventory = scan(hostile()
                .extension('L', "gnu\0".getBytes(StandardCharsets.ISO_8859_1))
                .pax("path=pax")
                .file("x", 0755, PROGRAM));

        assertThat(gapCodes(inventory)).containsExactly("contradictory-entry");
        assertThat(paths(inventory)).as("as Go reads it").containsExactly("/gnu", "/last");
    }

    @Test
    void sizesThatContradictEachOther() throws IOException {
        TarBytes hidden = new TarBytes().file("hidden", 0755, PROGRAM);
        Inventory inventory = scan(new TarBytes()
                .pax("size=" + hidden.bytes().length)
                .header("outer", '0', 0644, TarBytes.octal(10, 11), "")
                .raw(hidden.bytes())
                .file("last", 0755, PROGRAM));

        assertThat(gapCodes(inventory)).containsExactly("contradictory-entry");
        assertThat(paths(inventory)).containsExactly("/last");
    }

    @Test
    void globalHeaderThatRenames() throws IOException {
        Inventory inventory = scan(new TarBytes()
                .extension('g', TarBytes.paxRecords("path=elsewhere"))
                .file("here", 0755, PROGRAM));

        assertThat(gapCodes(inventory)).containsExactly("contradictory-entry");
        assertThat(paths(inventory)).containsExactly("/here", "/last");
    }

    @Test
    void sizesThatAreNoSizes() throws IOException {
        String negative = "\377".repeat(12);
        String hugeBase256 = "\200\377\377\377\377\377\377\377\377\377\377\377";
        for (String size : List.of("99999999999", "-0000000001", negative, hugeBase256)) {
            Inventory inventory =
                    scan(new TarBytes().file("first", 0755, PROGRAM).header("bad", '0', 0644, size, ""));

            assertThat(gapCodes(inventory)).as(size).containsExactly("malformed-layer");
            assertThat(paths(inventory)).as(size).containsExactly("/first");
        }
        for (String size : List.of("-1", "9e9", "99999999999999999999", "")) {
            assertThat(gapCodes(scan(new TarBytes().pax("size=" + size).file("bad", "x"))))
                    .as(size)
                    .containsExactly("malformed-layer");
        }
    }

    @Test
    void sizeInBase256IsRead() throws IOException {
        String ten = "\200" + "\0".repeat(10) + "\012";

        assertThat(paths(scan(new TarBytes()
                        .header("a", '0', 0755, ten, "")
                        .content(PROGRAM)
                        .file("last", 0755, PROGRAM))))
                .containsExactly("/a", "/last");
    }

    @Test
    void timesThatTakeHoursToParseAreNotParsed() throws IOException {
        assertThat(paths(scan(new TarBytes()
                        .pax("mtime=9e9999999", "atime=1e-99999999")
                        .file("a", 0755, PROGRAM))))
                .containsExactly("/a", "/last");
    }

    @Test
    void paxRecordsThatDoNotFitTheirLength() throws IOException {
        for (String records :
                List.of("99 path=a\n", "5 path=abc\n", "0 path=a\n", "x path=a\n", "path=a", "10 path=abc")) {
            assertThat(gapCodes(scan(new TarBytes()
                            .extension('x', records.getBytes(StandardCharsets.ISO_8859_1))
                            .file("a", 0755, PROGRAM))))
                    .as(records)
                    .containsExactly("malformed-layer");
        }
    }

    @Test
    void headersWithoutEnd() throws IOException {
        assertThat(gapCodes(scan(new TarBytes().header("x", 'x', 0, TarBytes.octal(5L << 30, 11), ""))))
                .containsExactly("malformed-layer");
        assertThat(gapCodes(scan(new TarBytes().header("x", 'L', 0, TarBytes.octal(4 << 20, 11), ""))))
                .containsExactly("malformed-layer");
    }

    @Test
    void sparseFilesAreNotReadButSeen() throws IOException {
        Inventory old = scan(new TarBytes()
                .header("sparse", 'S', 0755, TarBytes.octal(10, 11), "")
                .content(PROGRAM)
                .file("last", 0755, PROGRAM));
        Inventory pax = scan(new TarBytes()
                .pax("GNU.sparse.major=1", "GNU.sparse.minor=0", "GNU.sparse.name=bin/sparse", "GNU.sparse.realsize=99")
                .file("GNUSparseFile.0/sparse", 0755, PROGRAM)
                .file("last", 0755, PROGRAM));

        assertThat(old.gaps()).extracting(Gap::code, Gap::path).containsExactly(tuple("sparse-file", "/sparse"));
        assertThat(pax.gaps()).extracting(Gap::path).containsExactly("/bin/sparse");
        assertThat(paths(old)).containsExactly("/last");
        assertThat(paths(pax)).containsExactly("/last");
    }

    @Test
    void fileThatCouldNotBePacked() throws IOException {
        Inventory inventory = scan(hostile().pax("PLIMSOLL.unreadable=1").file("secret", ""));

        assertThat(inventory.gaps()).extracting(Gap::code, Gap::path).containsExactly(tuple("unreadable", "/secret"));
    }

    @Test
    void unknownEntryTypes() throws IOException {
        assertThat(gapCodes(scan(hostile().extension('D', PROGRAM)))).containsExactly("unknown-entry");
        assertThat(gapCodes(scan(hostile().extension('V', new byte[0])))).containsExactly("unknown-entry");
    }

    @Test
    void whiteoutsOfNothing() throws IOException {
        for (String name : List.of(".wh.", ".wh..", ".wh...", "a/.wh...")) {
            assertThat(gapCodes(scan(hostile().file(name, "")))).as(name).containsExactly("malformed-whiteout");
        }
    }

    @Test
    void whiteoutNamesAreFilesInAPlainFolder() throws IOException {
        assertThat(paths(Scans.rootfs(
                        new TarBytes().file(".wh.run", 0755, PROGRAM).end())))
                .containsExactly("/.wh.run");
    }

    @Test
    void wrongChecksumEndsTheLayer() throws IOException {
        byte[] layer =
                new TarBytes().file("a", 0755, PROGRAM).file("b", 0755, PROGRAM).end();
        layer[1024] ^= 1;

        Inventory inventory = Scans.docker(SampleImage.of(layer));

        assertThat(gapCodes(inventory)).containsExactly("malformed-layer");
        assertThat(paths(inventory)).containsExactly("/a");
    }

    @Test
    void somethingBehindTheEndMarker() throws IOException {
        byte[] layer = new TarBytes()
                .file("a", 0755, PROGRAM)
                .raw(new byte[512])
                .file("b", 0755, PROGRAM)
                .end();

        assertThat(gapCodes(Scans.docker(SampleImage.of(layer)))).containsExactly("malformed-layer");
    }

    @Test
    void everyTruncationOfAnArchiveFailsOrLeavesAGap() throws IOException {
        byte[] archive =
                SampleImage.of(new TarBytes().file("a", 0755, PROGRAM).end()).dockerArchive();
        for (int length = 0; length < archive.length - 512; length += 256) {
            byte[] cut = Arrays.copyOf(archive, length);
            assertThat(isNeverClean(cut)).as("cut at " + length).isTrue();
        }
    }

    private static boolean isNeverClean(byte[] archive) {
        try {
            return !Scans.docker(archive).isComplete();
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void truncatedCompressedLayersAreGaps() throws IOException {
        SampleImage image = SampleImage.of(hostile().file("last", 0755, PROGRAM).end());

        for (byte[] layout : List.of(
                image.ociLayout(SampleImage::gzip, packed -> Arrays.copyOf(packed, packed.length - 9)),
                image.ociLayout(SampleImage::gzip, packed -> Arrays.copyOf(packed, packed.length - 3)),
                image.ociLayout(Zstd::compress, packed -> Arrays.copyOf(packed, packed.length - 3)),
                image.ociLayout(SampleImage::gzip, packed -> spoiled(packed, packed.length - 6)),
                image.ociLayout(SampleImage::gzip, packed -> join(packed, PROGRAM)))) {
            Inventory inventory = Scans.oci(layout);

            assertThat(gapCodes(inventory)).containsExactly("malformed-layer");
            assertThat(inventory.layers()).isEmpty();
        }
    }

    @Test
    void layerThatIsNoLayer() throws IOException {
        Inventory inventory = Scans.docker(
                SampleImage.of("certainly not a tar archive".repeat(50).getBytes(StandardCharsets.UTF_8)));

        assertThat(gapCodes(inventory)).containsExactly("malformed-layer");
    }

    @Test
    void layerThatUnpacksToFarTooMuchIsGivenUp() throws IOException {
        byte[] zeros = new TarBytes().file("zeros", 0755, new byte[4 << 20]).end();
        Limits strict = limits(1 << 20, 1000);

        for (byte[] layout : List.of(
                SampleImage.of(zeros).ociLayout(SampleImage::gzip),
                SampleImage.of(zeros).ociLayout(Zstd::compress))) {
            Inventory inventory = Scans.scan(Kind.OCI, layout, strict);

            assertThat(gapCodes(inventory)).containsExactly("limit-ratio");
            assertThat(inventory.layers()).isEmpty();
        }
    }

    @Test
    void zstdFrameThatAsksForTwoGigabytesOfMemory() throws IOException {
        byte[] frame = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (byte) (21 << 3), 1, 0, 0};

        Inventory inventory = Scans.oci(SampleImage.of(hostile().end()).ociLayout(SampleImage::gzip, packed -> frame));

        assertThat(gapCodes(inventory)).containsExactly("malformed-layer");
    }

    @Test
    void moreEntriesThanAllowed() throws IOException {
        TarBytes many = new TarBytes();
        IntStream.range(0, 200).forEach(i -> many.file("file" + i, ""));

        assertThat(gapCodes(Scans.scan(
                        Kind.DOCKER_ARCHIVE, SampleImage.of(many.end()).dockerArchive(), limits(1 << 20, 100))))
                .containsExactly("limit-entries");
    }

    @Test
    void hundredThousandBadNamesLeaveAHandfulOfGaps() throws IOException {
        TarBytes many = new TarBytes();
        IntStream.range(0, 10_000).forEach(i -> many.header("../" + i, '0', 0644, TarBytes.octal(0, 11), ""));

        Inventory inventory = scan(many);

        assertThat(inventory.gaps()).hasSizeLessThan(30);
        assertThat(inventory.gaps().getLast().detail()).isEqualTo("and 9980 more of this kind");
    }

    private static Limits limits(long ratioFloor, long entries) {
        return new Limits(
                1 << 30,
                20,
                ratioFloor,
                entries,
                4096,
                1 << 20,
                1 << 20,
                8,
                1000,
                1 << 20,
                1 << 20,
                Duration.ofMinutes(1));
    }

    /// A layer in the making; [#scan] ends it with a good file, to see that the scan went on.
    private static TarBytes hostile() {
        return new TarBytes();
    }

    private static Inventory scan(TarBytes layer) throws IOException {
        return Scans.docker(SampleImage.of(layer.file("last", 0755, PROGRAM).end()));
    }

    private static List<String> paths(Inventory inventory) {
        return inventory.executables().stream().map(Executable::path).toList();
    }

    private static byte[] spoiled(byte[] bytes, int at) {
        byte[] spoiled = bytes.clone();
        spoiled[at] ^= 1;
        return spoiled;
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
