package io.plimsoll.scanner.layer;

import io.plimsoll.model.Digest;
import io.plimsoll.scanner.bounds.MalformedInput;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Reads what [ResultBytes] wrote. Whatever it is given, it takes no more memory than a small multiple of the bytes.
final class ResultReading {
    private final ByteBuffer in;

    ResultReading(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes);
    }

    long number() throws MalformedInput {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte octet = octet();
            value |= (octet & 0x7fL) << shift;
            if (octet >= 0) {
                return value;
            }
        }
        throw new MalformedInput("a number that does not end");
    }

    /// How many things follow, each of which takes a byte at least.
    int count() throws MalformedInput {
        long count = number();
        if (count < 0 || count > in.remaining() + 1L) {
            throw new MalformedInput(count + " things in " + in.remaining() + " bytes");
        }
        return (int) count;
    }

    /// A place in a list of ours.
    int index(int size) throws MalformedInput {
        long index = number();
        if (index < 0 || index >= size) {
            throw new MalformedInput("place " + index + " of " + size);
        }
        return (int) index;
    }

    boolean truth() throws MalformedInput {
        return octet() != 0;
    }

    String text() throws MalformedInput {
        long head = number();
        boolean isNarrow = (head & 1) == 0;
        long bytes = isNarrow ? head >>> 1 : head >>> 1 << 1;
        if (bytes < 0 || bytes > in.remaining()) {
            throw new MalformedInput("a text of " + bytes + " bytes where " + in.remaining() + " are left");
        }
        byte[] raw = raw((int) bytes);
        return isNarrow
                ? new String(raw, StandardCharsets.ISO_8859_1)
                : ByteBuffer.wrap(raw).asCharBuffer().toString();
    }

    /// @throws MalformedInput if it is no place in an image
    FilePath path() throws MalformedInput {
        String bytes = text();
        FilePath path = FilePath.ofName(bytes);
        if (path == null || !path.bytes().equals(bytes)) {
            throw new MalformedInput("'" + FilePath.text(bytes) + "' is no path of an image");
        }
        return path;
    }

    byte[] raw(int length) throws MalformedInput {
        if (length > in.remaining()) {
            throw endsTooEarly();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    Digest digest() throws MalformedInput {
        return Digest.ofRaw(raw(32));
    }

    private byte octet() throws MalformedInput {
        if (!in.hasRemaining()) {
            throw endsTooEarly();
        }
        return in.get();
    }

    /// @return eight bytes, as they are
    long word() throws MalformedInput {
        if (in.remaining() < Long.BYTES) {
            throw endsTooEarly();
        }
        return in.getLong();
    }

    private static MalformedInput endsTooEarly() {
        return new MalformedInput("the result of a layer ends too early");
    }

    /// @throws MalformedInput if something follows
    void end() throws MalformedInput {
        if (in.hasRemaining()) {
            throw new MalformedInput("something follows the result of a layer");
        }
    }
}
