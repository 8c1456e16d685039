package io.plimsoll.scanner;

import static io.plimsoll.scanner.Scans.gapCodes;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.plimsoll.model.Digest;
import io.plimsoll.model.Inventory;
import io.plimsoll.scanner.archive.ImageStream.Kind;
import io.plimsoll.scanner.bounds.Limits;
import io.plimsoll.scanner.layer.TarEntry;
import io.plimsoll.scanner.layer.TarReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Scans of which some layers are known from before.
class KnownLayersTest {
    private static final long SECRET = 4711;

    @Test
    void anImageWithoutLayersGivesNoResults() throws IOException {
        assertThat(scan(SampleImage.of().ociLayout(UnaryOperator.identity()), Map.of())
                        .newLayers())
                .isEmpty();
    }

    /// Random images of four layers, each scanned with every subset of its layers known.
    @Test
    void whateverIsKnownTheInventoryIsTheSame() throws IOException {
        Random random = new Random(20261128);
        List<UnaryOperator<byte[]>> packings = List.of(UnaryOperator.identity(), SampleImage::gzip, Zstd::compress);
        for (int round = 0; round < 60; round++) {
            RandomLayer layers = new RandomLayer(random);
            byte[][] four = {layers.next(), layers.next(), layers.next(), layers.next()};
            UnaryOperator<byte[]> packing = packings.get(round % packings.size());
            byte[] archive = SampleImage.of(four).ociLayout(packing);
            ImageScan.Scanned first = scan(archive, Map.of());
            String expected = document(first.inventory());
            assertThat(first.stored())
                    .isNotEmpty()
                    .allSatisfy(layer -> assertThat(Digest.of(Arrays.copyOfRange(
                                    archive, (int) layer.from(), (int) (layer.from() + layer.length()))))
                            .isEqualTo(layer.digest()));

            for (int subset = 0; subset < 16; subset++) {
                Map<Digest, byte[]> known = new LinkedHashMap<>();
                for (int i = 0; i < four.length; i++) {
                    byte[] result = first.newLayers().get(Digest.of(four[i]));
                    if ((subset >> i & 1) != 0 && result != null) {
                        known.put(Digest.of(packing.apply(four[i])), result);
                    }
                }
                ImageScan.Scanned again = scan(archive, known);

                assertThat(document(again.inventory()))
                        .as("round %d, subset %d", round, subset)
                        .isEqualTo(expected);
                Set<Digest> unknown = new HashSet<>(first.newLayers().keySet());
                unknown.removeAll(diffIds(four, subset));
                assertThat(again.newLayers().keySet()).isEqualTo(unknown);
            }
        }
    }

    private static List<Digest> diffIds(byte[][] layers, int subset) {
        List<Digest> digests = new ArrayList<>();
        for (int i = 0; i < layers.length; i++) {
            if ((subset >> i & 1) != 0) {
                digests.add(Digest.of(layers[i]));
            }
        }
        return digests;
    }

    @Test
    void aLayerThatOnlyClaimsAKnownDigestIsAGapAndNothingOfTheKnownOneIsThere() throws IOException {
        byte[] honest = new TarBytes()
                .file("etc/os-release", "ID=debian\nVERSION_ID=12\n")
                .end();
        byte[] hostile = new TarBytes()
                .file("app/node_modules/ms/package.json", "{\"name\":\"ms\",\"version\":\"0.1.0\"}")
                .end();
        SampleImage image = SampleImage.of(honest);
        Map<Digest, byte[]> known =
                scan(image.ociLayout(UnaryOperator.identity()), Map.of()).newLayers();
        byte[] archive = image.ociLayout(UnaryOperator.identity(), bytes -> hostile);

        Inventory inventory = scan(archive, known).inventory();

        assertThat(known).containsOnlyKeys(Digest.of(honest));
        assertThat(gapCodes(inventory)).containsExactly("blob-digest-mismatch");
        assertThat(inventory.distribution()).isNull();
        assertThat(scan(archive, known).newLayers()).isEmpty();
    }

