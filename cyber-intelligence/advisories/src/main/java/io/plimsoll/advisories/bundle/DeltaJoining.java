package io.plimsoll.advisories.bundle;

import java.io.IOException;
import java.io.InputStream;
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
    private final BundleHeader header;
    private final DeltaOperations operations;
    private final Places sources;
    private final BlockOutput output;

    private DeltaJoining(Bundle before, BundleHeader header, InputStream body, BlockOutput output) {
        this.before = before;
        this.header = header;
        this.operations = new DeltaOperations(body);
        this.sources = Places.of(before.sources(), header.sources());
        this.output = output;
    }

    static void join(Bundle before, byte[] envelope, BundleHeader header, InputStream body, Path output)
            throws IOException {
        long blocks = (long) envelope.length + header.index().length();
        try (FileChannel file = FileChannel.open(
                output, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            file.position(blocks);
            BlockOutput joined = new BlockOutput(packed -> {
                writeFully(file, packed);
                if (file.position() - blocks > header.packedLength()) {
                    throw longerThanPromised();
                }
            });
            new DeltaJoining(before, header, body, joined).join();
            file.position(0);
            writeFully(file, envelope);
            byte[] index = joined.index();
            if (index.length != header.index().length()) {
                throw RecordReader.malformed("the delta gives another index than its header promises");
            }
            writeFully(file, index);
            file.force(true);
        }
    }

    private void join() throws IOException {
        table(before.advisoryTable(), room(BundleHeader.ADVISORIES), new AdvisoryRecords());
        table(before.packageTable(), room(BundleHeader.PACKAGES), new PackageRecords());
        for (int section = BundleHeader.TABLES; section < BundleHeader.SECTIONS; section++) {
            output.section(sideSection(section, room(section)));
        }
        operations.end();
        if (!output.sections().equals(header.sections())) {
            throw RecordReader.malformed("the delta gives other sections than its header promises");
        }
    }

    private long room(int section) {
        return header.sections().get(section).length();
    }

    /// A section behind the tables, the old one or a new one.
    private byte[] sideSection(int section, long room) throws IOException {
        int operation = operations.number(DeltaMaking.KEEP, DeltaMaking.INSERT, "as an operation");
        return operation == DeltaMaking.INSERT ? operations.block(room) : before.section(section);
    }

    private static void writeFully(FileChannel file, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
    }

    private static BundleRefusedException longerThanPromised() {
        return RecordReader.malformed("the delta gives more than its header promises");
    }

    private void table(SortedTable old, long length, Records records) throws IOException {
        long room = length;
        int next = 0;
        for (int operation = operation(); operation != DeltaMaking.END; operation = operation()) {
            int left = old.size() - next;
            switch (operation) {
                case DeltaMaking.KEEP -> {
                    int end = next + operations.number(1, left, "records");
                    while (next < end) {
                        room = add(records.kept(next++), room);
                    }
                }
                case DeltaMaking.DROP -> next += operations.number(1, left, "records");
                case DeltaMaking.INSERT -> room = add(operations.block(room), room);
                default -> {
                    if (left == 0) {
                        throw RecordReader.malformed("the delta changes a record that is not there");
                    }
                    room = add(records.edited(next++, room), room);
                }
            }
        }
        output.endSection();
    }

    /// @return how many bytes of records may still come
    private long add(byte[] record, long room) throws IOException {
        if (record.length > room) {
            throw longerThanPromised();
        }
        try {
            output.add(record);
        } catch (IllegalArgumentException e) {
            throw RecordReader.malformed("the delta's " + e.getMessage());
        }
        return room - record.length;
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
        @Override
        public byte[] kept(int index) {
            return before.advisoryTable().record(index);
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
            return MovedStatements.of(before.packageTable(), index, sources);
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
