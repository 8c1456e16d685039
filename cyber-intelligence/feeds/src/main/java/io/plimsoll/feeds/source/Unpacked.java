package io.plimsoll.feeds.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// What comes out of a packed file, as long as it is in proportion to what went in. Feeds shrink to a thirtieth or a
/// hundredth; a bomb grows by thousands.
final class Unpacked extends FilterInputStream {
    private static final long RATIO = 500;
    private static final long ANY_RATIO_UNTIL = 16 << 20;

    private final Counted packed;
    private long unpacked;

    Unpacked(InputStream unpacking, Counted packed) {
        super(unpacking);
        this.packed = packed;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            int read = super.read(bytes, offset, length);
            unpacked += Math.max(read, 0);
            if (unpacked > ANY_RATIO_UNTIL && unpacked / RATIO > packed.count) {
                throw new IOException(
                        packed.count + " packed bytes became " + unpacked + ", more than " + RATIO + " times as many");
            }
            return read;
        } catch (RuntimeException e) {
            throw broken(e);
        }
    }

    @Override
    public long skip(long count) throws IOException {
        return Math.max(0, read(new byte[(int) Math.min(count, 1 << 16)]));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /// Unpackers throw whatever they stumble over.
    static IOException broken(RuntimeException e) {
        return new IOException("it cannot be unpacked: " + e, e);
    }

    /// Counts the packed bytes.
    static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream packed) {
            super(packed);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count += Math.max(read, 0);
            return read;
        }

        @Override
        public long skip(long wanted) throws IOException {
            long skipped = super.skip(wanted);
            count += skipped;
            return skipped;
        }
    }
}
