package io.plimsoll.scanner.layer;

import io.plimsoll.model.Digest;
import io.plimsoll.scanner.bounds.MalformedInput;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// The bytes of a layer's result while they are written; [ResultReading] reads them.
final class ResultBytes {
    /// No result is longer: three million files take 24 MB.
    static final int MOST = 64 << 20;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 12);

    /// A number, short where it is small and not negative.
    void number(long value) {
        long left = value;
        while ((left & ~0x7fL) != 0) {
            out.write((int) (left & 0x7f) | 0x80);
            left >>>= 7;
        }
        out.write((int) left);
    }

    void truth(boolean value) {
        out.write(value ? 1 : 0);
    }

    /// A text, exactly as it is: also one that is not sound Unicode. Most are names of files, one byte for a char.
    void text(String value) {
        boolean isNarrow = value.chars().allMatch(c -> c < 0x100);
        number((long) value.length() << 1 | (isNarrow ? 0 : 1));
        out.writeBytes(isNarrow ? value.getBytes(StandardCharsets.ISO_8859_1) : wide(value));
    }

    private static byte[] wide(String value) {
        ByteBuffer chars = ByteBuffer.allocate(2 * value.length());
        value.chars().forEach(c -> chars.putChar((char) c));
        return chars.array();
    }

    void digest(Digest value) {
        out.writeBytes(HexFormat.of().parseHex(value.hex()));
    }

    /// Eight bytes, as they are.
    void word(long value) {
        out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    /// All of them.
    ///
    /// @throws MalformedInput if they are too many to be kept
    byte[] end() throws MalformedInput {
        if (out.size() > MOST) {
            throw new MalformedInput("a layer's result of " + out.size() + " bytes is not kept");
        }
        return out.toByteArray();
    }
}
