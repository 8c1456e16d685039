package io.plimsoll.scanner;

import io.plimsoll.model.Gap;
import io.plimsoll.model.Inventory;
import io.plimsoll.scanner.archive.ImageStream.Kind;
import io.plimsoll.scanner.bounds.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

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

    public static Inventory scan(Kind kind, byte[] archive, Limits limits, String... names) throws IOException {
        return new ImageScan(limits, 4711)
                .scan(new ScanRequest(kind, List.of(names), "amd64", false, false), new ByteArrayInputStream(archive))
                .inventory();
    }

    public static List<String> gapCodes(Inventory inventory) {
        return inventory.gaps().stream().map(Gap::code).distinct().toList();
    }
}
