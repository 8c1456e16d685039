package io.plimsoll.center.server.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Files that are whole or not there, and that have their mode from the first byte on.
public final class GuardedFile {
    private static final String SECRET = "rw-------";
    private static final String OPEN = "rw-r--r--";

    private GuardedFile() {}

    /// Writes a file that only its owner reads.
    public static void writeSecret(Path file, byte[] content) {
        write(file, content, SECRET);
    }

    /// Writes a file that everyone on this machine may read.
    public static void writeOpen(Path file, byte[] content) {
        write(file, content, OPEN);
    }

    private static void write(Path file, byte[] content, String mode) {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        FileAttribute<Set<PosixFilePermission>> attribute =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
        try {
            Files.deleteIfExists(unfinished);
            try (FileChannel channel = FileChannel.open(
                    unfinished, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attribute)) {
                // The mask of the process may have taken bits away.
                Files.setPosixFilePermissions(unfinished, attribute.value());
                channel.write(ByteBuffer.wrap(content));
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /// Makes a folder that only its owner enters.
    public static Path secretFolder(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder " + folder, e);
        }
    }
}
