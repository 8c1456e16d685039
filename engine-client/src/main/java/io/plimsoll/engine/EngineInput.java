package io.plimsoll.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The bytes of one connection, buffered, with the one thing that HTTP framing needs besides: bounded lines.
final class EngineInput extends InputStream {
    private final EngineChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024).flip();

    EngineInput(EngineChannel channel) {
        this.channel = channel;
    }

    /// One line without its CR LF.
    ///
    /// @param longest the most bytes it may have
    String readLine(int longest) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = read();
        while (next != '\n') {
            if (next < 0) {
                throw new BrokenAnswerException("it broke off inside its framing");
            }
            if (line.length() == longest) {
                throw new BrokenAnswerException("a line of its framing is longer than " + longest + " bytes");
            }
            line.append((char) next);
            next = read();
        }
        if (line.isEmpty() || line.charAt(line.length() - 1) != '\r') {
            throw new BrokenAnswerException("a line of its framing does not end with CR LF");
        }
        line.setLength(line.length() - 1);
        return line.toString();
    }

    @Override
    public int read() throws IOException {
        return fill() ? Byte.toUnsignedInt(buffer.get()) : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, buffer.remaining());
        buffer.get(into, offset, count);
        return count;
    }

    private boolean fill() throws IOException {
        if (buffer.hasRemaining()) {
            return true;
        }
        buffer.clear();
        int count = channel.read(buffer);
        buffer.flip();
        return count > 0;
    }

    void send(String request) throws IOException {
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
