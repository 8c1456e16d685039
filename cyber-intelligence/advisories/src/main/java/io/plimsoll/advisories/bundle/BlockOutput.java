package io.plimsoll.advisories.bundle;

import io.plimsoll.advisories.bundle.BundleHeader.Section;
import io.plimsoll.model.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Puts records into blocks, section after section. The same records make the same bytes.
final class BlockOutput {
    /// A block ends before its records would be longer than this; a longer record has a block of its own.
    static final int BLOCK = 16 << 10;

    private static final byte[] NO_KEY = new byte[0];

    /// Takes the blocks as they lie in the file.
    @FunctionalInterface
    interface Sink {
        void write(byte[] packed) throws IOException;
    }

    private final Sink sink;
    private final BlockIndex.Making index = new BlockIndex.Making();
    private final List<Section> sections = new ArrayList<>();
    private final ByteArrayOutputStream lengths = new ByteArrayOutputStream();
    private final ByteArrayOutputStream records = new ByteArrayOutputStream();
    private Section section = Section.EMPTY;
    private byte[] previousKey = NO_KEY;
    private byte[] firstKey = NO_KEY;
    private int inBlock;
    private long written;

    BlockOutput(Sink sink) {
        this.sink = sink;
    }

    /// Adds a record that begins with its key.
    ///
    /// @throws IllegalArgumentException if the key does not come after that of the record before
    void add(byte[] record) throws IOException {
        byte[] key = new RecordReader(record).block();
        if (size() > 0 && Arrays.compareUnsigned(previousKey, key) >= 0) {
            throw new IllegalArgumentException("keys are not in ascending order");
        }
        previousKey = key;
        add(key, record);
    }

    private void add(byte[] key, byte[] record) throws IOException {
        if (inBlock > 0 && records.size() + record.length > BLOCK) {
            endBlock();
        }
        if (inBlock == 0) {
            firstKey = key;
        }
        lengths.writeBytes(new RecordWriter().number(record.length).toBytes());
        records.writeBytes(record);
        inBlock++;
    }

    /// How many records the section has so far.
    int size() {
        return section.records() + inBlock;
    }

    private void endBlock() throws IOException {
        byte[] block = new RecordWriter()
                .raw(lengths.toByteArray())
                .raw(records.toByteArray())
                .toBytes();
        byte[] packed = Packing.pack(block);
        index.add(
                written,
                packed.length,
                block.length,
                section.records(),
                firstKey,
                Digest.sha256().digest(packed));
        sink.write(packed);
        written += packed.length;
        section = section.and(inBlock, block.length);
        lengths.reset();
        records.reset();
        inBlock = 0;
    }

    /// What follows belongs to the next section.
    void endSection() throws IOException {
        if (inBlock > 0) {
            endBlock();
        }
        sections.add(section);
        section = Section.EMPTY;
    }

    /// A section that is read as a whole.
    void section(byte[] whole) throws IOException {
        if (whole.length > 0) {
            add(NO_KEY, whole);
        }
        endSection();
    }

    List<Section> sections() {
        return List.copyOf(sections);
    }

    /// How many bytes the sink was given.
    long written() {
        return written;
    }

    byte[] index() {
        return index.toBytes();
    }
}
