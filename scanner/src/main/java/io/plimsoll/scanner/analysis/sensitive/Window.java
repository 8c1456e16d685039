package io.plimsoll.scanner.analysis.sensitive;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The stretch of a file that is in memory while it streams by, as text of one char per byte.
final class Window implements CharSequence {
    /// How far the search for one thing may look back and ahead.
    static final int AROUND = 8 << 10;

    private static final int SIZE = 256 << 10;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LINE_ENDS = 0x0a0a_0a0a_0a0a_0a0aL;
    private static final long SEVEN_BITS = 0x7f7f_7f7f_7f7f_7f7fL;

    private final byte[] bytes;
    private int length;
    private long line;

    Window() {
        this(SIZE);
    }

    private Window(int size) {
        bytes = new byte[size + Anchors.READ_AHEAD];
        line = 1;
    }

    /// All of a text.
    static Window of(byte[] text) {
        Window window = new Window(text.length);
        window.append(text, 0, text.length);
        return window;
    }

    /// Begins with a new file.
    void clear() {
        length = 0;
        line = 1;
    }

    /// The bytes themselves, to read in.
    byte[] bytes() {
        return bytes;
    }

    int free() {
        return bytes.length - Anchors.READ_AHEAD - length;
    }

    void append(byte[] from, int offset, int count) {
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
    }

    /// Forgets the first bytes.
    void drop(int count) {
        line += lineEnds(count);
        System.arraycopy(bytes, count, bytes, 0, length - count);
        length -= count;
    }

    /// The line that a place lies on, counted from 1.
    int lineAt(int place) {
        return (int) Math.min(Integer.MAX_VALUE, line + lineEnds(place));
    }

    /// Eight bytes at a time: each that is a line end leaves one bit (Warren, Hacker's Delight, 6-1).
    private int lineEnds(int before) {
        int ends = 0;
        int at = 0;
        for (; at + Long.BYTES <= before; at += Long.BYTES) {
            long others = (long) LONG.get(bytes, at) ^ LINE_ENDS;
            ends += Long.bitCount(~(((others & SEVEN_BITS) + SEVEN_BITS) | others | SEVEN_BITS));
        }
        for (; at < before; at++) {
            ends += bytes[at] == '\n' ? 1 : 0;
        }
        return ends;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        return (char) (bytes[index] & 0xff);
    }

    @Override
    public String subSequence(int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return subSequence(0, length);
    }
}
