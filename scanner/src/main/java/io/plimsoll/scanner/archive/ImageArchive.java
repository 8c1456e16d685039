package io.plimsoll.scanner.archive;

import io.plimsoll.model.Digest;
import io.plimsoll.scanner.bounds.Limits;
import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.Compression;
import io.plimsoll.scanner.layer.FilePath;
import io.plimsoll.scanner.layer.LayerReaders;
import io.plimsoll.scanner.layer.ScannedLayer;
import io.plimsoll.scanner.layer.TarEntry;
import io.plimsoll.scanner.layer.TarReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;

/// An image archive that has been read: its documents, and its layers scanned in passing.
final class ImageArchive {
    private static final int START = 512;
    private static final int MOST_MEMBERS = 100_000;
    private static final int MOST_DOCUMENT_BYTES = 32 << 20;
    private static final int MOST_LINKS = 8;

    private final Map<FilePath, ArchiveMember> members = new HashMap<>();
    private final Map<FilePath, Future<ScannedLayer>> readAside = new HashMap<>();
    private final Map<FilePath, Stretch> stretches = new HashMap<>();
    private final InputStream stream;
    private final LayerReaders layers;
    private final Limits limits;
    private long documentBytes;

    /// Where a member lies in the archive, in bytes.
    private record Stretch(long from, long length) {}

    private ImageArchive(InputStream stream, LayerReaders layers, Limits limits) {
        this.stream = stream;
        this.layers = layers;
        this.limits = limits;
    }

    /// Reads an archive to its end. Layers of an archive in a file are read side by side.
    ///
    /// @param stream an [ArchiveFile], or the bytes of an archive that come as they come
    /// @throws MalformedInput if it is broken or cut off: then nothing in it can be trusted to be all
    static ImageArchive read(InputStream stream, LayerReaders layers, Limits limits) throws IOException {
        ImageArchive archive = new ImageArchive(stream, layers, limits);
        TarReader tar = new TarReader(stream);
        for (TarEntry entry = tar.next(); entry != null; entry = tar.next()) {
            archive.add(entry, tar);
        }
        if (!tar.hasEndMarker()) {
            throw new MalformedInput("the archive stops without its end marker; it seems to be cut off");
        }
        for (Map.Entry<FilePath, Future<ScannedLayer>> layer : archive.readAside.entrySet()) {
            archive.members.put(layer.getKey(), new ArchiveMember.LayerFile(LayerReaders.await(layer.getValue())));
        }
        return archive;
    }

    /// The member of that name, links followed.
    Optional<ArchiveMember> member(String name) {
        FilePath path = FilePath.ofName(name);
        for (int hops = 0; hops < MOST_LINKS && path != null; hops++) {
            ArchiveMember member = members.get(path);
            if (!(member instanceof ArchiveMember.Link(String target))) {
                return Optional.ofNullable(member);
            }
            path = FilePath.ofName(target);
        }
        return Optional.empty();
    }

    /// The document of that name.
    ///
    /// @throws MalformedInput if there is none, or something else
    ArchiveMember.Document document(String name) throws MalformedInput {
        if (member(name).orElse(null) instanceof ArchiveMember.Document document) {
            return document;
        }
        throw new MalformedInput("the archive holds no document '" + FilePath.text(name) + "'");
    }

    /// A known layer that was left out of the archive.
    Optional<ScannedLayer> leftOut(Digest stored) {
        return layers.leftOut(stored);
    }

    /// The layers whose bytes were all hashed, wherever they lie; in no order.
    List<StoredLayer> stored() {
        List<StoredLayer> stored = new ArrayList<>();
        stretches.forEach((path, stretch) -> {
            if (members.get(path) instanceof ArchiveMember.LayerFile(ScannedLayer layer) && layer.blob() != null) {
                stored.add(new StoredLayer(stretch.from(), stretch.length(), layer.blob()));
            }
        });
        return stored;
    }

    boolean has(String name) {
        return member(name).isPresent();
    }

    private void add(TarEntry entry, TarReader tar) throws IOException {
        FilePath path = FilePath.ofName(entry.name());
        if (path == null) {
            throw new MalformedInput(
                    "the archive holds a name that leads out of it: '" + FilePath.text(entry.name()) + "'");
        }
        switch (entry.kind()) {
            case FILE -> put(path, file(path, entry, tar));
            case SYMBOLIC_LINK -> put(path, new ArchiveMember.Link(target(path, entry.linkTarget())));
            case HARD_LINK -> put(path, new ArchiveMember.Link(entry.linkTarget()));
            case DIRECTORY, SPECIAL -> {}
            case SPARSE, UNKNOWN -> put(path, new ArchiveMember.Unknown(entry.size()));
        }
    }

    private void put(FilePath path, ArchiveMember member) throws MalformedInput {
        if (members.put(path, member) != null) {
            throw new MalformedInput("the archive holds '" + path + "' twice");
        }
        if (members.size() > MOST_MEMBERS) {
            throw new MalformedInput("the archive holds more than " + MOST_MEMBERS + " files");
        }
    }

    /// `../<id>/layer.tar` means a neighbour of the folder that the link lies in.
    private static String target(FilePath link, String target) {
        if (target.startsWith("/")) {
            return target;
        }
        FilePath folder = link.parent();
        String rest = target;
        while (rest.startsWith("../")) {
            folder = folder.parent();
            rest = rest.substring("../".length());
        }
        return folder.child(rest).bytes();
    }

    private ArchiveMember file(FilePath path, TarEntry entry, TarReader tar) throws IOException {
        long begin = stream instanceof ArchiveFile file ? file.position() : 0;
        PushbackInputStream pushback = new PushbackInputStream(tar.content(), START);
        byte[] start = pushback.readNBytes(START);
        pushback.unread(start);
        Compression compression = Compression.of(start);
        if (compression != Compression.UNKNOWN) {
            stretches.put(path, new Stretch(tar.contentBegin(), entry.size()));
            if (stream instanceof ArchiveFile file) {
                readAside.put(path, layers.readAside(file.part(begin, entry.size()), path.toString()));
                // Until it has been read; the name is taken now.
                return new ArchiveMember.Unknown(entry.size());
            }
            return new ArchiveMember.LayerFile(layers.read(pushback, path.toString()));
        }
        if (!looksLikeJson(start)) {
            return new ArchiveMember.Unknown(entry.size());
        }
        documentBytes += entry.size();
        if (entry.size() > limits.documentBytes() || documentBytes > MOST_DOCUMENT_BYTES) {
            return new ArchiveMember.Unknown(entry.size());
        }
        return ArchiveMember.Document.of(pushback.readAllBytes());
    }

    private static boolean looksLikeJson(byte[] start) {
        for (byte b : start) {
            if (!Character.isWhitespace(b)) {
                return b == '{' || b == '[';
            }
        }
        return false;
    }
}
