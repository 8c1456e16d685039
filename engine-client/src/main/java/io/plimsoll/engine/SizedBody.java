package io.plimsoll.engine;

import java.io.IOException;
import java.io.InputStream;

/// A body of announced length. Ending sooner is an error, never a short body.
final class SizedBody extends InputStream {
    private final InputStream input;
    private long left;

    SizedBody(InputStream input, long length) {
        this.input = input;
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int count = input.read(into, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new BrokenAnswerException("it broke off, " + left + " bytes are missing");
        }
        left -= count;
        return count;
    }
}
