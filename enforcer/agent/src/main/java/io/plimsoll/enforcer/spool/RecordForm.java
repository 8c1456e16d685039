package io.plimsoll.enforcer.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.zip.CRC32C;

/// How an event lies in a segment: the length of the payload (4 bytes, big-endian), its CRC-32C (4 bytes), the payload.
final class RecordForm {
    static final int HEADER = 8;
    static final int LONGEST = 256 * 1024;

    private RecordForm() {}

    static int length(byte[] payload) {
        return HEADER + payload.length;
    }

    static void put(ByteBuffer into, byte[] payload) {
        into.putInt(payload.length).putInt(checksum(payload)).put(payload);
    }

    /// The payload that begins at this offset; empty if there is no whole and unharmed record.
    static Optional<byte[]> read(FileChannel file, long offset) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        if (!fill(file, header, offset)) {
            return Optional.empty();
        }
        int length = header.getInt(0);
        if (length <= 0 || length > LONGEST) {
            return Optional.empty();
        }
        ByteBuffer payload = ByteBuffer.allocate(length);
        return fill(file, payload, offset + HEADER) && checksum(payload.array()) == header.getInt(4)
                ? Optional.of(payload.array())
                : Optional.empty();
    }

    private static boolean fill(FileChannel file, ByteBuffer buffer, long offset) throws IOException {
        while (buffer.hasRemaining()) {
            if (file.read(buffer, offset + buffer.position()) < 0) {
                return false;
            }
        }
        return true;
    }

    private static int checksum(byte[] payload) {
        CRC32C crc = new CRC32C();
        crc.update(payload);
        return (int) crc.getValue();
    }
}
