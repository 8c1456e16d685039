package io.plimsoll.scanner;

import static io.plimsoll.scanner.Scans.gapCodes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.model.Digest;
import io.plimsoll.model.Inventory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Image archives made to break or to deceive a scanner: their documents and their outer tar.
class HostileArchiveTest {
    private static final byte[] LAYER = new TarBytes()
            .file("run", 0755, "#!/bin/sh\n".getBytes(StandardCharsets.UTF_8))
            .end();
    private static final String DIFF_ID = Digest.of(LAYER).toString();

    @Test
    void nothingAtAll() {
        refused(new byte[0], "the stream is empty");
        refused("junk".repeat(1000).getBytes(StandardCharsets.UTF_8), "neither tar nor gzip nor zstd");
        refused(new byte[1024], "neither manifest.json nor index.json");
        refused(new TarBytes().file("etc/passwd", "root").end(), "neither manifest.json nor index.json");
    }

    @Test
    void documentsThatAreNotSound() {
        for (String manifest : List.of(
                "[",
                "[] []",
                "[{\"Config\":1,\"Config\":2}]",
                "[".repeat(100_000),
                "[{\"Config\":\"c.json\",\"config\":\"d.json\",\"RepoTags\":[],\"Layers\":[]}]",
                "[{\"Config\":\"../c.json\",\"RepoTags\":[],\"Layers\":[]}]",
                "[{}]",
                "[]",
                "{}")) {
            refused(
                    new TarBytes()
                            .file("c.json", "{}")
                            .file("manifest.json", manifest)
                            .end(),
                    "");
        }
    }

    @Test
    void documentOfFourMegabytesAndMore() {
        refused(
                new TarBytes()
                        .file("manifest.json", "[" + " ".repeat(5 << 20) + "]")
                        .end(),
                "holds no document");
    }

    @Test
    void manifestTwice() {
        TarBytes archive = new TarBytes().raw(docker("run", DIFF_ID)).file("manifest.json", "[]");

        refused(archive.end(), "holds '/manifest.json' twice");
    }

    @Test
    void namesThatLeadOutOfTheArchive() {
        refused(new TarBytes().file("../manifest.json", "[]").end(), "a name that leads out of it");
    }

    @Test
    void layersThatAreMissingOrSomethingElse() throws IOException {
        for (String layer : List.of("nowhere/layer.tar", "../layer.tar", "c.json", "loop", "text")) {
            Inventory inventory = Scans.docker(new TarBytes()
                    .raw(docker(layer, DIFF_ID))
                    .symbolicLink("loop", "loop")
                    .file("text", "no layer")
                    .end());

            assertThat(inventory.isComplete()).as(layer).isFalse();
            assertThat(gapCodes(inventory)).as(layer).containsAnyOf("missing-layer", "malformed-layer");
        }
    }

    @Test
    void configurationThatCanBeReadInTwoWays() {
        String twice = "{\"config\":{\"User\":\"app\",\"user\":\"root\"},\"rootfs\":{\"diff_ids\":[]}}";

        refused(
                new TarBytes()
                        .file("c.json", twice)
                        .file("manifest.json", "[{\"Config\":\"c.json\",\"Layers\":[]}]")
                        .end(),
                "the names [User, user] mean the same");
    }

    @Test
    void labelsMayDifferInCaseOnly() throws IOException {
        String labels = "{\"config\":{\"Labels\":{\"Team\":\"a\",\"team\":\"b\"}},\"rootfs\":{\"diff_ids\":[]}}";
        Inventory inventory = Scans.docker(new TarBytes()
                .file("c.json", labels)
                .file("manifest.json", "[{\"Config\":\"c.json\",\"Layers\":[]}]")
                .end());

        assertThat(inventory.configuration())
                .isNotNull()
                .satisfies(configuration -> assertThat(configuration.labels())
                        .containsEntry("Team", "a")
                        .containsEntry("team", "b"));
    }

    @Test
    void configurationThatIsNotWhatItIsNamedAfter() throws IOException {
        String name = "0".repeat(64) + ".json";
        Inventory inventory = Scans.docker(new TarBytes()
                .file(name, "{\"rootfs\":{\"diff_ids\":[]}}")
                .file("manifest.json", "[{\"Config\":\"%s\",\"Layers\":[]}]".formatted(name))
                .end());

        assertThat(gapCodes(inventory)).containsExactly("blob-digest-mismatch");
    }

    @Test
    void indexesThatGoRoundInCircles() {
        // A circle of digests cannot be made; a chain of indexes can.
        String descriptor = "{\"digest\":\"%s\"}".formatted(Digest.of(LAYER));
        TarBytes layout = new TarBytes();
        for (int i = 0; i < 10; i++) {
            byte[] index = "{\"manifests\":[%s]}".formatted(descriptor).getBytes(StandardCharsets.UTF_8);
            layout.file("blobs/sha256/" + Digest.of(index).hex(), 0644, index);
            descriptor = "{\"digest\":\"%s\"}".formatted(Digest.of(index));
        }
        byte[] archive = layout.file("index.json", "{\"manifests\":[%s]}".formatted(descriptor))
                .end();

        assertThatThrownBy(() -> Scans.oci(archive)).hasMessageContaining("more than 4 deep");
    }

    @Test
    void layoutWithPathsInThePlaceOfDigests() {
        byte[] archive = new TarBytes()
                .file("index.json", "{\"manifests\":[{\"digest\":\"sha256:../../etc/passwd\"}]}")
                .end();

        assertThatThrownBy(() -> Scans.oci(archive)).hasMessageContaining("no SHA-256 digest");
    }

    @Test
    void manifestThatIsNotItsDigest() {
        byte[] archive = new TarBytes()
                .file("blobs/sha256/" + "0".repeat(64), "{}")
                .file("index.json", "{\"manifests\":[{\"digest\":\"sha256:%s\"}]}".formatted("0".repeat(64)))
                .end();

        assertThatThrownBy(() -> Scans.oci(archive)).hasMessageContaining("has the bytes of");
    }

    /// Whatever one changed byte does, it is noticed, or it changes nothing that was found.
    @Test
    void damageAtRandomIsNoticed() throws IOException {
        byte[] archive = SampleImage.of(LAYER, LAYER).dockerArchive();
        Inventory whole = Scans.docker(archive);
        Random random = new Random(20261123);
        for (int round = 0; round < 1500; round++) {
            byte[] damaged = archive.clone();
            damaged[random.nextInt(archive.length)] ^= (byte) (1 + random.nextInt(255));
            try {
                Inventory inventory = Scans.docker(damaged);
                if (inventory.isComplete()) {
                    assertThat(inventory.executables()).as("round " + round).isEqualTo(whole.executables());
                    assertThat(inventory.imageId()).as("round " + round).isEqualTo(whole.imageId());
                }
            } catch (IOException e) {
                assertThat(e).hasMessageNotContaining("Exception");
            }
        }
    }

    private static byte[] docker(String layer, String diffId) {
        return new TarBytes()
                .file("run", 0644, LAYER)
                .file("c.json", "{\"rootfs\":{\"diff_ids\":[\"%s\"]}}".formatted(diffId))
                .file(
                        "manifest.json",
                        "[{\"Config\":\"c.json\",\"RepoTags\":null,\"Layers\":[\"%s\"]}]".formatted(layer))
                .bytes();
    }

    private static void refused(byte[] archive, String reason) {
        assertThatThrownBy(() -> Scans.docker(archive))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(reason);
    }
}
