package io.plimsoll.advisories.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Puts a bundle together from an older one and what [DeltaMaking] said. The new bundle's header, which is trusted by
/// now, says how long each section is; no operation may go beyond, and each one goes on in the old table or in the new.
final class DeltaJoining {
    private final Bundle before;
    private final DeltaOperations operations;
    private final Places advisories;
    private final Places sources;

    private DeltaJoining(Bundle before, BundleHeader header, InputStream body) {
        this.before = before;
        this.operations = new DeltaOperations(body);
        this.advisories = new Places(before.advisoryCount());
        this.sources = Places.ofSources(before.sources(), header.sources());
    }

    static void join(Bundle before, byte[] envelope, BundleHeader header, InputStream body, Path output)
            throws IOException {
        try (FileChannel file = FileChannel.open(
                output, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer start = ByteBuffer.wrap(envelope);
            while (start.hasRemaining()) {
                file.write(start);
            }
            new DeltaJoining(before, header, body).join(file, envelope.length, header);
            file.force(true);
        }
    }

    private void join(FileChannel file, long start, BundleHeader header) throws IOException {
        List<Long> lengths =
                header.sections().stream().map(BundleHeader.Section::length).toList();
        long advisoryBytes = lengths.get(BundleHeader.ADVISORY_OFFSETS) + lengths.get(BundleHeader.ADVISORIES);
        long packageBytes = lengths.get(BundleHeader.PACKAGE_OFFSETS) + lengths.get(BundleHeader.PACKAGES);
        if (lengths.stream().anyMatch(l -> l > BundleOpening.MAX_FILE)
                || start + lengths.stream().mapToLong(Long::longValue).sum() > BundleOpening.MAX_FILE) {
            throw RecordReader.malformed("the sections have " + lengths + " bytes");
        }
        TableOutput advisoryTable = new TableOutput(
                file, start, lengths.get(BundleHeader.ADVISORY_OFFSETS), lengths.get(BundleHeader.ADVISORIES));
        table(before.advisoryTable(), advisoryTable, new AdvisoryRecords(advisoryTable));
        TableOutput packageTable = new TableOutput(
                file,
                start + advisoryBytes,
                lengths.get(BundleHeader.PACKAGE_OFFSETS),
                lengths.get(BundleHeader.PACKAGES));
        table(before.packageTable(), packageTable, new PackageRecords());
        long at = start + advisoryBytes + packageBytes;
        for (int section = BundleHeader.TABLES; section < lengths.size(); section++) {
            writeFully(file, sideSection(section - BundleHeader.TABLES, lengths.get(section)), at);
            at += lengths.get(section);
        }
        operations.end();
    }

    /// A section behind the tables, the old one or a new one.
    private byte[] sideSection(int index, long length) throws IOException {
        int operation = operations.number(DeltaMaking.KEEP, DeltaMaking.INSERT, "as an operation");
        List<MemorySegment> old = before.sideSections();
        byte[] section = new byte[0];
        if (operation == DeltaMaking.INSERT) {
            section = operations.block(length);
        } else if (operation == DeltaMaking.KEEP && index < old.size()) {
            section = old.get(index).toArray(ValueLayout.JAVA_BYTE);
        }
        if (section.length != length) {
            throw RecordReader.malformed("the delta gives " + section.length + " of " + length + " bytes of a section");
        }
        return section;
    }

    private static void writeFully(FileChannel file, byte[] bytes, long position) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            file.write(buffer, position + buffer.position());
        }
    }

    private void table(SortedTable old, TableOutput output, Records records) throws IOException {
        int next = 0;
        for (int operation = operation(); operation != DeltaMaking.END; operation = operation()) {
            int left = old.size() - next;
            switch (operation) {
                case DeltaMaking.KEEP -> {
                    int end = next + operations.number(1, left, "records");
                    while (next < end) {
                        output.add(records.kept(next++));
                    }
                }
                case DeltaMaking.DROP -> next += operations.number(1, left, "records");
                case DeltaMaking.INSERT -> output.add(operations.block(output.room()));
                default -> {
                    if (left == 0) {
                        throw RecordReader.malformed("the delta changes a record that is not there");
                    }
                    output.add(records.edited(next++, output.room()));
                }
            }
        }
        output.end();
    }

    private int operation() throws IOException {
        return operations.number(DeltaMaking.END, DeltaMaking.EDIT, "as an operation");
    }

    /// How the records of one table are taken over.
    private interface Records {
        byte[] kept(int index) throws IOException;

        byte[] edited(int index, long room) throws IOException;
    }

    private final class AdvisoryRecords implements Records {
        private final TableOutput output;

        AdvisoryRecords(TableOutput output) {
            this.output = output;
        }

        @Override
        public byte[] kept(int index) {
            advisories.put(index, output.size());
            return before.advisoryTable().record(index).toArray(ValueLayout.JAVA_BYTE);
        }

        @Override
        public byte[] edited(int index, long room) throws IOException {
            byte[] was = kept(index);
            int start = operations.number(0, was.length, "bytes");
            int end = operations.number(0, was.length - (long) start, "bytes");
            byte[] between = operations.block(Math.max(room - start - end, 0));
            byte[] is = Arrays.copyOf(was, start + between.length + end);
            System.arraycopy(between, 0, is, start, between.length);
            System.arraycopy(was, was.length - end, is, start + between.length, end);
            return is;
        }
    }

    private final class PackageRecords implements Records {
        private MovedStatements moved(int index) {
            return MovedStatements.of(before.packageTable(), index, advisories, sources);
        }

        @Override
        public byte[] kept(int index) {
            return moved(index).toRecord();
        }

        @Override
        public byte[] edited(int index, long room) throws IOException {
            MovedStatements was = moved(index);
            int count = operations.number(0, room, "statements");
            List<ByteBuffer> is = new ArrayList<>();
            long left = room;
            while (is.size() < count) {
                int first = operations.number(0, was.statements().size(), "statements");
                int length = operations.number(1, count - (long) is.size(), "statements");
                for (int i = 0; i < length; i++) {
                    ByteBuffer next = first == 0 ? ByteBuffer.wrap(operations.block(left)) : old(was, first - 1 + i);
                    left -= next.remaining();
                    if (left < 0) {
                        throw RecordReader.malformed("the delta gives a record that is too long");
                    }
                    is.add(next);
                }
            }
            return was.toRecord(is);
        }

        private static ByteBuffer old(MovedStatements was, int place) {
            if (place >= was.statements().size()) {
                throw RecordReader.malformed("the delta speaks of a statement that is not there");
            }
            return was.statements().get(place);
        }
    }
}
