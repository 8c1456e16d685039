package io.plimsoll.advisories.bundle;

import io.plimsoll.model.Digest;
import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the signature speaks for: the date, the sources, the coverage, and length and digest of each section.
record BundleHeader(Instant builtAt, List<SourceReport> sources, List<Coverage> coverage, List<Section> sections) {
    /// The sections, in the order of the file.
    static final int ADVISORY_OFFSETS = 0;

    static final int ADVISORIES = 1;
    static final int PACKAGE_OFFSETS = 2;
    static final int PACKAGES = 3;
    static final int DECISIONS = 4;
    static final int ENDS_OF_LIFE = 5;
    static final int ADDRESS_LISTS = 6;
    static final int ADDRESSES_V4 = 7;
    static final int ADDRESSES_V6 = 8;

    /// How many sections hold the tables of advisories and packages; format 1 has no others.
    static final int TABLES = 4;

    static final int SECTIONS = 9;

    private static final List<SourceReport.State> STATES =
            List.of(SourceReport.State.READ, SourceReport.State.LEFT_OUT);
    private static final List<Coverage.Extent> EXTENTS =
            List.of(Coverage.Extent.FULL, Coverage.Extent.FIXES_ONLY, Coverage.Extent.SAMPLE);

    record Section(long length, Digest digest) {}

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
                .list(sections, BundleHeader::writeSection)
                .toBytes();
    }

    static BundleHeader read(MemorySegment segment, int format) {
        return RecordReader.checked(() -> readFields(segment, format));
    }

    private static BundleHeader readFields(MemorySegment segment, int format) {
        RecordReader reader = new RecordReader(segment, 0);
        BundleHeader header = new BundleHeader(
                Instant.ofEpochSecond(Math.min(reader.number(), Instant.MAX.getEpochSecond())),
                reader.list(BundleHeader::readSource),
                reader.list(BundleHeader::readCoverage),
                reader.list(BundleHeader::readSection));
        if (header.sections.size() != (format == 1 ? TABLES : SECTIONS)) {
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
        writer.number(section.length).raw(HexFormat.of().parseHex(section.digest.hex()));
    }

    private static Section readSection(RecordReader reader) {
        return new Section(reader.number(), Digest.ofRaw(reader.raw(32)));
    }
}
