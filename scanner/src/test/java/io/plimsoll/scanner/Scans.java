package io.plimsoll.scanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.model.Digest;
import io.plimsoll.model.Gap;
import io.plimsoll.model.Inventory;
import io.plimsoll.scanner.archive.ImageStream.Kind;
import io.plimsoll.scanner.bounds.Limits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Scans of byte arrays, for tests.
public final class Scans {
    private Scans() {}

    public static Inventory docker(byte[] archive) throws IOException {
        return scan(Kind.DOCKER_ARCHIVE, archive, Limits.defaults());
    }

    public static Inventory docker(SampleImage image) throws IOException {
        return docker(image.dockerArchive());
    }

    public static Inventory oci(byte[] archive) throws IOException {
        return scan(Kind.OCI, archive, Limits.defaults());
    }

    public static Inventory rootfs(byte[] archive) throws IOException {
        return scan(Kind.ROOTFS, archive, Limits.defaults());
    }

    public static Inventory folder(Path folder) throws IOException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        FolderTar.write(folder, tar);
        return rootfs(tar.toByteArray());
    }

    /// Scans the bytes as a stream, and then as a file, where layers may be read side by side: both see the same.
    public static Inventory scan(Kind kind, byte[] archive, Limits limits, String... names) throws IOException {
        Path file = Files.createTempFile("plimsoll-scan", ".tar");
        try {
            Files.write(file, archive);
            Inventory inventory = scan(kind, new ByteArrayInputStream(archive), limits, names);
            try (InputStream in = new FileInputStream(file.toFile())) {
                assertThat(scan(kind, in, limits, names)).isEqualTo(inventory);
            }
            return inventory;
        } catch (IOException e) {
            try (InputStream in = new FileInputStream(file.toFile())) {
                assertThatThrownBy(() -> scan(kind, in, limits, names)).hasMessage(e.getMessage());
            }
            throw e;
        } finally {
            Files.delete(file);
        }
    }

    private static Inventory scan(Kind kind, InputStream in, Limits limits, String... names) throws IOException {
        return new ImageScan(limits, 4711)
                .scan(new ScanRequest(kind, List.of(names), "amd64", false, false, false, false, false), in)
                .inventory();
    }

    /// An inventory that names every file.
    public static Inventory withFiles(Kind kind, byte[] archive, Limits limits) throws IOException {
        return new ImageScan(limits, 4711)
                .scan(
                        new ScanRequest(kind, List.of(), "amd64", false, false, false, false, true),
                        new ByteArrayInputStream(archive))
                .inventory();
    }

    /// The results of the layers of an image, as they are kept.
    public static Map<Digest, byte[]> layers(byte[] archive, Limits limits) throws IOException {
        return new ImageScan(limits, 4711)
                .scan(
                        new ScanRequest(Kind.DOCKER_ARCHIVE, List.of(), "amd64", false, false, true, false, false),
                        new ByteArrayInputStream(archive))
                .newLayers();
    }

    /// An inventory of an image of which the result of one layer is known.
    ///
    /// @param layer the name under which the result is kept
    public static Inventory knowing(byte[] archive, Limits limits, Digest layer, byte[] result) throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        LayerFrames.write(layer, result, stream);
        LayerFrames.writeEnd(stream);
        stream.write(archive);
        return new ImageScan(limits, 4711)
                .scan(
                        new ScanRequest(Kind.DOCKER_ARCHIVE, List.of(), "amd64", true, false, false, false, true),
                        new ByteArrayInputStream(stream.toByteArray()))
                .inventory();
    }

    public static List<String> gapCodes(Inventory inventory) {
        return inventory.gaps().stream().map(Gap::code).distinct().toList();
    }
}
