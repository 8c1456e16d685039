package io.plimsoll.advisories.bundle;

/// Some records of a section, unpacked: first the length of each, then all of them. Never changed, so any thread may
/// read it.
final class Block {
    private final byte[] bytes;
    private final int[] starts;

    private Block(byte[] bytes, int[] starts) {
        this.bytes = bytes;
        this.starts = starts;
    }

    /// @param records how many there must be
    static Block of(byte[] bytes, int records) {
        if (records < 1 || records > bytes.length) {
            throw RecordReader.malformed("a block of " + bytes.length + " bytes holds " + records + " records");
        }
        RecordReader reader = new RecordReader(bytes);
        int[] starts = new int[records + 1];
        for (int i = 0; i < records; i++) {
            starts[i + 1] = starts[i] + reader.index(bytes.length - starts[i] + 1);
        }
        int first = bytes.length - starts[records];
        if (first != reader.position()) {
            throw RecordReader.malformed("the records of a block have other lengths than they say");
        }
        for (int i = 0; i <= records; i++) {
            starts[i] += first;
        }
        return new Block(bytes, starts);
    }

    int size() {
        return starts.length - 1;
    }

    RecordReader at(int record) {
        if (record < 0 || record >= size()) {
            throw RecordReader.malformed("record " + record + " of a block that has " + size());
        }
        return new RecordReader(bytes, starts[record], starts[record + 1]);
    }
}
