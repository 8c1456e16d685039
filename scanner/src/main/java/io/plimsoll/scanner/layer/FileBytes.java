package io.plimsoll.scanner.layer;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The content of one file in memory, in pieces, so that it grows without being copied.
public final class FileBytes {
    private static final int SHIFT = 16;
    private static final int PIECE = 1 << SHIFT;

    private final List<byte[]> pieces = new ArrayList<>();
    private int size;

    /// Bytes that lie in one array, which is not copied.
    public static FileBytes of(byte[] bytes) {
        FileBytes content = new FileBytes();
        content.append(bytes, 0, bytes.length);
        return content;
    }

    public int size() {
        return size;
    }

    /// The byte there, 0 to 255.
    public int at(int index) {
        Objects.checkIndex(index, size);
        return pieces.get(index >>> SHIFT)[index & (PIECE - 1)] & 0xff;
    }

    /// Adds bytes at the end; they are copied.
    public void append(byte[] bytes, int offset, int length) {
        int from = offset;
        while (from < offset + length) {
            if (size == pieces.size() << SHIFT) {
                pieces.add(new byte[PIECE]);
            }
            int inPiece = size & (PIECE - 1);
            int count = Math.min(PIECE - inPiece, offset + length - from);
            System.arraycopy(bytes, from, pieces.getLast(), inPiece, count);
            from += count;
            size += count;
        }
    }

    /// Copies bytes out.
    public void copy(int index, byte[] into, int offset, int length) {
        Objects.checkFromIndexSize(index, length, size);
        int done = 0;
        while (done < length) {
            int at = index + done;
            int count = Math.min(PIECE - (at & (PIECE - 1)), length - done);
            System.arraycopy(pieces.get(at >>> SHIFT), at & (PIECE - 1), into, offset + done, count);
            done += count;
        }
    }

    /// All bytes in one array.
    public byte[] toArray() {
        byte[] all = new byte[size];
        copy(0, all, 0, size);
        return all;
    }

    /// A stretch of the bytes as a stream.
    public InputStream open(int index, int length) {
        Objects.checkFromIndexSize(index, length, size);
        return new InputStream() {
            private int next = index;

            @Override
            public int read() {
                return next == index + length ? -1 : at(next++);
            }

            @Override
            public int read(byte[] into, int offset, int wanted) {
                int count = Math.min(wanted, index + length - next);
                if (count == 0) {
                    return wanted == 0 ? 0 : -1;
                }
                copy(next, into, offset, count);
                next += count;
                return count;
            }
        };
    }
}
