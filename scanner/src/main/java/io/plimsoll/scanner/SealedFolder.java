package io.plimsoll.scanner;

import io.plimsoll.model.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Files that programs of one user share and may lose at any time. Each is written whole or not at all, and begins with
/// a digest over the folder's secret, its place and its content: what is damaged, or came from another folder or place,
/// is removed and never read. Whoever may write in the folder is trusted, and that is its owner alone.
final class SealedFolder {
    private static final int SEAL = 32;
    private static final String SECRET = "secret";
    private static final String PART = ".part";
    private static final Duration ABANDONED = Duration.ofHours(1);
    private static final Set<PosixFilePermission> OTHERS_WRITE =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final Path folder;
    private final byte[] secret;

    private SealedFolder(Path folder, byte[] secret) {
        this.folder = folder;
        this.secret = secret;
    }

    /// Opens a folder, and makes it where there is none.
    ///
    /// @throws IOException if it cannot be used, with the reason for people
    static SealedFolder open(Path folder) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        if (Files.getPosixFilePermissions(folder).stream().anyMatch(OTHERS_WRITE::contains)) {
            throw new IOException("others may write in " + folder);
        }
        if (!Files.getAttribute(folder, "unix:uid").equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
            throw new IOException(folder + " belongs to somebody else");
        }
        Path secret = folder.resolve(SECRET);
        if (!Files.exists(secret)) {
            makeSecret(secret);
        }
        byte[] bytes = Files.readAllBytes(secret);
        if (bytes.length != SEAL) {
            Files.delete(secret);
            throw new IOException(secret + " was damaged and is removed");
        }
        return new SealedFolder(folder, bytes);
    }

    /// Made whole before it has its name, which only the first of several programs can give.
    private static void makeSecret(Path secret) throws IOException {
        byte[] random = new byte[SEAL];
        new SecureRandom().nextBytes(random);
        Path part = newPart(secret);
        try {
            Files.write(part, random);
            Files.createLink(secret, part);
        } catch (FileAlreadyExistsException e) {
            // another program was faster
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /// A number that is the folder's own, for one use of it.
    long number(String use) {
        byte[] seal = seal(use, new byte[0]);
        long number = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            number = number << 8 | (seal[i] & 0xff);
        }
        return number;
    }

    boolean has(String place) {
        return Files.exists(folder.resolve(place));
    }

    /// The content at a place, and that it was of use now.
    ///
    /// @return empty if there is none, or none that is sound
    Optional<byte[]> read(String place, int most) {
        Path file = folder.resolve(place);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] seal = in.readNBytes(SEAL);
            byte[] content = in.readNBytes(most + 1);
            if (content.length > most || !MessageDigest.isEqual(seal, seal(place, content))) {
                Files.deleteIfExists(file);
                return Optional.empty();
            }
            touch(file);
            return Optional.of(content);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException e) {
            // it is removed sooner than others, then
        }
    }

    /// Puts content at a place.
    void write(String place, byte[] content) throws IOException {
        Path file = folder.resolve(place);
        Files.createDirectories(
                file.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path part = newPart(file);
        try {
            try (var out = Files.newOutputStream(part)) {
                out.write(seal(place, content));
                out.write(content);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /// For its owner alone, as the JDK makes all temporary files.
    private static Path newPart(Path file) throws IOException {
        return Files.createTempFile(file.getParent(), ".", PART);
    }

    /// Removes what was not of use for the longest time, until the rest is not larger than that.
    void shrink(long most) throws IOException {
        List<Kept> newestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            newestFirst = all.filter(file -> !file.equals(folder.resolve(SECRET)))
                    .flatMap(file -> Kept.at(file).stream())
                    .sorted(Comparator.comparing(Kept::used).reversed())
                    .toList();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                return;
            }
            throw e.getCause();
        }
        Instant abandoned = Instant.now().minus(ABANDONED);
        long size = 0;
        for (Kept one : newestFirst) {
            size += one.size();
            if (size > most || (one.isPart() && one.used().isBefore(abandoned))) {
                Files.deleteIfExists(one.file());
            }
        }
    }

    private record Kept(Path file, long size, Instant used) {
        boolean isPart() {
            return file.toString().endsWith(PART);
        }

        /// Empty for a folder, and for what another program removed meanwhile.
        static Optional<Kept> at(Path file) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return attributes.isRegularFile()
                        ? Optional.of(new Kept(
                                file,
                                attributes.size(),
                                attributes.lastModifiedTime().toInstant()))
                        : Optional.empty();
            } catch (NoSuchFileException e) {
                return Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private byte[] seal(String place, byte[] content) {
        MessageDigest sha256 = Digest.sha256();
        sha256.update(secret);
        sha256.update(Arrays.copyOf(place.getBytes(StandardCharsets.UTF_8), 256));
        sha256.update(content);
        return sha256.digest();
    }
}
