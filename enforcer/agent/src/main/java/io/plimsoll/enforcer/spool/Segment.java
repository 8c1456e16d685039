package io.plimsoll.enforcer.spool;

import io.plimsoll.enforcer.disk.WholeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One file of consecutive events, named after the number of its first. Owned by the spool's writer.
final class Segment implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("(\\d{19})\\.events");

    private final Path path;
    private final FileChannel file;
    private final long first;
    private long last;
    private long length;

    private Segment(Path path, FileChannel file, long first) {
        this.path = path;
        this.file = file;
        this.first = first;
        this.last = first - 1;
    }

    static Path path(Path folder, long first) {
        return folder.resolve(String.format(Locale.ROOT, "%019d.events", first));
    }

    /// The number in the name; empty if it is no name of a segment.
    static Optional<Long> firstOf(Path path) {
        Matcher matcher = NAME.matcher(path.getFileName().toString());
        return matcher.matches() ? Optional.of(Long.parseLong(matcher.group(1))) : Optional.empty();
    }

    /// A new segment; what is left of an earlier try goes.
    static Segment create(Path folder, long first) throws IOException {
        Path path = path(folder, first);
        Files.deleteIfExists(path);
        Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        WholeFile.forceFolder(folder);
        return new Segment(path, open(path), first);
    }

    /// A segment as it lies there, up to the first record that is not whole.
    static Segment recover(Path path) throws IOException {
        Segment segment = new Segment(path, open(path), firstOf(path).orElseThrow());
        Optional<byte[]> record = RecordForm.read(segment.file, 0);
        while (record.isPresent()) {
            segment.last++;
            segment.length += RecordForm.length(record.get());
            record = RecordForm.read(segment.file, segment.length);
        }
        return segment;
    }

    private static FileChannel open(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    long first() {
        return first;
    }

    /// Number of its last whole record; one below the first if it has none.
    long last() {
        return last;
    }

    long length() {
        return length;
    }

    /// Whether something lies behind the last whole record.
    boolean hasTail() throws IOException {
        return file.size() > length;
    }

    /// Cuts off what lies behind the last whole record.
    void truncate() throws IOException {
        file.truncate(length);
    }

    /// Adds these payloads. They outlive a kill of this process once this returns, and a loss of power after [#force].
    void append(List<byte[]> payloads) throws IOException {
        ByteBuffer records = ByteBuffer.allocate(
                payloads.stream().mapToInt(RecordForm::length).sum());
        payloads.forEach(p -> RecordForm.put(records, p));
        records.flip();
        long end = length;
        while (records.hasRemaining()) {
            end += file.write(records, end);
        }
        length = end;
        last += payloads.size();
    }

    void force() throws IOException {
        file.force(false);
    }

    /// Deletes the file.
    void delete() throws IOException {
        file.close();
        Files.deleteIfExists(path);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
