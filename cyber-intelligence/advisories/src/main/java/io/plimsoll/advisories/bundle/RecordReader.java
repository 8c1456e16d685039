package io.plimsoll.advisories.bundle;

import io.plimsoll.advisories.bundle.BundleRefusedException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// Reads what [RecordWriter] wrote. It never leaves its record, and makes nothing larger than the bytes that are there.
final class RecordReader {
    private final byte[] bytes;
    private final int end;
    private int position;

    RecordReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /// @param start of the record in the bytes, which belong to the caller and must not change
    /// @param end of the record, where nothing of it lies any more
    RecordReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.position = start;
        this.end = end;
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            byte next = octet();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw malformed("a number has too many bytes");
    }

    /// A number that is used as a position in a list of that size.
    int index(int size) {
        long index = number();
        if (index >= size) {
            throw malformed("an index is " + index + " in a list of " + size);
        }
        return (int) index;
    }

    String text() {
        long length = number();
        return new String(bytes, advance(length), (int) length, StandardCharsets.UTF_8);
    }

    byte[] block() {
        return raw(number());
    }

    /// All bytes from here to the end of the record.
    byte[] rest() {
        return raw(end - position);
    }

    /// One byte, -128 to 127.
    byte octet() {
        return bytes[advance(1)];
    }

    void skip(int length) {
        advance(length);
    }

    int position() {
        return position;
    }

    byte[] raw(long length) {
        int start = advance(length);
        return Arrays.copyOfRange(bytes, start, position);
    }

    <T> List<T> list(Function<RecordReader, T> each) {
        long count = number();
        if (count > end - position) {
            throw malformed("a list claims " + count + " items");
        }
        List<T> items = new ArrayList<>((int) count);
        for (long i = 0; i < count; i++) {
            items.add(each.apply(this));
        }
        return items;
    }

    /// Reads something whose type checks itself: what it refuses is a mistake of the file.
    static <T> T checked(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    private int advance(long length) {
        if (length < 0 || length > end - position) {
            throw malformed("a record runs over its end");
        }
        int start = position;
        position += (int) length;
        return start;
    }

    static BundleRefusedException malformed(String what) {
        return new BundleRefusedException(
                Reason.MALFORMED, "the bundle breaks its own format (" + what + "); build or fetch it again");
    }
}
