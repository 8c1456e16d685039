package io.plimsoll.scanner.analysis.sensitive;

import java.nio.charset.StandardCharsets;

/// The stretch of a file that is in memory while it streams by, as text of one char per byte.
final class Window implements CharSequence {
    /// How far the search for one thing may look back and ahead.
    static final int AROUND = 8 << 10;

    private static final int SIZE = 256 << 10;

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

    private int lineEnds(int before) {
        int ends = 0;
        for (int i = 0; i < before; i++) {
            ends += bytes[i] == '\n' ? 1 : 0;
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
