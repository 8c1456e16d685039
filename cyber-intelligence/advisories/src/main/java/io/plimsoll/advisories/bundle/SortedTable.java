package io.plimsoll.advisories.bundle;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/// Records in the order of their keys, found by binary search without reading the others. Two sections of the file: the
/// offsets (32-bit, little-endian) and the records, each of which begins with its key.
final class SortedTable {
    private static final ValueLayout.OfInt OFFSET = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment offsets;
    private final MemorySegment records;
    private final int size;

    SortedTable(MemorySegment offsets, MemorySegment records) {
        if (offsets.byteSize() % OFFSET.byteSize() != 0 || offsets.byteSize() > Integer.MAX_VALUE) {
            throw RecordReader.malformed("an index has " + offsets.byteSize() + " bytes");
        }
        this.offsets = offsets;
        this.records = records;
        this.size = (int) (offsets.byteSize() / OFFSET.byteSize());
    }

    int size() {
        return size;
    }

    /// A reader that stands at the key of the record.
    RecordReader at(int index) {
        return new RecordReader(records, Integer.toUnsignedLong(offsets.getAtIndex(OFFSET, index)));
    }

    /// All bytes of a record, its key included.
    MemorySegment record(int index) {
        long start = Integer.toUnsignedLong(offsets.getAtIndex(OFFSET, index));
        long end =
                index + 1 < size ? Integer.toUnsignedLong(offsets.getAtIndex(OFFSET, index + 1)) : records.byteSize();
        if (start > end || end > records.byteSize()) {
            throw RecordReader.malformed("a record lies from " + start + " to " + end);
        }
        return records.asSlice(start, end - start);
    }

    byte[] key(int index) {
        return at(index).block();
    }

    /// The position of the first record whose key is this one or comes after it.
    int firstFrom(byte[] key) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Arrays.compareUnsigned(at(middle).block(), key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    OptionalInt find(byte[] key) {
        int index = firstFrom(key);
        return index < size && Arrays.equals(at(index).block(), key) ? OptionalInt.of(index) : OptionalInt.empty();
    }

    /// A record to be written. Never compared, so the arrays do no harm.
    @SuppressWarnings("ArrayRecordComponent")
    record Entry(byte[] key, byte[] value) {
        /// The key as text.
        String name() {
            return new String(key, StandardCharsets.UTF_8);
        }
    }

    /// Both sections as bytes. Never compared either.
    @SuppressWarnings("ArrayRecordComponent")
    record Written(byte[] offsets, byte[] records) {}

    static Written write(List<Entry> sorted) {
        ByteBuffer offsets = ByteBuffer.allocate(Math.multiplyExact(sorted.size(), (int) OFFSET.byteSize()))
                .order(ByteOrder.LITTLE_ENDIAN);
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        byte[] previous = null;
        for (Entry entry : sorted) {
            if (previous != null && Arrays.compareUnsigned(previous, entry.key()) >= 0) {
                throw new IllegalArgumentException("keys are not in ascending order");
            }
            previous = entry.key();
            offsets.putInt(records.size());
            records.writeBytes(
                    new RecordWriter().block(entry.key()).raw(entry.value()).toBytes());
        }
        return new Written(offsets.array(), records.toByteArray());
    }
}
