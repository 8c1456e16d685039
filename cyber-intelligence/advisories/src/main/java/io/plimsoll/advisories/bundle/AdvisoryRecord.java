package io.plimsoll.advisories.bundle;

import io.plimsoll.advisories.Advisory;
import io.plimsoll.model.Cvss;
import org.jspecify.annotations.Nullable;

/// How an [Advisory] lies in the file. Its key is the id.
final class AdvisoryRecord {
    private static final double EPSS_STEPS = 100_000;

    private AdvisoryRecord() {}

    static byte[] write(Advisory advisory) {
        return new RecordWriter()
                .text(advisory.id())
                .list(advisory.aliases(), RecordWriter::text)
                .text(advisory.title())
                .text(advisory.published())
                .list(advisory.vectors(), AdvisoryRecord::writeVector)
                .number(advisory.kev() ? 1 : 0)
                .number(advisory.epss() == null ? 0 : 1 + Math.round(advisory.epss() * EPSS_STEPS))
                .toBytes();
    }

    /// @param reader stands at the key
    static Advisory read(RecordReader reader) {
        return RecordReader.checked(() -> readFields(reader));
    }

    private static Advisory readFields(RecordReader reader) {
        return new Advisory(
                reader.text(),
                reader.list(RecordReader::text),
                reader.text(),
                reader.text(),
                reader.list(AdvisoryRecord::readVector),
                reader.number() == 1,
                readEpss(reader.number()));
    }

    private static @Nullable Double readEpss(long stored) {
        return stored == 0 ? null : (stored - 1) / EPSS_STEPS;
    }

    private static void writeVector(RecordWriter writer, Cvss vector) {
        writer.number(Math.round(vector.score() * 10)).text(vector.vector()).text(vector.source());
    }

    private static Cvss readVector(RecordReader reader) {
        return new Cvss(reader.index(101) / 10.0, reader.text(), reader.text());
    }
}
