package io.plimsoll.advisories.bundle;

import com.jcraft.jzlib.Deflater;
import com.jcraft.jzlib.JZlib;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Packs and unpacks a block (DEFLATE, RFC 1951).
///
/// Packed by a library that comes with the program, not by the JDK: there the output differs between releases of zlib,
/// and a bundle put together from a delta has to be the signed one byte for byte. Unpacked by the JDK, which is native
/// code and fast from the first call on.
final class Packing {
    /// What DEFLATE adds at most where nothing can be packed: five bytes for each stored piece.
    private static final int STORED_PIECE = 16_000;

    private Packing() {}

    static byte[] pack(byte[] bytes) {
        byte[] packed = new byte[bytes.length + 5 * (bytes.length / STORED_PIECE + 2)];
        try {
            Deflater deflater = new Deflater(JZlib.Z_BEST_COMPRESSION, JZlib.MAX_WBITS, true);
            deflater.setInput(bytes);
            deflater.setOutput(packed);
            int end = deflater.deflate(JZlib.Z_FINISH);
            int length = deflater.getNextOutIndex();
            deflater.end();
            if (end != JZlib.Z_STREAM_END) {
                throw new IllegalStateException("a block of " + bytes.length + " bytes could not be packed: " + end);
            }
            return Arrays.copyOf(packed, length);
        } catch (IOException e) {
            // By this name, since the library's own one is of a class file too old for the JDK's start-up cache: every
            // start of a program would look for it.
            throw new IllegalStateException("a block cannot be packed", e);
        }
    }

    /// @param length that must come out, no more and no less
    static byte[] unpack(byte[] packed, int length) {
        byte[] bytes = new byte[length];
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(packed);
            int unpacked = inflater.inflate(bytes);
            if (unpacked < length || inflater.inflate(new byte[1]) > 0 || !inflater.finished()) {
                throw RecordReader.malformed("a block has other than its " + length + " bytes");
            }
            return bytes;
        } catch (DataFormatException e) {
            throw RecordReader.malformed("a block cannot be unpacked: " + e.getMessage());
        }
    }
}
