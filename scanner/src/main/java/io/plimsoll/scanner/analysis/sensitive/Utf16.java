package io.plimsoll.scanner.analysis.sensitive;

import io.plimsoll.scanner.layer.FileAnalyser.LayerFile;
import io.plimsoll.scanner.layer.FileAnalyser.Notes;
import io.plimsoll.scanner.layer.FileAnalyser.Sink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The order of bytes in a text of two bytes a character, as Windows and PowerShell write them. Credentials are ASCII:
/// of each such character one byte is passed on, and one that is no letter for all others.
enum Utf16 {
    LITTLE_ENDIAN,
    BIG_ENDIAN;

    private static final int BYTE_ORDER_MARK = 0xfeff;
    private static final byte NO_ASCII = (byte) 0xff;

    /// How many characters must be ASCII where no mark says that it is such a text.
    private static final int FEWEST = 8;

    private static final int MOST = 64;

    /// The order in a file, by its mark or by its first characters; null if it is no such text.
    static @Nullable Utf16 of(String start) {
        for (Utf16 order : values()) {
            if (start.length() >= 2 && (order.at(start, 0) == BYTE_ORDER_MARK || order.isWritten(start))) {
                return order;
            }
        }
        return null;
    }

    private boolean isWritten(String start) {
        int characters = Math.min(MOST, start.length() / 2);
        for (int i = 0; i < characters; i++) {
            int c = at(start, 2 * i);
            if (c > '~' || (c < ' ' && c != '\t' && c != '\r' && c != '\n')) {
                return false;
            }
        }
        return characters >= FEWEST;
    }

    private int at(String start, int place) {
        return character((byte) start.charAt(place), (byte) start.charAt(place + 1));
    }

    private int character(byte first, byte second) {
        return this == LITTLE_ENDIAN ? (second & 0xff) << 8 | (first & 0xff) : (first & 0xff) << 8 | (second & 0xff);
    }

    /// The file as if it were written with one byte a character.
    LayerFile narrowed(LayerFile file) {
        byte[] start = file.start().getBytes(StandardCharsets.ISO_8859_1);
        String narrow = new String(new Narrowing().narrow(start, 0, start.length), StandardCharsets.ISO_8859_1);
        return new LayerFile(file.path(), file.size(), file.mode(), narrow);
    }

    /// Takes such a text and passes it on with one byte a character.
    Sink narrowing(Sink narrow) {
        Narrowing narrowing = new Narrowing();
        return new Sink() {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                byte[] some = narrowing.narrow(bytes, offset, length);
                narrow.write(some, 0, some.length);
            }

            @Override
            public void finish(Notes notes) throws IOException {
                narrow.finish(notes);
            }
        };
    }

    /// Keeps the first byte of a character whose second one has not come yet.
    private final class Narrowing {
        private boolean half;
        private byte first;

        byte[] narrow(byte[] bytes, int offset, int length) {
            byte[] narrow = new byte[length / 2 + 1];
            int count = 0;
            for (int i = offset; i < offset + length; i++) {
                int c = half ? character(first, bytes[i]) : BYTE_ORDER_MARK;
                if (c != BYTE_ORDER_MARK) {
                    narrow[count++] = c < 0x80 ? (byte) c : NO_ASCII;
                }
                first = bytes[i];
                half = !half;
            }
            return Arrays.copyOf(narrow, count);
        }
    }
}
