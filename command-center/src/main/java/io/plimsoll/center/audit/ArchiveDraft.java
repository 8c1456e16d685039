package io.plimsoll.center.audit;

import io.plimsoll.model.Digest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/// An archive in the making: lines as in an export, packed by gzip. Whoever began it closes it; if it was not given its
/// name by then, it is gone.
final class ArchiveDraft implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final FileChannel channel;
    private final MessageDigest sha256 = Digest.sha256();
    private final BufferedOutputStream packed;
    private final GZIPOutputStream lines;

    /// @param file that is not there yet
    ArchiveDraft(Path file) throws IOException {
        this.file = file;
        channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        packed = new BufferedOutputStream(new DigestOutputStream(Channels.newOutputStream(channel), sha256), BUFFER);
        lines = new GZIPOutputStream(packed, BUFFER);
    }

    Path file() {
        return file;
    }

    void add(String line) {
        try {
            lines.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /// @param bytes size of the file
    record Ended(Digest digest, long bytes) {}

    /// Ends the file: all that was added is on the disk then.
    Ended end() {
        try {
            lines.finish();
            packed.flush();
            channel.force(true);
            return new Ended(Digest.ofRaw(sha256.digest()), channel.size());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException("cannot write the archive " + file, e);
    }

    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
