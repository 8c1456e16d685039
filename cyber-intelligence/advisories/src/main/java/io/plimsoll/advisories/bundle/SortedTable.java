package io.plimsoll.advisories.bundle;

import java.util.Arrays;
import java.util.OptionalInt;

/// Records in the order of their keys, found by binary search: among the first keys of the blocks, then within one
/// block. Each record begins with its key.
final class SortedTable {
    private final Blocks blocks;
    private final int firstBlock;
    private final BundleHeader.Section section;

    /// @param firstBlock number of the section's first block
    SortedTable(Blocks blocks, int firstBlock, BundleHeader.Section section) {
        if (section.records() < section.blocks() || (section.records() > 0 && section.blocks() == 0)) {
            throw RecordReader.malformed(section.records() + " records in " + section.blocks() + " blocks");
        }
        this.blocks = blocks;
        this.firstBlock = firstBlock;
        this.section = section;
    }

    int size() {
        return section.records();
    }

    /// A reader that stands at the key of the record.
    RecordReader at(int index) {
        int number = blockOf(index);
        return block(number).at(index - recordsBefore(number));
    }

    /// All bytes of a record, its key included.
    byte[] record(int index) {
        return at(index).rest();
    }

    byte[] key(int index) {
        return at(index).block();
    }

    /// The last block that begins at the record or before it, counted within the section.
    private int blockOf(int index) {
        int low = 0;
        int high = section.blocks() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (recordsBefore(middle) <= index) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private int recordsBefore(int number) {
        return number == section.blocks() ? section.records() : blocks.index().recordsBefore(firstBlock + number);
    }

    private Block block(int number) {
        return blocks.block(firstBlock + number, recordsBefore(number + 1) - recordsBefore(number));
    }

    /// The position of the first record whose key is this one or comes after it.
    int firstFrom(byte[] key) {
        int number = blockFrom(key);
        if (number < 0) {
            return 0;
        }
        Block block = block(number);
        int low = 0;
        int high = block.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Arrays.compareUnsigned(block.at(middle).block(), key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return recordsBefore(number) + low;
    }

    /// The last block whose first key is this one or comes before it; negative if there is none.
    private int blockFrom(byte[] key) {
        int low = -1;
        int high = section.blocks() - 1;
        while (low < high) {
            int middle = (low + high + 1) >> 1;
            if (Arrays.compareUnsigned(blocks.index().firstKey(firstBlock + middle), key) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    OptionalInt find(byte[] key) {
        int index = firstFrom(key);
        return index < size() && Arrays.equals(key(index), key) ? OptionalInt.of(index) : OptionalInt.empty();
    }
}
