package io.plimsoll.scanner.layer;

import io.plimsoll.scanner.bounds.LimitReached;
import io.plimsoll.scanner.bounds.Limits;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Stops a decompression bomb: fails once far more bytes come out than went in.
final class RatioGuard extends FilterInputStream {
    private final Source source;
    private final Limits limits;
    private long unpacked;

    /// @param source what `unpacking` reads from
    RatioGuard(InputStream unpacking, Source source, Limits limits) {
        super(unpacking);
        this.source = source;
        this.limits = limits;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        unpacked += Math.max(0, read);
        if (unpacked > limits.ratioFloor() && unpacked / Math.max(1, source.count) > limits.ratio()) {
            throw new LimitReached(
                    "limit-ratio",
                    source.count + " packed bytes became " + unpacked + ", more than " + limits.ratio()
                            + " times as many");
        }
        return read;
    }

    @Override
    public long skip(long wanted) throws IOException {
        return Math.max(0, read(new byte[(int) Math.min(wanted, 1 << 16)]));
    }

    /// Counts the packed bytes. Closing it leaves what it reads from open.
    static final class Source extends FilterInputStream {
        private long count;

        Source(InputStream packed) {
            super(packed);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            count += Math.max(0, read);
            return read;
        }

        @Override
        public void close() {
            // whoever opened the packed stream closes it
        }
    }
}
