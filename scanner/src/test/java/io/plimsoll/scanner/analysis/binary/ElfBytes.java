package io.plimsoll.scanner.analysis.binary;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Writes ELF programs for tests: a head with the note of Go's linker, one segment with code, one with data.
public final class ElfBytes {
    /// Where the data starts, in the file.
    static final int DATA = 0x1000;

    /// Where it is loaded.
    static final long ADDRESS = 0x40_1000;

    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    public ElfBytes data(byte[] bytes) {
        data.writeBytes(bytes);
        return this;
    }

    /// One byte per char.
    public ElfBytes data(String bytes) {
        return data(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Zeros up to a multiple of 16.
    public ElfBytes aligned() {
        return data(new byte[-data.size() & 15]);
    }

    /// Little-endian.
    ElfBytes number(long number) {
        return data(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(number)
                .array());
    }

    /// The address that the next byte of data will have.
    long next() {
        return ADDRESS + data.size();
    }

    public byte[] end() {
        ByteBuffer file = ByteBuffer.allocate(DATA + data.size()).order(ByteOrder.LITTLE_ENDIAN);
        file.put("\177ELF\2\1\1".getBytes(StandardCharsets.ISO_8859_1));
        file.putShort(16, (short) 2).putShort(18, (short) 62).putLong(32, 64);
        file.putShort(54, (short) 56).putShort(56, (short) 2);
        segment(file, 64, 5, 0, DATA, 0x40_0000);
        segment(file, 120, 4, DATA, data.size(), ADDRESS);
        file.put(0xf00, "\4\0\0\0\4\0\0\0\4\0\0\0Go\0\0".getBytes(StandardCharsets.ISO_8859_1));
        file.put(DATA, data.toByteArray());
        return file.array();
    }

    private static void segment(ByteBuffer file, int at, int flags, long offset, long size, long address) {
        file.putInt(at, 1).putInt(at + 4, flags).putLong(at + 8, offset);
        file.putLong(at + 16, address).putLong(at + 32, size).putLong(at + 40, size);
    }
}
