package io.plimsoll.advisories.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/// Writes a sorted table into its place in a file, offsets and records side by side, and never beyond that place.
final class TableOutput {
    private static final int BUFFER = 1 << 16;

    private final Region offsets;
    private final Region records;
    private int size;

    /// @param start of the offsets, which the records follow
    TableOutput(FileChannel file, long start, long offsetsLength, long recordsLength) {
        offsets = new Region(file, start, offsetsLength);
        records = new Region(file, start + offsetsLength, recordsLength);
    }

    void add(byte[] record) throws IOException {
        int at = (int) records.written;
        offsets.write(
                ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(at).flip());
        records.write(ByteBuffer.wrap(record));
        size++;
    }

    /// How many records there are.
    int size() {
        return size;
    }

    /// How many bytes of records may still come.
    long room() {
        return records.length - records.written;
    }

    void end() throws IOException {
        offsets.end();
        records.end();
    }

    private static final class Region {
        private final FileChannel file;
        private final long start;
        private final long length;
        private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        private long written;

        Region(FileChannel file, long start, long length) {
            this.file = file;
            this.start = start;
            this.length = length;
        }

        void write(ByteBuffer bytes) throws IOException {
            if (bytes.remaining() > length - written) {
                throw RecordReader.malformed("the delta gives more than the " + length + " bytes of a section");
            }
            if (bytes.remaining() > buffer.remaining()) {
                flush();
            }
            written += bytes.remaining();
            if (bytes.remaining() > buffer.capacity()) {
                writeFully(bytes, start + written - bytes.remaining());
            } else {
                buffer.put(bytes);
            }
        }

        private void flush() throws IOException {
            buffer.flip();
            writeFully(buffer, start + written - buffer.remaining());
            buffer.clear();
        }

        private void writeFully(ByteBuffer bytes, long position) throws IOException {
            long at = position;
            while (bytes.hasRemaining()) {
                at += file.write(bytes, at);
            }
        }

        void end() throws IOException {
            flush();
            if (written != length) {
                throw RecordReader.malformed("the delta gives " + written + " of " + length + " bytes of a section");
            }
        }
    }
}
