package io.plimsoll.scanner.layer;

import io.plimsoll.scanner.bounds.MalformedInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Decompresses gzip (RFC 1952), all members of it. The JDK's own stream asks `available()` whether another member
/// follows, which on a pipe drops the rest of a layer in silence; this one reads on until the end. What follows a
/// member must be another one or zeros. Not for use by several threads; closing frees the inflater, not the source.
final class GzipStream extends InputStream {
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int next;
    private int end;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private boolean insideMember;
    private boolean atEnd;
    private boolean first = true;

    GzipStream(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (insideMember || startMember()) {
            int inflated = inflate(into, offset, length);
            if (inflated > 0) {
                crc.update(into, offset, inflated);
                return inflated;
            }
            if (inflater.finished()) {
                endMember();
            } else if (inflater.needsDictionary()) {
                throw new MalformedInput("gzip data asks for a dictionary");
            } else if (inflater.needsInput()) {
                feed();
            }
        }
        return -1;
    }

    @Override
    public void close() {
        inflater.end();
    }

    private int inflate(byte[] into, int offset, int length) throws MalformedInput {
        try {
            return inflater.inflate(into, offset, length);
        } catch (DataFormatException e) {
            throw new MalformedInput("gzip data is broken: " + e.getMessage());
        }
    }

    private void feed() throws IOException {
        if (next == end && !fill()) {
            throw new MalformedInput("gzip data ends too early");
        }
        inflater.setInput(buffer, next, end - next);
        next = end;
    }

    /// @return false at the end of everything
    private boolean startMember() throws IOException {
        if (atEnd || isOver()) {
            atEnd = true;
            return false;
        }
        if (octet() != 0x1f || octet() != 0x8b || octet() != 8) {
            throw new MalformedInput(first ? "not gzip data" : "something that is not gzip follows gzip data");
        }
        first = false;
        skipHeader();
        inflater.reset();
        crc.reset();
        insideMember = true;
        return true;
    }

    private boolean isOver() throws IOException {
        if (next == end && !fill()) {
            return true;
        }
        while (!first && buffer[next] == 0) {
            next++;
            if (next == end && !fill()) {
                return true;
            }
        }
        return false;
    }

    private void skipHeader() throws IOException {
        int flags = octet();
        for (int i = 0; i < 6; i++) {
            octet();
        }
        if ((flags & EXTRA) != 0) {
            for (int left = octet() | octet() << 8; left > 0; left--) {
                octet();
            }
        }
        for (int texts = (flags & NAME) / NAME + (flags & COMMENT) / COMMENT; texts > 0; texts--) {
            while (octet() != 0) {
                // a name or a comment goes on until its NUL
            }
        }
        if ((flags & HEADER_CRC) != 0) {
            octet();
            octet();
        }
    }

    private void endMember() throws IOException {
        next -= inflater.getRemaining();
        long size = inflater.getBytesWritten();
        if (littleEndian() != crc.getValue() || littleEndian() != (size & 0xffff_ffffL)) {
            throw new MalformedInput("gzip data does not fit its checksum");
        }
        insideMember = false;
    }

    private long littleEndian() throws IOException {
        return octet() | octet() << 8 | octet() << 16 | (long) octet() << 24;
    }

    private int octet() throws IOException {
        if (next == end && !fill()) {
            throw new MalformedInput("gzip data ends too early");
        }
        return buffer[next++] & 0xff;
    }

    private boolean fill() throws IOException {
        next = 0;
        end = Math.max(0, in.read(buffer, 0, buffer.length));
        return end > 0;
    }
}
