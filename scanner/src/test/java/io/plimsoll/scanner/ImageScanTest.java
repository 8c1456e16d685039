package io.plimsoll.scanner;

import static io.plimsoll.scanner.Scans.gapCodes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.github.luben.zstd.Zstd;
import io.plimsoll.model.Digest;
import io.plimsoll.model.Executable;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.Layer;
import io.plimsoll.scanner.archive.ImageStream.Kind;
import io.plimsoll.scanner.bounds.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ImageScanTest {
    private static final byte[] PROGRAM = "\177ELF program".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] BASE =
            new TarBytes().directory("bin/").file("bin/shop", 0755, PROGRAM).end();
    private static final byte[] TOP = new TarBytes()
            .directory("opt/")
            .file("opt/run.sh", 0644, "#!/bin/sh\n".getBytes(StandardCharsets.UTF_8))
            .file("opt/readme", "nothing to run")
            .end();

    @Test
    void emptyImageHasNothingAndNoGap() throws IOException {
        Inventory inventory = Scans.docker(SampleImage.of());

        assertThat(inventory.layers()).isEmpty();
        assertThat(inventory.packages()).isEmpty();
        assertThat(inventory.executables()).isEmpty();
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    void readsTheConfigurationWithoutTheValuesOfVariables() throws IOException {
        SampleImage image = SampleImage.of(BASE).user("app");
        Inventory inventory = Scans.docker(image);

        assertThat(inventory.imageId())
                .isEqualTo(Digest.of(image.configuration().getBytes(StandardCharsets.UTF_8)));
        assertThat(inventory.names()).containsExactly("shop/web:1.4");
        assertThat(inventory.configuration()).isNotNull().satisfies(configuration -> {
            assertThat(configuration.architecture()).isEqualTo("amd64");
            assertThat(configuration.user()).isEqualTo("app");
            assertThat(configuration.entrypoint()).isEmpty();
            assertThat(configuration.command()).containsExactly("/bin/shop");
            assertThat(configuration.exposedPorts()).containsExactly("8080/tcp");
            assertThat(configuration.environmentNames()).containsExactly("PATH", "TOKEN");
            assertThat(configuration.labels()).isEqualTo(Map.of("a", "1", "b", "2"));
            assertThat(configuration.toString()).doesNotContain("hidden");
        });
    }

    @Test
    void layersBelowTheEndOfAnEarlierBuildCameWithTheBaseImage() throws IOException {
        assertThat(Scans.docker(SampleImage.of(BASE, TOP).builtOn(1)).layers())
                .extracting(Layer::base)
                .containsExactly(true, false);
        assertThat(Scans.docker(SampleImage.of(BASE, TOP)).layers())
                .extracting(Layer::base)
                .containsExactly(false, false);
    }

    @Test
    void everyExecutableKnowsItsDigestAndItsLayer() throws IOException {
        Inventory inventory = Scans.docker(SampleImage.of(BASE, TOP));

        Digest base = Digest.of(BASE);
        Digest top = Digest.of(TOP);
        assertThat(inventory.layers())
                .containsExactly(
                        new Layer(base, BASE.length, "COPY layer of " + BASE.length + " bytes"),
                        new Layer(top, TOP.length, "COPY layer of " + TOP.length + " bytes"));
        assertThat(inventory.executables())
                .containsExactly(
                        new Executable("/bin/shop", Digest.of(PROGRAM), PROGRAM.length, 0755, base, ""),
                        new Executable(
                                "/opt/run.sh",
                                Digest.of("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8)),
                                10,
                                0644,
                                top,
                                ""));
        assertThat(inventory.isComplete()).isTrue();
    }

    @Test
    void largeExecutablesAreHashedWholeAlsoAfterOneThatIsCutOff() throws IOException {
        byte[] one = new byte[700_001];
        byte[] two = new byte[1_300_000];
        new Random(7).nextBytes(one);
        new Random(8).nextBytes(two);
        byte[] cutOff = Arrays.copyOf(new TarBytes().file("bin/lost", 0755, two).end(), 1_000_000);
        byte[] whole = new TarBytes()
                .file("bin/one", 0755, one)
                .file("bin/small", 0755, PROGRAM)
                .file("bin/two", 0755, two)
                .end();

        Inventory inventory = Scans.docker(SampleImage.of(cutOff, whole));

        assertThat(gapCodes(inventory)).contains("malformed-layer");
        assertThat(inventory.executables())
                .extracting(Executable::path, Executable::sha256)
                .containsExactly(
                        tuple("/bin/one", Digest.of(one)),
                        tuple("/bin/small", Digest.of(PROGRAM)),
                        tuple("/bin/two", Digest.of(two)));
    }

    @Test
    void allFormsOfAnImageGiveTheSameInventory() throws IOException {
        SampleImage image = SampleImage.of(BASE, TOP);
        Inventory docker = Scans.docker(image);

        for (UnaryOperator<byte[]> packing : List.<UnaryOperator<byte[]>>of(
                UnaryOperator.identity(), SampleImage::gzip, Zstd::compress, bytes -> twoMembers(bytes))) {
            assertThat(Scans.oci(image.ociLayout(packing))).isEqualTo(docker);
        }
        assertThat(Scans.docker(SampleImage.gzip(image.dockerArchive()))).isEqualTo(docker);
        assertThat(Scans.docker(image.ociLayout(SampleImage::gzip))).isEqualTo(docker);
    }

    @Test
    void layersOfAFileAreReadSideBySideAndKeepTheirOrder() throws IOException {
        byte[][] layers = new byte[12][];
        for (int i = 0; i < layers.length; i++) {
            byte[] program = new byte[300_000 + i];
            new Random(i).nextBytes(program);
            layers[i] = new TarBytes()
                    .file("bin/" + i, 0755, program)
                    .file("bin/last", 0755, program)
                    .end();
        }

        Inventory inventory = Scans.oci(SampleImage.of(layers).ociLayout(SampleImage::gzip));

        assertThat(inventory.layers())
                .extracting(Layer::diffId)
                .containsExactly(Arrays.stream(layers).map(Digest::of).toArray(Digest[]::new));
        assertThat(inventory.executables())
                .hasSize(13)
                .filteredOn(file -> file.path().equals("/bin/last"))
                .extracting(Executable::layer)
                .containsExactly(Digest.of(layers[11]));
    }

    private static byte[] twoMembers(byte[] bytes) {
        byte[] first = SampleImage.gzip(Arrays.copyOf(bytes, 700));
        byte[] second = SampleImage.gzip(Arrays.copyOfRange(bytes, 700, bytes.length));
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Test
    void rootFileSystemHasNoImageAndNoLayers() throws IOException {
        Inventory inventory = Scans.rootfs(TOP);

        assertThat(inventory.imageId()).isNull();
        assertThat(inventory.configuration()).isNull();
        assertThat(inventory.layers()).isEmpty();
        assertThat(inventory.executables())
                .singleElement()
                .satisfies(executable -> assertThat(executable.layer()).isNull());
    }

    @Test
    void layerSharedThroughALinkIsFound() throws IOException {
        String archive = new String(SampleImage.of(BASE, BASE).dockerArchive(), StandardCharsets.ISO_8859_1);
        int second = archive.indexOf("layer1/layer.tar");
        TarBytes linked = new TarBytes()
                .raw(archive.substring(0, second).getBytes(StandardCharsets.ISO_8859_1))
                .symbolicLink("layer1/layer.tar", "../layer0/layer.tar")
                .raw(archive.substring(second + 512 + BASE.length).getBytes(StandardCharsets.ISO_8859_1));

        Inventory inventory = Scans.docker(linked.bytes());

        assertThat(inventory.layers()).extracting(Layer::diffId).containsExactly(Digest.of(BASE), Digest.of(BASE));
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    void lyingDiffIdIsAGapAndTheRealOneIsReported() throws IOException {
        String lie = Digest.of(TOP).toString();
        Inventory inventory = Scans.docker(SampleImage.of(BASE).claiming(ids -> List.of(lie)));

        assertThat(gapCodes(inventory)).containsExactly("diff-id-mismatch");
        assertThat(inventory.layers()).extracting(Layer::diffId).containsExactly(Digest.of(BASE));
    }

    @Test
    void fewerDiffIdsThanLayersIsAGap() throws IOException {
        assertThat(gapCodes(Scans.docker(SampleImage.of(BASE, TOP).claiming(ids -> ids.subList(0, 1)))))
                .containsExactly("diff-id-mismatch");
    }

    @Test
    void blobThatIsNotItsDigestIsAGap() throws IOException {
        byte[] layout =
                SampleImage.of(BASE).ociLayout(SampleImage::gzip, packed -> Arrays.copyOf(packed, packed.length + 1));

        Inventory inventory = Scans.oci(layout);

        assertThat(gapCodes(inventory)).containsExactly("blob-digest-mismatch");
        assertThat(inventory.executables()).hasSize(1);
    }

    @Test
    void archiveOfSeveralImagesNeedsAName() throws IOException {
        byte[] archive = new TarBytes()
                .file("c.json", SampleImage.of().configuration())
                .file("manifest.json", """
                        [{"Config":"c.json","RepoTags":["a:1"],"Layers":[]},
                         {"Config":"c.json","RepoTags":["b:latest"],"Layers":[]}]""")
                .end();

        assertThatThrownBy(() -> Scans.docker(archive)).hasMessageContaining("a:1, b:latest");
        assertThatThrownBy(() -> Scans.scan(Kind.DOCKER_ARCHIVE, archive, Limits.defaults(), "c"))
                .hasMessageContaining("no image named c, only: a:1, b:latest");
        assertThat(Scans.scan(Kind.DOCKER_ARCHIVE, archive, Limits.defaults(), "b")
                        .names())
                .containsExactly("b:latest");
    }
}
