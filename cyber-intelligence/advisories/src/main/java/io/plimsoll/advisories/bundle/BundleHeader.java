package io.plimsoll.advisories.bundle;

import io.plimsoll.model.Digest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the signature speaks for: the date, the sources, the coverage, and of what size everything else is. The
/// digest of the index speaks for the blocks, whose digests it holds.
///
/// @param index which follows the envelope
/// @param packedLength of all blocks, which follow the index
record BundleHeader(
        Instant builtAt,
        List<SourceReport> sources,
        List<Coverage> coverage,
        Index index,
        long packedLength,
        List<Section> sections) {
    /// The sections, in the order of the file.
    static final int ADVISORIES = 0;

    static final int PACKAGES = 1;
    static final int DECISIONS = 2;
    static final int ENDS_OF_LIFE = 3;
    static final int ADDRESS_LISTS = 4;
    static final int ADDRESSES_V4 = 5;
    static final int ADDRESSES_V6 = 6;

    /// How many sections are tables; those behind them are read as a whole each.
    static final int TABLES = 2;

    static final int SECTIONS = 7;

    private static final List<SourceReport.State> STATES =
            List.of(SourceReport.State.READ, SourceReport.State.LEFT_OUT);
    private static final List<Coverage.Extent> EXTENTS =
            List.of(Coverage.Extent.FULL, Coverage.Extent.FIXES_ONLY, Coverage.Extent.SAMPLE);

    record Index(int length, Digest digest) {}

    /// @param length of all its blocks, unpacked
    record Section(int blocks, int records, long length) {
        static final Section EMPTY = new Section(0, 0, 0);

        Section and(int moreRecords, int moreBytes) {
            return new Section(blocks + 1, records + moreRecords, length + moreBytes);
        }
    }

    BundleHeader {
        sources = List.copyOf(sources);
        coverage = List.copyOf(coverage);
        sections = List.copyOf(sections);
    }

    byte[] toBytes() {
        return new RecordWriter()
                .number(builtAt.getEpochSecond())
                .list(sources, BundleHeader::writeSource)
                .list(coverage, BundleHeader::writeCoverage)
                .number(index.length)
                .raw(HexFormat.of().parseHex(index.digest.hex()))
                .number(packedLength)
                .list(sections, BundleHeader::writeSection)
                .toBytes();
    }

    static BundleHeader read(byte[] bytes) {
        return RecordReader.checked(() -> readFields(new RecordReader(bytes)));
    }

    private static BundleHeader readFields(RecordReader reader) {
        BundleHeader header = new BundleHeader(
                Instant.ofEpochSecond(Math.min(reader.number(), Instant.MAX.getEpochSecond())),
                reader.list(BundleHeader::readSource),
                reader.list(BundleHeader::readCoverage),
                new Index(reader.index(Integer.MAX_VALUE), Digest.ofRaw(reader.raw(32))),
                reader.index(Integer.MAX_VALUE),
                reader.list(BundleHeader::readSection));
        if (header.sections.size() != SECTIONS) {
            throw RecordReader.malformed(header.sections.size() + " sections");
        }
        return header;
    }

    private static void writeSource(RecordWriter writer, SourceReport source) {
        writer.text(source.name())
                .text(source.date())
                .number(source.records())
                .number(source.skipped())
                .number(STATES.indexOf(source.state()))
                .text(source.problem() == null ? "" : source.problem());
    }

    private static SourceReport readSource(RecordReader reader) {
        return new SourceReport(
                reader.text(),
                reader.text(),
                reader.index(Integer.MAX_VALUE),
                reader.index(Integer.MAX_VALUE),
                STATES.get(reader.index(STATES.size())),
                emptyAsNull(reader.text()));
    }

    private static @Nullable String emptyAsNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static void writeCoverage(RecordWriter writer, Coverage coverage) {
        writer.text(coverage.ecosystem())
                .number(EXTENTS.indexOf(coverage.extent()))
                .text(coverage.source());
    }

    private static Coverage readCoverage(RecordReader reader) {
        return new Coverage(reader.text(), EXTENTS.get(reader.index(EXTENTS.size())), reader.text());
    }

    private static void writeSection(RecordWriter writer, Section section) {
        writer.number(section.blocks).number(section.records).number(section.length);
    }

    private static Section readSection(RecordReader reader) {
        return new Section(
                reader.index(Integer.MAX_VALUE), reader.index(Integer.MAX_VALUE), reader.index(Integer.MAX_VALUE));
    }
}
