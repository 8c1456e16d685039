package io.plimsoll.advisories.bundle;

import io.plimsoll.advisories.bundle.BundleHeader.Section;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/// Where each block lies and what it hashes to. It is read where it lies, so that opening takes no longer for a large
/// bundle. Blocks are counted through all sections.
///
/// For each block, in little-endian:
///
/// | bytes | what |
/// |---|---|
/// | 4 | where it begins, counted from the first block |
/// | 4 | its length as it lies in the file |
/// | 4 | its length unpacked |
/// | 4 | how many records of its section lie before it |
/// | 4 | where its first key lies among the keys |
/// | 32 | SHA-256 as it lies in the file |
///
/// Then the keys, each after its length: of each block in a section that is searched, its first one.
final class BlockIndex {
    static final int ENTRY = 52;

    private static final int PACKED_LENGTH = 4;
    private static final int LENGTH = 8;
    private static final int RECORDS_BEFORE = 12;
    private static final int KEY = 16;
    private static final int DIGEST = 20;

    private final byte[] bytes;
    private final ByteBuffer entries;
    private final int count;

    /// @param bytes trusted by now, and never changed
    BlockIndex(byte[] bytes, List<Section> sections) {
        this.bytes = bytes;
        this.entries = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long blocks = sections.stream().mapToLong(Section::blocks).sum();
        if (blocks > bytes.length / ENTRY) {
            throw RecordReader.malformed("an index of " + bytes.length + " bytes for " + blocks + " blocks");
        }
        this.count = (int) blocks;
    }

    /// How many blocks there are.
    int count() {
        return count;
    }

    long position(int block) {
        return Integer.toUnsignedLong(entries.getInt(block * ENTRY));
    }

    int packedLength(int block) {
        return length(block, PACKED_LENGTH);
    }

    int length(int block) {
        return length(block, LENGTH);
    }

    int recordsBefore(int block) {
        return length(block, RECORDS_BEFORE);
    }

    private int length(int block, int field) {
        int length = entries.getInt(block * ENTRY + field);
        if (length < 0) {
            throw RecordReader.malformed("an index says " + Integer.toUnsignedLong(length) + " of block " + block);
        }
        return length;
    }

    byte[] firstKey(int block) {
        long start = (long) count * ENTRY + length(block, KEY);
        if (start > bytes.length) {
            throw RecordReader.malformed("a key lies at " + start + ", outside the index");
        }
        return new RecordReader(bytes, (int) start, bytes.length).block();
    }

    boolean hasDigest(int block, byte[] digest) {
        int at = block * ENTRY + DIGEST;
        return Arrays.equals(bytes, at, at + digest.length, digest, 0, digest.length);
    }

    /// Puts an index together, block by block.
    static final class Making {
        private final ByteArrayOutputStream entries = new ByteArrayOutputStream();
        private final ByteArrayOutputStream keys = new ByteArrayOutputStream();

        /// @param position from the first block on
        /// @param firstKey empty in a section that is not searched
        void add(long position, int packedLength, int length, int recordsBefore, byte[] firstKey, byte[] digest) {
            entries.writeBytes(ByteBuffer.allocate(ENTRY)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt((int) position)
                    .putInt(packedLength)
                    .putInt(length)
                    .putInt(recordsBefore)
                    .putInt(keys.size())
                    .put(digest)
                    .array());
            keys.writeBytes(new RecordWriter().block(firstKey).toBytes());
        }

        byte[] toBytes() {
            byte[] index = Arrays.copyOf(entries.toByteArray(), entries.size() + keys.size());
            System.arraycopy(keys.toByteArray(), 0, index, entries.size(), keys.size());
            return index;
        }
    }
}
