package io.plimsoll.enforcer.spool;

import com.google.protobuf.InvalidProtocolBufferException;
import io.plimsoll.api.enforcer.v1.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Reads events in their order, from where the Center stands to what is safe on the disk. Belongs to one thread.
public final class SpoolReader implements AutoCloseable {
    private final Path folder;
    private final LongSupplier durable;
    private @Nullable FileChannel segment;
    private long offset;
    private long next;

    SpoolReader(Path folder, LongSupplier durable, long next) {
        this.folder = folder;
        this.durable = durable;
        this.next = next;
    }

    /// Goes on behind this event: the Center says that it has it and all before.
    public void continueAfter(long sequence) {
        close();
        next = sequence + 1;
    }

    /// The event before the next one.
    public long position() {
        return next - 1;
    }

    /// The next events; empty if there are none now.
    ///
    /// @param mostBytes that they may have together, as a rule; one event always fits
    public List<Event> read(int most, int mostBytes) {
        List<Event> events = new ArrayList<>();
        int bytes = 0;
        try {
            while (events.size() < most && bytes < mostBytes && next <= durable.getAsLong()) {
                byte[] payload = nextPayload();
                events.add(Event.parseFrom(payload));
                bytes += payload.length;
            }
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("event " + next + " cannot be read from " + folder, e);
        }
        return events;
    }

    private byte[] nextPayload() throws IOException {
        if (segment == null) {
            find();
        }
        Optional<byte[]> payload = RecordForm.read(current(), offset);
        if (payload.isEmpty()) {
            find();
            payload = RecordForm.read(current(), offset);
        }
        byte[] found = payload.orElseThrow(() -> new IOException("there is no whole record"));
        offset += RecordForm.length(found);
        next++;
        return found;
    }

    private FileChannel current() throws IOException {
        if (segment == null) {
            throw new IOException("no file holds it");
        }
        return segment;
    }

    /// Opens the file that holds the next event, and goes to it.
    private void find() throws IOException {
        close();
        Path path = Segments.paths(folder).stream()
                .filter(p -> Segment.firstOf(p).orElseThrow() <= next)
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new IOException("no file holds it"));
        FileChannel opened = FileChannel.open(path, StandardOpenOption.READ);
        segment = opened;
        for (long at = Segment.firstOf(path).orElseThrow(); at < next; at++) {
            long here = offset;
            offset += RecordForm.length(RecordForm.read(opened, here)
                    .orElseThrow(() -> new InvalidProtocolBufferException("no record at offset " + here)));
        }
    }

    @Override
    public void close() {
        offset = 0;
        try {
            if (segment != null) {
                segment.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            segment = null;
        }
    }
}
