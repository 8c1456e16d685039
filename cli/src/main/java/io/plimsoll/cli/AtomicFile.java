package io.plimsoll.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/// Writes a file whole or not at all.
public final class AtomicFile {
    private AtomicFile() {}

    /// Puts this text at that place, replacing what was there.
    ///
    /// @param permissions such as `rw-------`
    public static void write(Path file, String text, String permissions) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            Path part = Files.createTempFile(
                    folder,
                    "." + file.getFileName(),
                    ".part",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
            try {
                Files.write(part, text.getBytes(StandardCharsets.UTF_8));
                Files.setPosixFilePermissions(part, PosixFilePermissions.fromString(permissions));
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new CommandFailure("cannot write " + file + ": " + reason(e), e);
        }
    }

    /// What went wrong with a file, in words: the JDK's exceptions often say only the name.
    public static String reason(Exception e) {
        Throwable cause = e instanceof UncheckedIOException u && u.getCause() != null ? u.getCause() : e;
        return switch (cause) {
            case java.nio.file.NoSuchFileException n -> "there is no " + n.getFile();
            case java.nio.file.AccessDeniedException a -> "no permission for " + a.getFile();
            case java.nio.file.FileAlreadyExistsException a -> a.getFile() + " is in the way";
            default -> cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        };
    }
}
