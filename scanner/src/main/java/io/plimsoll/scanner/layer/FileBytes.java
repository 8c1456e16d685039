package io.plimsoll.scanner.layer;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/// The content of one file in memory, in pieces, so that it grows without being copied. Pieces that are given
/// back serve the next files: thousands of archives go by in one scan, and what each left behind would make the
/// heap grow.
public final class FileBytes {
    private static final int SHIFT = 16;
    private static final int PIECE = 1 << SHIFT;
    private static final int MOST_SPARE_PIECES = 512;

    private static final Queue<byte[]> SPARE = new ArrayBlockingQueue<>(MOST_SPARE_PIECES);

    private final List<byte[]> pieces;
    private final int first;
    private int size;

    /// Empty bytes, to be appended to.
    public FileBytes() {
        this(new ArrayList<>(), 0, 0);
    }

    private FileBytes(List<byte[]> pieces, int first, int size) {
        this.pieces = pieces;
        this.first = first;
        this.size = size;
    }

    /// A copy of these bytes.
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
        int place = first + Objects.checkIndex(index, size);
        return pieces.get(place >>> SHIFT)[place & (PIECE - 1)] & 0xff;
    }

    /// Adds bytes at the end; they are copied. Not for what [#part] gave.
    public void append(byte[] bytes, int offset, int length) {
        int from = offset;
        while (from < offset + length) {
            if (size == pieces.size() << SHIFT) {
                pieces.add(emptyPiece());
            }
            int inPiece = size & (PIECE - 1);
            int count = Math.min(PIECE - inPiece, offset + length - from);
            System.arraycopy(bytes, from, pieces.get(size >>> SHIFT), inPiece, count);
            from += count;
            size += count;
        }
    }

    /// Makes it empty, and keeps the memory for what is appended next. Whatever [#part] gave is void afterwards.
    public void clear() {
        size = 0;
    }

    /// Makes it empty, and gives the memory back for other files. Whatever [#part] gave is void afterwards.
    public void release() {
        size = 0;
        for (byte[] piece : pieces) {
            if (!SPARE.offer(piece)) {
                break;
            }
        }
        pieces.clear();
    }

    private static byte[] emptyPiece() {
        byte[] spare = SPARE.poll();
        return spare == null ? new byte[PIECE] : spare;
    }

    /// A stretch of the bytes, without copying them.
    public FileBytes part(int index, int length) {
        Objects.checkFromIndexSize(index, length, size);
        return new FileBytes(pieces, first + index, length);
    }

    /// Copies bytes out.
    public void copy(int index, byte[] into, int offset, int length) {
        Objects.checkFromIndexSize(index, length, size);
        int done = 0;
        while (done < length) {
            int at = first + index + done;
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

    /// All bytes as a stream.
    public InputStream open() {
        return new InputStream() {
            private int next;

            @Override
            public int read() {
                return next == size ? -1 : at(next++);
            }

            @Override
            public int read(byte[] into, int offset, int wanted) {
                int count = Math.min(wanted, size - next);
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
