package io.plimsoll.advisories.bundle;

import io.plimsoll.advisories.bundle.BundleHeader.Section;
import io.plimsoll.model.Digest;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// The parts of a bundle as whoever holds a signing key could write them: headers, indexes, blocks and tables that lie.
/// They are read, or refused as a [BundleRefusedException]; nothing outside is ever touched.
///
/// The input: how many blocks a table claims, how many records, then the bytes of everything.
public final class TableTarget {
    private static final List<SourceReport> SOURCES =
            List.of(new SourceReport("one", "", 1, 0, SourceReport.State.READ, null));

    private TableTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 3) {
            return;
        }
        byte[] bytes = Arrays.copyOfRange(input, 2, input.length);
        refusable(() -> header(bytes));
        refusable(() -> SideTables.readEndsOfLife(bytes));
        int half = bytes.length / 2;
        byte[] rest = Arrays.copyOf(Arrays.copyOfRange(bytes, half, bytes.length), (bytes.length - half) / 5 * 5);
        refusable(() -> MaliciousAddresses.read(Arrays.copyOf(bytes, half), rest, new byte[0])
                .prefixes());
        refusable(() ->
                readAll(bytes, bytes, new Section(Byte.toUnsignedInt(input[0]), Byte.toUnsignedInt(input[1]), 0)));
        byte[] packed = Packing.pack(bytes);
        BlockIndex.Making index = new BlockIndex.Making();
        index.add(
                0,
                packed.length,
                bytes.length,
                0,
                new byte[] {'a'},
                Digest.sha256().digest(packed));
        refusable(() -> readAll(packed, index.toBytes(), new Section(1, Byte.toUnsignedInt(input[1]), bytes.length)));
        readRecords(bytes);
    }

    private static void header(byte[] bytes) {
        BundleHeader header = BundleHeader.read(bytes);
        if (header.sections().size() != BundleHeader.SECTIONS) {
            throw new IllegalStateException("a header of " + header.sections().size() + " sections");
        }
    }

    private static void readAll(byte[] packed, byte[] index, Section section) {
        Blocks blocks =
                new Blocks(Path.of("fuzzed"), MemorySegment.ofArray(packed), new BlockIndex(index, List.of(section)));
        SortedTable table = new SortedTable(blocks, 0, section);
        table.find(new byte[] {'a'});
        for (int i = 0; i < table.size(); i++) {
            readRecords(table.record(i));
        }
        blocks.checkAll();
    }

    private static void readRecords(byte[] record) {
        refusable(() -> AdvisoryRecord.read(new RecordReader(record)));
        refusable(() -> {
            RecordReader reader = new RecordReader(record);
            reader.block();
            reader.list(each -> StatementRecord.read(each, SOURCES));
        });
    }

    private static void refusable(Runnable reading) {
        try {
            reading.run();
        } catch (BundleRefusedException e) {
            if (e.reason() != BundleRefusedException.Reason.MALFORMED
                    && e.reason() != BundleRefusedException.Reason.TAMPERED) {
                throw new IllegalStateException("refused for " + e.reason(), e);
            }
        }
    }
}
