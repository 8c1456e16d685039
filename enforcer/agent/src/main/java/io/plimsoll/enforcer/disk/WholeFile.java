package io.plimsoll.enforcer.disk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// A file that is only ever replaced as a whole: a reader sees the old content or the new one, also after the host lost
/// its power. Written with mode 0600; its folder is made with 0700.
public final class WholeFile {
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private final Path path;
    private final int most;

    /// @param most bytes that it may have; a longer file is not read
    public WholeFile(Path path, int most) {
        this.path = path;
        this.most = most;
    }

    public Path path() {
        return path;
    }

    /// The content; empty if there is no such file.
    ///
    /// @throws UncheckedIOException if it cannot be read, or is longer than it may be
    public Optional<byte[]> read() {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] content = in.readNBytes(most + 1);
            if (content.length > most) {
                throw new IOException(path + " has more than " + most + " bytes");
            }
            return Optional.of(content);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// Replaces the content and returns once it is on the disk.
    ///
    /// @throws UncheckedIOException if that fails; then the old content is still there
    public void write(byte[] content) {
        Path draft = path.resolveSibling(path.getFileName() + ".new");
        try {
            Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent());
            folder(folder);
            Files.deleteIfExists(draft);
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(FILE));
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(content);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be written: " + e.getMessage(), e);
        }
    }

    /// Makes a folder and those above it, for root only; one that is there stays as it is.
    public static void folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
        }
    }

    /// Makes the names in a folder durable: a new file may otherwise be gone after a loss of power.
    public static void forceFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
