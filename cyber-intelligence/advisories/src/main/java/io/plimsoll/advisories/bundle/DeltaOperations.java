package io.plimsoll.advisories.bundle;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// Reads what [DeltaMaking] wrote, from a stream.
final class DeltaOperations {
    private final InputStream in;

    DeltaOperations(InputStream in) {
        this.in = in;
    }

    long number() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw RecordReader.malformed("a number has too many bytes");
    }

    /// A number of things of which there are that many left.
    ///
    /// @param least one where none would go on for ever
    int number(int least, long most, String what) throws IOException {
        long number = number();
        if (number < least || number > most) {
            throw RecordReader.malformed(
                    "the delta speaks of " + number + " " + what + " where " + least + " to " + most + " can be");
        }
        return (int) number;
    }

    byte[] block(long most) throws IOException {
        int length = number(0, Math.min(most, Integer.MAX_VALUE - 8), "bytes");
        byte[] block = in.readNBytes(length);
        if (block.length < length) {
            throw new EOFException();
        }
        return block;
    }

    /// Nothing may follow.
    void end() throws IOException {
        if (in.read() >= 0) {
            throw RecordReader.malformed("the delta goes on after its end");
        }
    }
}
