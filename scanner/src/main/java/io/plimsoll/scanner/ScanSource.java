package io.plimsoll.scanner;

import io.plimsoll.model.Digest;
import io.plimsoll.model.ImageReference;
import io.plimsoll.scanner.archive.ImageStream.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What a scanner process is fed with. Reading the bytes happens in that process; here they are only passed on.
public sealed interface ScanSource {
    /// A file that `docker save` wrote, or an image archive packed with gzip or zstd.
    record ArchiveFile(Path file) implements OneFile {
        @Override
        public List<String> arguments() {
            return List.of("--kind", Kind.DOCKER_ARCHIVE.word());
        }

        @Override
        public List<Digest> hints(Optional<Vouched> vouched) {
            return LayerHints.ofArchive(file);
        }
    }

    /// An OCI image layout folder.
    ///
    /// @param name of the image that is meant; empty if the layout holds one only
    record OciFolder(Path folder, Optional<String> name) implements ScanSource {
        @Override
        public List<String> arguments() {
            return layout(name);
        }

        @Override
        public String missing() {
            return Files.isRegularFile(folder.resolve("index.json"))
                    ? ""
                    : "there is no OCI image layout in '" + folder + "': it has no index.json";
        }

        @Override
        public List<Digest> hints(Optional<Vouched> vouched) {
            return LayerHints.ofLayout(folder);
        }

        @Override
        public void writeTo(OutputStream out, LayersOnTheWay layers) throws IOException {
            FolderTar.write(folder, out);
        }
    }

    /// A tar of such a folder, packed with gzip or zstd perhaps.
    ///
    /// @param name of the image that is meant; empty if the archive holds one only
    record OciArchive(Path file, Optional<String> name) implements OneFile {
        @Override
        public List<String> arguments() {
            return layout(name);
        }

        @Override
        public List<Digest> hints(Optional<Vouched> vouched) {
            return LayerHints.ofArchive(file);
        }
    }

    /// A root file system, or any other folder.
    record RootFolder(Path folder) implements ScanSource {
        @Override
        public List<String> arguments() {
            return List.of("--kind", Kind.ROOTFS.word());
        }

        @Override
        public String missing() {
            return Files.isDirectory(folder) ? "" : "there is no folder '" + folder + "'";
        }

        @Override
        public void writeTo(OutputStream out, LayersOnTheWay layers) throws IOException {
            FolderTar.write(folder, out);
        }
    }

    /// A bill of materials that somebody made.
    record SbomFile(Path file) implements OneFile {
        @Override
        public List<String> arguments() {
            return List.of("--kind", Kind.SBOM.word());
        }
    }

    /// An image that somebody streams as `docker save` does, the container engine for instance. It must be the only one
    /// in its stream.
    ///
    /// @param vouching asks the one who streams what the image is, before and after; empty if nobody knows
    record DockerStream(Opening opening, Supplier<Optional<Vouched>> vouching) implements ScanSource {
        /// A stream that nobody vouches for.
        public DockerStream(Opening opening) {
            this(opening, Optional::empty);
        }

        @Override
        public List<String> arguments() {
            return List.of("--kind", Kind.DOCKER_ARCHIVE.word());
        }

        @Override
        public Optional<Vouched> vouched() {
            return vouching.get();
        }

        @Override
        public List<Digest> hints(Optional<Vouched> vouched) {
            return vouched.map(Vouched::diffIds).orElse(List.of());
        }

        @Override
        public void writeTo(OutputStream out, LayersOnTheWay layers) throws IOException {
            try (InputStream in = opening.open()) {
                in.transferTo(out);
            }
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
        public List<String> arguments() {
            return layout(Optional.empty());
        }

        @Override
        public Optional<Vouched> vouched() {
            return remote.map(Remote::image);
        }

        /// Not by the diff ids, which are the word of whoever made the image.
        @Override
        public List<Digest> hints(Optional<Vouched> vouched) {
            return remote.map(Remote::blobs).orElse(List.of());
        }

        @Override
        public void writeTo(OutputStream out, LayersOnTheWay layers) throws IOException {
            writing.writeTo(out, layers);
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

    /// A file that the process reads itself, where nothing has to come before it.
    sealed interface OneFile extends ScanSource {
        Path file();

        @Override
        default Optional<Path> inputFile() {
            return Optional.of(file());
        }

        @Override
        default String missing() {
            return Files.isRegularFile(file()) ? "" : "there is no file '" + file() + "'";
        }

        @Override
        default void writeTo(OutputStream out, LayersOnTheWay layers) throws IOException {
            byte[] buffer = new byte[1 << 17];
            try (InputStream in = Files.newInputStream(file())) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    out.write(buffer, 0, read);
                }
            }
        }
    }

    /// The source that a reference means, or empty for an image of the engine or a registry, which have to be asked for
    /// it.
    // The JVM builds a switch over types at its first use, and every scan would wait for it.
    @SuppressWarnings("IfChainToSwitch")
    static Optional<ScanSource> of(ImageReference reference) {
        if (reference instanceof ImageReference.DockerArchive archive) {
            return Optional.of(new ArchiveFile(Path.of(archive.file())));
        } else if (reference instanceof ImageReference.OciLayout layout) {
            return Optional.of(new OciFolder(Path.of(layout.directory()), layout.tag()));
        } else if (reference instanceof ImageReference.OciArchive archive) {
            return Optional.of(new OciArchive(Path.of(archive.file()), archive.tag()));
        } else if (reference instanceof ImageReference.Sbom sbom) {
            return Optional.of(new SbomFile(Path.of(sbom.file())));
        } else if (reference instanceof ImageReference.Folder folder) {
            return Optional.of(new RootFolder(Path.of(folder.path())));
        }
        return Optional.empty();
    }

    /// The arguments that tell the scanner process what comes.
    List<String> arguments();

    /// Why there is nothing to read; empty if there seems to be something.
    default String missing() {
        return "";
    }

    /// What somebody whom we trust says of the image now; empty where nobody does.
    default Optional<Vouched> vouched() {
        return Optional.empty();
    }

    /// The layers that may be in it. Nothing depends on them: one that nobody names is read, and one that is named
    /// wrongly is found out.
    ///
    /// @param vouched what is sure of the image
    default List<Digest> hints(Optional<Vouched> vouched) {
        return List.of();
    }

    /// The file that the process reads itself; empty where somebody has to write into it.
    default Optional<Path> inputFile() {
        return Optional.empty();
    }

    /// Writes all of it, and does not close the stream.
    void writeTo(OutputStream out, LayersOnTheWay layers) throws IOException;

    private static List<String> layout(Optional<String> name) {
        return name.map(one -> List.of("--kind", Kind.OCI.word(), "--name", one))
                .orElse(List.of("--kind", Kind.OCI.word()));
    }
}
