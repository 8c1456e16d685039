package io.plimsoll.scanner.archive;

import io.plimsoll.scanner.bounds.Gaps;
import io.plimsoll.scanner.bounds.Limits;
import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.Compression;
import io.plimsoll.scanner.layer.LayerReaders;
import io.plimsoll.scanner.layer.ScannedLayer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The door to this package: one stream in, the parts of one image out.
public final class ImageStream {
    private static final int START = 512;

    private ImageStream() {}

    /// What a stream holds.
    public enum Kind {
        /// What `docker save` writes.
        DOCKER_ARCHIVE,
        /// A tar of an OCI image layout folder.
        OCI,
        /// A tar of a root file system.
        ROOTFS,
        /// A bill of materials, which is no image ([io.plimsoll.scanner.sbom.SbomScan]).
        SBOM;

        /// Reads `docker-archive`, `oci`, `rootfs` or `sbom`.
        ///
        /// @throws IllegalArgumentException with a message for the caller
        public static Kind ofWord(String word) {
            for (Kind kind : values()) {
                if (kind.word().equals(word)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("'" + word + "' is none of docker-archive, oci, rootfs, sbom");
        }

        /// The word on the command line.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// Reads the stream to its end; an archive may be packed with gzip or zstd as a whole.
    ///
    /// @param wanted names of which the image must bear one; empty if the archive must hold one image only
    /// @param architecture of the platform that is taken where an image has several, such as `amd64`
    /// @throws MalformedInput if there is no image to put together, with the reason for people
    public static ImageParts read(
            Kind kind, InputStream stream, List<String> wanted, String architecture, LayerReaders layers, Limits limits)
            throws IOException {
        // Looked at before anything is read, so that it begins where the archive does.
        Optional<ArchiveFile> file = ArchiveFile.of(stream);
        PushbackInputStream packed = new PushbackInputStream(stream, START);
        if (kind == Kind.ROOTFS) {
            return rootFileSystem(packed, layers);
        }
        byte[] start = packed.readNBytes(START);
        packed.unread(start);
        Compression compression = Compression.of(start);
        if (compression == Compression.UNKNOWN) {
            throw new MalformedInput(
                    start.length == 0 ? "the stream is empty" : "the stream is neither tar nor gzip nor zstd");
        }
        try (InputStream tar =
                compression == Compression.NONE && file.isPresent() ? file.get() : compression.open(packed, limits)) {
            ImageArchive archive = ImageArchive.read(tar, layers, limits);
            ImageParts image = image(kind, archive, wanted, architecture);
            return compression == Compression.NONE ? image.storing(archive.stored()) : image;
        }
    }

    private static ImageParts image(Kind kind, ImageArchive archive, List<String> wanted, String architecture)
            throws MalformedInput {
        if (kind == Kind.DOCKER_ARCHIVE && archive.has(DockerArchive.MANIFEST)) {
            return DockerArchive.image(archive, wanted);
        }
        if (archive.has(OciLayout.INDEX)) {
            return new OciLayout(archive, architecture).image(wanted);
        }
        throw new MalformedInput("this is no image: the archive holds neither manifest.json nor index.json");
    }

    private static ImageParts rootFileSystem(InputStream stream, LayerReaders layers) throws IOException {
        ScannedLayer root = layers.read(stream, "");
        if (root.size() == 0) {
            throw new MalformedInput("the stream is empty");
        }
        Gaps gaps = new Gaps();
        gaps.addAll(root.contents().gaps());
        ScannedLayer unnamed = new ScannedLayer(null, root.size(), null, root.contents());
        return new ImageParts(
                null, List.of(), null, ConfigurationTexts.NONE, List.of(), List.of(unnamed), List.of(), gaps);
    }
}
