package io.plimsoll.advisories.bundle;

import io.plimsoll.advisories.bundle.BundleRefusedException.Reason;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// Reads what [RecordWriter] wrote, from a place within a segment on. It never leaves the segment, and makes nothing
/// larger than the bytes that are there.
final class RecordReader {
    private final MemorySegment segment;
    private long position;

    RecordReader(MemorySegment segment, long position) {
        this.segment = segment;
        this.position = position;
        if (position < 0 || position > segment.byteSize()) {
            throw malformed("a record begins at " + position + ", outside its section");
        }
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            byte next = segment.get(ValueLayout.JAVA_BYTE, advance(1));
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
        return new String(block(), StandardCharsets.UTF_8);
    }

    byte[] block() {
        return raw(number());
    }

    byte[] raw(long length) {
        long start = advance(length);
        return segment.asSlice(start, length).toArray(ValueLayout.JAVA_BYTE);
    }

    <T> List<T> list(Function<RecordReader, T> each) {
        long count = number();
        if (count > segment.byteSize() - position) {
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

    private long advance(long length) {
        if (length < 0 || length > segment.byteSize() - position) {
            throw malformed("a record runs over the end of its section");
        }
        long start = position;
        position += length;
        return start;
    }

    static BundleRefusedException malformed(String what) {
        return new BundleRefusedException(
                Reason.MALFORMED, "the bundle breaks its own format (" + what + "); build or fetch it again");
    }
}
