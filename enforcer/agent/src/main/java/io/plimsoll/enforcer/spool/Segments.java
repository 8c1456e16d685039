package io.plimsoll.enforcer.spool;

import io.plimsoll.enforcer.disk.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/// The segments of one spool, oldest first; events are added to the newest. Owned by the spool's writer.
final class Segments implements AutoCloseable {
    private final Path folder;
    private final long segmentBytes;
    private final Deque<Segment> full = new ArrayDeque<>();
    private Segment newest;

    private Segments(Path folder, long segmentBytes, Segment newest) {
        this.folder = folder;
        this.segmentBytes = segmentBytes;
        this.newest = newest;
    }

    /// Opens what is there. Half a record at the very end is what a kill leaves: it is cut off.
    ///
    /// @param acknowledged the highest number that the Center is known to have
    static Segments open(Path folder, long segmentBytes, long acknowledged) throws IOException, DamagedSpoolException {
        WholeFile.folder(folder);
        List<Path> paths = paths(folder);
        if (paths.isEmpty()) {
            return new Segments(folder, segmentBytes, Segment.create(folder, acknowledged + 1));
        }
        Deque<Segment> found = new ArrayDeque<>();
        for (Path path : paths) {
            Segment segment = Segment.recover(path);
            requireNext(found, segment);
            found.add(segment);
        }
        Segment newest = found.removeLast();
        if (newest.hasTail()) {
            newest.truncate();
        }
        if (newest.last() < acknowledged) {
            throw new DamagedSpoolException(
                    "event " + acknowledged + " was delivered, but the disk ends at " + newest.last());
        }
        Segments segments = new Segments(folder, segmentBytes, newest);
        segments.full.addAll(found);
        return segments;
    }

    private static void requireNext(Deque<Segment> before, Segment segment) throws DamagedSpoolException {
        if (!before.isEmpty() && before.getLast().last() + 1 != segment.first()) {
            throw new DamagedSpoolException("event " + (before.getLast().last() + 1) + " cannot be read, but event "
                    + segment.first() + " follows");
        }
    }

    /// The files of segments in a folder, oldest first.
    static List<Path> paths(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> Segment.firstOf(f).isPresent()).sorted().toList();
        }
    }

    /// Number of the newest event; one below the first ever if there is none.
    long last() {
        return newest.last();
    }

    long bytes() {
        return newest.length() + full.stream().mapToLong(Segment::length).sum();
    }

    /// Adds events with the numbers after [#last]. If that fails, none of them is there.
    void append(List<byte[]> payloads) throws IOException {
        if (newest.length() >= segmentBytes) {
            startNew();
        }
        try {
            newest.append(payloads);
        } catch (IOException e) {
            newest.truncate();
            throw e;
        }
    }

    void force() throws IOException {
        newest.force();
    }

    /// Goes on in another file, for one that no longer takes anything.
    void startNew() throws IOException {
        newest.force();
        Segment next = Segment.create(folder, newest.last() + 1);
        if (newest.last() < newest.first()) {
            newest.close();
        } else {
            full.add(newest);
        }
        newest = next;
    }

    /// Deletes the oldest files whose events the Center has. The newest file stays: its name keeps the numbers.
    void free(long acknowledged) throws IOException {
        while (!full.isEmpty() && full.getFirst().last() <= acknowledged) {
            full.removeFirst().delete();
        }
    }

    @Override
    public void close() throws IOException {
        for (Segment segment : full) {
            segment.close();
        }
        newest.close();
    }
}
