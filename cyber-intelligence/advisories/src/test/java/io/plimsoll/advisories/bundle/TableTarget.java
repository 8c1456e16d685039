package io.plimsoll.advisories.bundle;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// The parts of a bundle as whoever holds a signing key could write them: headers and tables that lie. They are read,
/// or
/// refused as a [BundleRefusedException]; nothing outside is ever touched.
public final class TableTarget {
    private TableTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 2) {
            return;
        }
        int offsets = Math.min(input[0] & 0xfc, (input.length - 1) & ~3);
        MemorySegment bytes = MemorySegment.ofArray(Arrays.copyOfRange(input, 1, input.length));
        try {
            BundleHeader header = BundleHeader.read(bytes, Envelope.FORMAT);
            if (header.sections().size() != BundleHeader.SECTIONS) {
                throw new IllegalStateException(
                        "a header of " + header.sections().size() + " sections");
            }
        } catch (BundleRefusedException e) {
            require(e);
        }
        try {
            SideTables.readEndsOfLife(bytes);
        } catch (BundleRefusedException e) {
            require(e);
        }
        try {
            MemorySegment rest = bytes.asSlice(offsets, bytes.byteSize() - offsets);
            MaliciousAddresses.read(bytes, rest.asSlice(0, rest.byteSize() / 5 * 5), MemorySegment.NULL)
                    .prefixes();
        } catch (BundleRefusedException e) {
            require(e);
        }
        try {
            SortedTable table =
                    new SortedTable(bytes.asSlice(0, offsets), bytes.asSlice(offsets, bytes.byteSize() - offsets));
            table.find(new byte[] {'a'});
            for (int i = 0; i < table.size(); i++) {
                readRecords(table, i);
            }
        } catch (BundleRefusedException e) {
            require(e);
        }
    }

    private static void readRecords(SortedTable table, int index) {
        try {
            AdvisoryRecord.read(table.at(index));
        } catch (BundleRefusedException e) {
            require(e);
        }
        try {
            RecordReader reader = table.at(index);
            reader.block();
            reader.list(each -> StatementRecord.read(each, table, java.util.List.of()));
        } catch (BundleRefusedException e) {
            require(e);
        }
    }

    private static void require(BundleRefusedException e) {
        if (e.reason() != BundleRefusedException.Reason.MALFORMED) {
            throw new IllegalStateException("refused for " + e.reason(), e);
        }
    }
}
