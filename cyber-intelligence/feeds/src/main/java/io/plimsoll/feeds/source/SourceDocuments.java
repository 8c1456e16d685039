package io.plimsoll.feeds.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A source that keeps one file per advisory: a folder, however deep, or the packed tar archive of one, as code hosts
/// hand out repositories. Paths have `/` between their names and may begin with a folder that the archive was made
/// from.
public final class SourceDocuments {
    private static final int MAX_ENTRIES = 2_000_000;
    private static final int MAX_DEPTH = 12;
    private static final int MAX_DOCUMENT = 16 << 20;
    private static final long MAX_TOTAL = 16L << 30;

    private final Predicate<String> wanted;
    private final BiConsumer<String, byte[]> reader;
    private int entries;
    private long total;

    private SourceDocuments(Predicate<String> wanted, BiConsumer<String, byte[]> reader) {
        this.wanted = wanted;
        this.reader = reader;
    }

    /// The archive of that name in the folder, else the folder of that name. Of several archives the first counts:
    /// `.tar.gz`, `.tar.bz2`, `.tar.xz`, `.tar.zst`.
    public static Optional<Path> named(Path folder, String name) {
        return archive(folder, name).or(() -> Optional.of(folder.resolve(name)).filter(Files::exists));
    }

    /// The archive of that name in the folder.
    public static Optional<Path> archive(Path folder, String name) {
        return Stream.of(Packing.values())
                .filter(packing -> packing != Packing.NONE)
                .map(packing -> folder.resolve(name + ".tar" + packing.ending()))
                .filter(Files::exists)
                .findFirst();
    }

    /// Hands over path and bytes of each wanted file: those of a folder by name, those of an archive as they come.
    ///
    /// @throws UnreadableSourceException if the archive is none, breaks off, or holds too much
    public static void read(Path from, Predicate<String> wanted, BiConsumer<String, byte[]> reader) {
        SourceDocuments documents = new SourceDocuments(wanted, reader);
        try {
            if (Files.isDirectory(from)) {
                documents.readFolder(from);
            } else {
                documents.readArchive(from);
            }
        } catch (IOException e) {
            throw new UnreadableSourceException(from.getFileName().toString(), e);
        }
    }

    private void readFolder(Path folder) throws IOException {
        List<String> paths = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder, MAX_DEPTH)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (Files.isRegularFile(file)) {
                    count();
                    paths.add(folder.relativize(file).toString());
                }
            }
        }
        for (String path : paths.stream().filter(wanted).sorted().toList()) {
            try (InputStream in = Files.newInputStream(folder.resolve(path))) {
                hand(path, in);
            }
        }
    }

    private void readArchive(Path file) throws IOException {
        try (InputStream in = SourceFile.open(file, MAX_TOTAL)) {
            TarEntries tar = new TarEntries(in);
            for (TarEntries.Entry entry = tar.next(); entry != null; entry = tar.next()) {
                count();
                if (wanted.test(entry.path())) {
                    hand(entry.path(), entry.content());
                }
            }
            if (entries == 0) {
                throw new IOException("the archive is empty");
            }
        }
    }

    private void count() throws IOException {
        entries++;
        if (entries > MAX_ENTRIES) {
            throw new IOException("it holds more than " + MAX_ENTRIES + " files");
        }
    }

    private void hand(String path, InputStream in) throws IOException {
        byte[] bytes = SourceFile.limited(in, MAX_DOCUMENT).readAllBytes();
        total += bytes.length;
        if (total > MAX_TOTAL) {
            throw new IOException("it holds more than " + MAX_TOTAL + " bytes");
        }
        reader.accept(path, bytes);
    }
}