    /// Engines before 25 name layers by digests of something else; whoever starts the scan may know them.
    @Test
    void aKnownLayerUnderAnotherNameIsOnlyHashedAndOnlyIfItsBytesAreThatLayer() throws IOException {
        byte[] base = new TarBytes()
                .file("app/node_modules/ms/package.json", "{\"name\":\"ms\",\"version\":\"0.1.0\"}")
                .end();
        byte[] other = new TarBytes()
                .file("app/node_modules/ms/package.json", "{\"name\":\"ms\",\"version\":\"0.2.0\"}")
                .end();
        Digest baseId = Digest.of(base);
        byte[] result = Objects.requireNonNull(scan(SampleImage.of(base).ociLayout(UnaryOperator.identity()), Map.of())
                .newLayers()
                .get(baseId));
        String name = "57a73ac635412b14f5315522986635c41f7395d7ac2983d5bd944722bd0f5824";
        Map<Digest, byte[]> known = new LinkedHashMap<>();
        known.put(baseId, result);
        known.put(Digest.parse("sha256:" + name), HexFormat.of().parseHex(baseId.hex()));

        byte[] archive = savedBefore25(name, base);
        ImageScan.Scanned scanned = scan(Kind.DOCKER_ARCHIVE, archive, known);
        assertThat(document(scanned.inventory())).isEqualTo(document(Scans.docker(archive)));
        assertThat(scanned.newLayers()).as("it was not read").isEmpty();

        ImageScan.Scanned deceived = scan(Kind.DOCKER_ARCHIVE, savedBefore25(name, other), known);
        assertThat(gapCodes(deceived.inventory())).contains("blob-digest-mismatch");
        assertThat(deceived.inventory().packages()).isEmpty();
    }

    private static byte[] savedBefore25(String name, byte[] layer) {
        String configuration =
                "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\""
                        + Digest.of(layer) + "\"]}}";
        return new TarBytes()
                .file(name + "/layer.tar", 0644, layer)
                .file("c.json", configuration)
                .file(
                        "manifest.json",
                        "[{\"Config\":\"c.json\",\"RepoTags\":[],\"Layers\":[\"" + name + "/layer.tar\"]}]")
                .end();
    }

    @Test
    void aKnownLayerThatIsLeftOutCountsOnlyWhereTheCallerMayLeaveItOut() throws IOException {
        byte[] base = new TarBytes()
                .file("etc/os-release", "ID=debian\nVERSION_ID=12\n")
                .end();
        byte[] shop = new TarBytes()
                .file("app/node_modules/ms/package.json", "{\"name\":\"ms\",\"version\":\"0.1.0\"}")
                .end();
        byte[] whole = SampleImage.of(base, shop).ociLayout(SampleImage::gzip);
        ImageScan.Scanned first = scan(whole, Map.of());
        Digest blob = Digest.of(SampleImage.gzip(base));
        Map<Digest, byte[]> known =
                Map.of(blob, Objects.requireNonNull(first.newLayers().get(Digest.of(base))));
        byte[] without = without("blobs/sha256/" + blob.hex(), whole);

        ImageScan.Scanned again = scan(without, known, true);

        assertThat(document(again.inventory())).isEqualTo(document(first.inventory()));
        assertThat(again.newLayers()).containsOnlyKeys(Digest.of(shop));
        for (ImageScan.Scanned missing : List.of(
                scan(without, known, false),
                scan(without, Map.of(), true),
                scan(without, Map.of(blob, new byte[9]), true),
                scan(without, Map.of(Digest.of(shop), known.getOrDefault(blob, new byte[0])), true))) {
            assertThat(gapCodes(missing.inventory())).containsExactly("missing-layer");
            assertThat(missing.isRepeatable()).isFalse();
        }
    }

    private static byte[] without(String name, byte[] archive) throws IOException {
        TarBytes rest = new TarBytes();
        TarReader tar = new TarReader(new ByteArrayInputStream(archive));
        for (TarEntry entry = tar.next(); entry != null; entry = tar.next()) {
            if (!entry.name().equals(name)) {
                rest.file(entry.name(), entry.mode(), tar.content().readAllBytes());
            }
        }
        return rest.end();
    }

