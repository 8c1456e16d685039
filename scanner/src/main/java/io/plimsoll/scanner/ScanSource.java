package io.plimsoll.scanner;

import io.plimsoll.model.Digest;
import io.plimsoll.model.ImageReference;
import io.plimsoll.scanner.archive.ImageStream.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What a scanner process is fed with. Reading the bytes happens in that process; here they are only passed on.
public sealed interface ScanSource {
    /// A file that `docker save` wrote, or an image archive packed with gzip or zstd.
    record ArchiveFile(Path file) implements ScanSource {}

    /// An OCI image layout folder.
    ///
    /// @param name of the image that is meant; empty if the layout holds one only
    record OciFolder(Path folder, Optional<String> name) implements ScanSource {}

    /// A tar of such a folder, packed with gzip or zstd perhaps.
    ///
    /// @param name of the image that is meant; empty if the archive holds one only
    record OciArchive(Path file, Optional<String> name) implements ScanSource {}

    /// A root file system, or any other folder.
    record RootFolder(Path folder) implements ScanSource {}

    /// A bill of materials that somebody made.
    record SbomFile(Path file) implements ScanSource {}

    /// An image that somebody streams as `docker save` does, the container engine for instance. It must be the only one
    /// in its stream.
    ///
    /// @param vouching asks the one who streams what the image is, before and after; empty if nobody knows
    record DockerStream(Opening opening, Supplier<Optional<Vouched>> vouching) implements ScanSource {
        /// A stream that nobody vouches for.
        public DockerStream(Opening opening) {
            this(opening, Optional::empty);
        }
    }

    /// What is sure of an image: the engine that hands it out says so, or its manifest names all parts by their
    /// digests.
    ///
    /// @param identity changes whenever the inventory may change
    /// @param diffIds of its layers
    record Vouched(String identity, List<Digest> diffIds) {
        public Vouched {
            diffIds = List.copyOf(diffIds);
        }
    }

    /// An image that somebody writes as the tar of an OCI layout while he gets it, from a registry for instance. It
    /// must be the only one there.
    ///
    /// @param remote what the image is, if that is known by digests that whoever writes compares as they pass
    record OciStream(Writing writing, Optional<Remote> remote) implements ScanSource {
        /// An image that nobody vouches for.
        public OciStream(Writing writing) {
            this(writing, Optional.empty());
        }

        @Override
        public Optional<Vouched> vouched() {
            return remote.map(Remote::image);
        }
    }

    /// An image of a registry.
    ///
    /// @param owner whose images may answer for each other's layers: those whom the same people push
    /// @param blobs digests of its layers as they are transferred
    record Remote(Vouched image, String owner, List<Digest> blobs) {
        public Remote {
            blobs = List.copyOf(blobs);
        }
    }

    /// Writes a whole stream, and does not close it.
    interface Writing {
        void writeTo(OutputStream out, LayersOnTheWay layers) throws IOException;
    }

    /// Tells whoever writes a stream which layers are wanted, and is told which came.
    interface LayersOnTheWay {
        /// Whether a layer has to be in the stream. One that is known may be left out.
        boolean isWanted(Digest blob);

        /// The layer is written, and its bytes are those of the digest.
        void delivered(Digest blob);
    }

    /// Begins a stream; the one who calls closes it.
    interface Opening {
        InputStream open() throws IOException;
    }

    /// The source that a reference means, or empty for an image of the engine or a registry, which have to be asked for
    /// it.
    static Optional<ScanSource> of(ImageReference reference) {
        return switch (reference) {
            case ImageReference.Engine engine -> Optional.empty();
            case ImageReference.Registry registry -> Optional.empty();
            case ImageReference.Somewhere somewhere -> Optional.empty();
            case ImageReference.DockerArchive archive -> Optional.of(new ArchiveFile(Path.of(archive.file())));
            case ImageReference.OciLayout layout ->
                Optional.of(new OciFolder(Path.of(layout.directory()), layout.tag()));
            case ImageReference.OciArchive archive ->
                Optional.of(new OciArchive(Path.of(archive.file()), archive.tag()));
            case ImageReference.Sbom sbom -> Optional.of(new SbomFile(Path.of(sbom.file())));
            case ImageReference.Folder folder -> Optional.of(new RootFolder(Path.of(folder.path())));
        };
    }

    /// What somebody whom we trust says of the image now; empty where nobody does.
    default Optional<Vouched> vouched() {
        return this instanceof DockerStream stream ? stream.vouching().get() : Optional.empty();
    }

    /// The arguments that tell the scanner process what comes.
    default List<String> arguments() {
        return switch (this) {
            case ArchiveFile archive -> List.of("--kind", Kind.DOCKER_ARCHIVE.word());
            case DockerStream stream -> List.of("--kind", Kind.DOCKER_ARCHIVE.word());
            case OciFolder layout -> layout(layout.name());
            case OciArchive archive -> layout(archive.name());
            case OciStream stream -> layout(Optional.empty());
            case RootFolder root -> List.of("--kind", Kind.ROOTFS.word());
            case SbomFile sbom -> List.of("--kind", Kind.SBOM.word());
        };
    }

    /// The file that the process reads itself; empty where somebody has to write into it.
    default Optional<Path> inputFile() {
        return switch (this) {
            case ArchiveFile archive -> Optional.of(archive.file());
            case OciArchive archive -> Optional.of(archive.file());
            case SbomFile sbom -> Optional.of(sbom.file());
            case DockerStream stream -> Optional.empty();
            case OciStream stream -> Optional.empty();
            case OciFolder layout -> Optional.empty();
            case RootFolder root -> Optional.empty();
        };
    }

    private static List<String> layout(Optional<String> name) {
        return name.map(one -> List.of("--kind", Kind.OCI.word(), "--name", one))
                .orElse(List.of("--kind", Kind.OCI.word()));
    }
}
