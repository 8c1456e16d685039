package io.plimsoll.engine;

import java.io.IOException;
import java.io.InputStream;

/// A chunked body (RFC 9112, 7.1). Ending without the last chunk is an error, never a short body. Trailers are refused:
/// engines send none.
final class ChunkedBody extends InputStream {
    private static final int LONGEST_SIZE_LINE = 32;

    private final EngineInput input;
    private long leftInChunk;
    private boolean first = true;
    private boolean ended;

    ChunkedBody(EngineInput input) {
        this.input = input;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (leftInChunk == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int count = input.read(into, offset, (int) Math.min(length, leftInChunk));
        if (count < 0) {
            throw new BrokenAnswerException("it broke off inside a chunk, " + leftInChunk + " bytes are missing");
        }
        leftInChunk -= count;
        return count;
    }

    private void nextChunk() throws IOException {
        if (!first) {
            expectEmptyLine();
        }
        first = false;
        String size = input.readLine(LONGEST_SIZE_LINE);
        if (!size.matches("[0-9a-fA-F]{1,8}")) {
            throw new BrokenAnswerException("'" + size + "' is no chunk size");
        }
        leftInChunk = Long.parseLong(size, 16);
        if (leftInChunk == 0) {
            expectEmptyLine();
            ended = true;
        }
    }

    private void expectEmptyLine() throws IOException {
        if (!input.readLine(LONGEST_SIZE_LINE).isEmpty()) {
            throw new BrokenAnswerException("a chunk is longer than its size says");
        }
    }
}
