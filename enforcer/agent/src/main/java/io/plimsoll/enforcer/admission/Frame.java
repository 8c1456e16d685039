package io.plimsoll.enforcer.admission;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;

/// One message between shim and Enforcer: the length of the payload (4 bytes, big-endian), its type (1 byte), the
/// payload.
///
/// Types: `C` question, `B` bytes of a file, `P` created, `H` hook; `A` allow, `D` deny.
final class Frame {
    static final int LONGEST = 16 * 1024 * 1024;
    private static final int HEADER = 5;

    private final char type;
    private final byte[] payload;

    Frame(char type, byte[] payload) {
        this.type = type;
        this.payload = payload;
    }

    char type() {
        return type;
    }

    byte[] payload() {
        return payload;
    }

    /// Reads one frame.
    ///
    /// @throws EOFException if the peer has closed
    /// @throws MalformedQuestionException if the frame is too long
    static Frame read(ByteChannel channel) throws IOException {
        ByteBuffer header = fill(channel, HEADER);
        int length = header.getInt();
        if (length < 0 || length > LONGEST) {
            throw new MalformedQuestionException(
                    "a frame has at most " + LONGEST + " bytes, not " + Integer.toUnsignedString(length));
        }
        char type = (char) Byte.toUnsignedInt(header.get());
        return new Frame(type, fill(channel, length).array());
    }

    private static ByteBuffer fill(ByteChannel channel, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("the shim has closed the connection");
            }
        }
        return buffer.flip();
    }

    void write(ByteChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + payload.length);
        bytes.putInt(payload.length).put((byte) type).put(payload).flip();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
