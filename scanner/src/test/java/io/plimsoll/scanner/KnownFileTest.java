package io.plimsoll.scanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.plimsoll.model.Digest;
import io.plimsoll.scanner.archive.StoredLayer;
import io.plimsoll.scanner.bounds.MalformedInput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownFileTest {
    private static final byte[] BYTES = new byte[10_000];

    static {
        new Random(4711).nextBytes(BYTES);
    }

    @TempDir
    Path folder;

    @Test
    void aFileIsKnownAgainWhetherItHasLayersOrNot() throws IOException {
        for (List<StoredLayer> layers : List.of(
                List.<StoredLayer>of(),
                List.of(layer(0, BYTES.length)),
                List.of(layer(7000, 3000), layer(512, 1000), layer(1512, 0)))) {
            byte[] portrait = known().portrait(layers).orElseThrow();

            assertThat(known().isOf(portrait)).isTrue();
            for (int at : List.of(0, 511, 512, 1511, 1512, 6999, 7000, 9999)) {
                byte[] changed = BYTES.clone();
                changed[at]++;
                assertThat(file(changed).isOf(portrait)).as("byte %s", at).isFalse();
            }
            assertThat(file(Arrays.copyOf(BYTES, 9000)).isOf(portrait)).isFalse();
        }
    }

    @Test
    void layersThatOverlapOrLieElsewhereMakeNoPortrait() throws IOException {
        StoredLayer good = layer(512, 1000);
        for (StoredLayer lie : List.of(
                layer(1000, 1000),
                layer(512, 1000),
                at(9000, 1001),
                at(10_001, 0),
                at(-1, 10),
                at(2000, -1),
                at(Long.MAX_VALUE, 1),
                at(2000, Long.MAX_VALUE),
                at(Long.MIN_VALUE, Long.MIN_VALUE))) {
            assertThat(known().portrait(List.of(good, lie))).as("%s", lie).isEmpty();
        }
    }

    @Test
    void aDigestThatALiarMadeUpIsNeverFound() throws IOException {
        byte[] portrait = known().portrait(List.of(at(512, 1000))).orElseThrow();

        assertThat(known().isOf(portrait)).isFalse();
    }

    @Test
    void aFileThatHasChangedSinceMakesNoPortrait() throws IOException {
        KnownFile before = known();
        Files.setLastModifiedTime(folder.resolve("file"), FileTime.fromMillis(4711));

        assertThat(before.portrait(List.of())).isEmpty();
    }

    @Test
    void aFileThatIsMostlyNoLayerMakesNoPortrait() throws IOException {
        Path large = folder.resolve("large");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength((16 << 20) + 1);
        }

        assertThat(KnownFile.of(large, List.of()).orElseThrow().portrait(List.of()))
                .isEmpty();
    }

    @Test
    void whereLayersLieArrivesAsItWasSent() throws IOException {
        List<StoredLayer> layers = List.of(layer(0, 12), layer(512, 9000));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LayerFrames.writeStored(layers, out);
        out.write('{');
        ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());

        assertThat(LayerFrames.readStored(in)).isEqualTo(layers);
        assertThat(in.read()).isEqualTo('{');
        for (byte first : new byte[] {(byte) 0xff, 0x7f}) {
            assertThatExceptionOfType(MalformedInput.class)
                    .isThrownBy(() -> LayerFrames.readStored(new ByteArrayInputStream(new byte[] {first, 0, 0, 0})))
                    .withMessageStartingWith("the archive is said to hold ");
        }
    }

    @Test
    void placesAreToldToWhoTakesResultsOnly() {
        assertThat(ScanRequest.parse(List.of("--kind", "oci", "--give-layers")).tellsPlaces())
                .isFalse();
        assertThat(ScanRequest.parse(List.of("--kind", "oci", "--give-layers", "--tell-places"))
                        .tellsPlaces())
                .isTrue();
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> ScanRequest.parse(List.of("--kind", "oci", "--tell-places")))
                .withMessageContaining("--tell-places goes with --give-layers");
    }

    private KnownFile known() throws IOException {
        return file(BYTES);
    }

    private KnownFile file(byte[] bytes) throws IOException {
        return KnownFile.of(Files.write(folder.resolve("file"), bytes), List.of("--kind", "docker-archive"))
                .orElseThrow();
    }

    private static StoredLayer layer(int from, int length) {
        return new StoredLayer(from, length, Digest.of(Arrays.copyOfRange(BYTES, from, from + length)));
    }

    private static StoredLayer at(long from, long length) {
        return new StoredLayer(from, length, Digest.of(BYTES));
    }
}
