package io.plimsoll.center.audit;

import io.plimsoll.center.server.keys.GuardedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The folder with the files of old rows. A file is whole, durable and under its own name, or it is not there.
final class ArchiveFolder {
    private static final String OURS = "audit-\\d{12,}-\\d{12,}\\.ndjson\\.gz";
    private static final String UNFINISHED = "unfinished.ndjson.gz";

    private final Path folder;

    ArchiveFolder(Path data) {
        this.folder = data.resolve("audit-archives");
    }

    /// Begins a file; an earlier one that was not finished goes.
    ArchiveDraft begin() {
        try {
            GuardedFile.secretFolder(folder);
            Files.deleteIfExists(folder.resolve(UNFINISHED));
            return new ArchiveDraft(folder.resolve(UNFINISHED));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write an archive into " + folder, e);
        }
    }

    /// Gives a draft that has ended its name, for good.
    void keep(ArchiveDraft draft, String name) {
        try {
            Files.move(draft.file(), folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the archive " + name + " in " + folder, e);
        }
    }

    /// Whether the file lies here as the database knows it.
    boolean has(Archive archive) {
        try {
            return Files.size(folder.resolve(archive.rows().fileName())) == archive.bytes();
        } catch (IOException e) {
            return false;
        }
    }

    /// The bytes of a file; the caller closes it.
    InputStream open(Archive archive) throws IOException {
        return Files.newInputStream(folder.resolve(archive.rows().fileName()));
    }

    /// Removes what is not wanted: the files of archives whose time is over, and what a crash left.
    void sweep(Predicate<String> wanted) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> unwanted = all.filter(
                            file -> isUnwanted(file.getFileName().toString(), wanted))
                    .toList();
            for (Path file : unwanted) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear up " + folder, e);
        }
    }

    private static boolean isUnwanted(String name, Predicate<String> wanted) {
        return name.equals(UNFINISHED) || (name.matches(OURS) && !wanted.test(name));
    }
}
