package io.plimsoll.scanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.model.ImageFile;
import io.plimsoll.model.Inventory;
import io.plimsoll.scanner.archive.ImageStream.Kind;
import io.plimsoll.scanner.bounds.Limits;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ListedFilesTest {
    private static final String STATUS =
            "Package: tool\nStatus: install ok installed\nVersion: 1\nArchitecture: amd64\n";

    @Test
    void nobodyWhoDoesNotAskGetsAny() throws IOException {
        assertThat(Scans.rootfs(new TarBytes().file("a", "").end()).files()).isNull();
        assertThat(Scans.withFiles(Kind.ROOTFS, new TarBytes().end(), Limits.defaults())
                        .files())
                .isEmpty();
    }

    @Test
    void everyVisibleFileIsListedOnceWithItsPackages() throws IOException {
        byte[] base = new TarBytes()
                .file("var/lib/dpkg/status", STATUS)
                .file(
                        "var/lib/dpkg/info/tool.list",
                        "/.\n/usr/bin/tool\n/usr/share/gone\n/usr/share/never\n/usr/share/link\n")
                .file("usr/bin/tool", "old")
                .file("usr/bin/tool", "new")
                .file("usr/share/gone", "")
                .symbolicLink("usr/share/link", "gone")
                .directory("usr/share/empty")
                .file("etc/\u00e9", "")
                .end();
        byte[] above = new TarBytes()
                .file("usr/share/.wh.gone", "")
                .file("app/node_modules/a/package.json", "{\"name\":\"a\",\"version\":\"1.0.0\"}")
                .file("app/node_modules/a/index.js", "")
                .end();

        assertThat(files(Scans.withFiles(
                        Kind.DOCKER_ARCHIVE, SampleImage.of(base, above).dockerArchive(), Limits.defaults())))
                .containsExactly(
                        "/app/node_modules/a/index.js [a]",
                        "/app/node_modules/a/package.json [a]",
                        "/etc/\\xe9 []",
                        "/usr/bin/tool [tool]",
                        "/usr/share/link [tool]",
                        "/var/lib/dpkg/info/tool.list [tool]",
                        "/var/lib/dpkg/status []");
    }

    @Test
    void namesComeBackAsTheyWere() throws IOException {
        Random random = new Random(20261128);
        TreeSet<String> expected = new TreeSet<>();
        TarBytes tar = new TarBytes();
        for (int i = 0; i < 2000; i++) {
            String name =
                    "d" + random.nextInt(20) + "/" + "x".repeat(1 + random.nextInt(80)) + "/" + random.nextInt(1000);
            tar.file(name, "");
            expected.add("/" + name);
        }

        assertThat(Objects.requireNonNull(Scans.withFiles(Kind.ROOTFS, tar.end(), Limits.defaults())
                        .files()))
                .extracting(ImageFile::path)
                .containsExactlyElementsOf(expected);
    }

    /// What is left out is said, and the rest of the scan goes on.
    @Test
    void moreFilesThanCanBeNamedAreAGap() throws IOException {
        Limits all = Limits.defaults();
        Limits few = new Limits(
                all.layerBytes(),
                all.ratio(),
                all.ratioFloor(),
                all.entries(),
                all.pathBytes(),
                all.fileBytes(),
                all.nestedBytes(),
                all.nestedDepth(),
                all.nestedEntries(),
                2000,
                all.documentBytes(),
                all.time());
        TarBytes tar = new TarBytes();
        for (int i = 0; i < 100; i++) {
            tar.file("f" + i, "");
        }
        Inventory inventory =
                Scans.withFiles(Kind.ROOTFS, tar.file("x", 0755, new byte[1]).end(), few);

        assertThat(inventory.files()).hasSizeBetween(5, 20);
        assertThat(Scans.gapCodes(inventory)).containsExactly("limit-files");
        assertThat(inventory.executables()).hasSize(1);
    }

    @Test
    void resultsOfLayersAreNeitherTakenNorGiven() {
        assertThatThrownBy(() -> ScanRequest.parse(List.of("--kind", "oci", "--files", "--give-layers")))
                .hasMessageContaining("do not hold the names of files");
    }

    private static List<String> files(Inventory inventory) {
        return Objects.requireNonNull(inventory.files()).stream()
                .map(file -> file.path() + " "
                        + file.packages().stream()
                                .map(place -> inventory.packages().get(place).name())
                                .toList())
                .toList();
    }
}