    @Test
    void damagedResultsAreNotKnown() throws IOException {
        byte[] layer = new TarBytes()
                .file("app/node_modules/ms/package.json", "{\"name\":\"ms\",\"version\":\"0.1.0\"}")
                .end();
        byte[] archive = SampleImage.of(layer).ociLayout(UnaryOperator.identity());
        ImageScan.Scanned first = scan(archive, Map.of());
        Digest digest = Digest.of(layer);
        byte[] result = Objects.requireNonNull(first.newLayers().get(digest));
        for (byte[] bad : List.of(
                new byte[0],
                Arrays.copyOf(result, result.length - 1),
                Arrays.copyOf(result, result.length + 1),
                "junk".repeat(1000).getBytes(StandardCharsets.UTF_8))) {
            ImageScan.Scanned again = scan(archive, Map.of(digest, bad));

            assertThat(again.inventory()).isEqualTo(first.inventory());
            assertThat(again.newLayers().get(digest)).isEqualTo(result);
        }
    }

    @Test
    void aResultThatIsNotOfTheDigestItComesWithIsNotKnown() throws IOException {
        byte[] one = new TarBytes().file("run", 0755, new byte[] {'#', '!'}).end();
        byte[] other = new TarBytes().file("go", 0755, new byte[] {'#', '!'}).end();
        Map<Digest, byte[]> results = scan(SampleImage.of(one).ociLayout(UnaryOperator.identity()), Map.of())
                .newLayers();
        byte[] result = Objects.requireNonNull(results.get(Digest.of(one)));
        byte[] archive = SampleImage.of(other).ociLayout(UnaryOperator.identity());

        assertThat(scan(archive, Map.of(Digest.of(other), result)).inventory()).isEqualTo(Scans.oci(archive));
    }

    @Test
    void whatALimitCutOffIsNotKept() throws IOException {
        TarBytes layer = new TarBytes();
        for (int i = 0; i < 100; i++) {
            layer.file("run" + i, 0755, new byte[] {'#', '!'});
        }
        Limits usual = Limits.defaults();
        Limits few = new Limits(
                usual.layerBytes(),
                usual.ratio(),
                usual.ratioFloor(),
                10,
                usual.pathBytes(),
                usual.fileBytes(),
                usual.nestedBytes(),
                usual.nestedDepth(),
                usual.nestedEntries(),
                usual.factBytes(),
                usual.documentBytes(),
                usual.time());
        byte[] archive = SampleImage.of(layer.end()).ociLayout(UnaryOperator.identity());

        ImageScan.Scanned scanned = scan(archive, Map.of(), few);

        assertThat(gapCodes(scanned.inventory())).containsExactly("limit-entries");
        assertThat(scanned.newLayers()).isEmpty();
        assertThat(scanned.isRepeatable()).isFalse();
    }

    private static ImageScan.Scanned scan(byte[] archive, Map<Digest, byte[]> known) throws IOException {
        return scan(archive, known, Limits.defaults());
    }

    private static ImageScan.Scanned scan(byte[] archive, Map<Digest, byte[]> known, Limits limits) throws IOException {
        return scan(Kind.OCI, archive, known, limits, false);
    }

    private static ImageScan.Scanned scan(Kind kind, byte[] archive, Map<Digest, byte[]> known) throws IOException {
        return scan(kind, archive, known, Limits.defaults(), false);
    }

    private static ImageScan.Scanned scan(byte[] archive, Map<Digest, byte[]> known, boolean missesKnown)
            throws IOException {
        return scan(Kind.OCI, archive, known, Limits.defaults(), missesKnown);
    }

    private static ImageScan.Scanned scan(
            Kind kind, byte[] archive, Map<Digest, byte[]> known, Limits limits, boolean missesKnown)
            throws IOException {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        LayerFrames.write(known, true, frames);
        return new ImageScan(limits, SECRET)
                .scan(
                        new ScanRequest(kind, List.of(), "amd64", true, missesKnown, true, false, false),
                        new SequenceInputStream(
                                new ByteArrayInputStream(frames.toByteArray()), new ByteArrayInputStream(archive)));
    }

    private static String document(Inventory inventory) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        InventoryWriter.write(inventory, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
