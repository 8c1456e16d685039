package io.plimsoll.scanner.analysis.rpm;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import java.nio.ByteOrder;

/// The numbers of a file in one byte order. A place outside of the file is damage of the file, not a mistake of ours.
record Numbers(FileBytes bytes, ByteOrder order) {
    /// One byte, 0 to 255.
    int u8(long at) throws MalformedInput {
        check(at, 1);
        return bytes.at((int) at);
    }

    int u16(long at) throws MalformedInput {
        check(at, 2);
        int first = bytes.at((int) at);
        int second = bytes.at((int) at + 1);
        return order == ByteOrder.BIG_ENDIAN ? (first << 8) | second : (second << 8) | first;
    }

    long u32(long at) throws MalformedInput {
        long first = u16(at);
        long second = u16(at + 2);
        return order == ByteOrder.BIG_ENDIAN ? (first << 16) | second : (second << 16) | first;
    }

    /// A stretch of the file, not copied.
    FileBytes part(long at, long length) throws MalformedInput {
        check(at, length);
        return bytes.part((int) at, (int) length);
    }

    private void check(long at, long length) throws MalformedInput {
        if (at < 0 || length < 0 || length > bytes.size() || at > bytes.size() - length) {
            throw new MalformedInput(
                    "it points to " + length + " bytes at " + at + " of only " + bytes.size() + " bytes");
        }
    }
}
