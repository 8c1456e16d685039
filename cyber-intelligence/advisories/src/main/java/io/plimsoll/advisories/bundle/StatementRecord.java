package io.plimsoll.advisories.bundle;

import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.Statement;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.advisories.VersionRange.End;
import io.plimsoll.model.Severity;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/// How a [Statement] lies in the file: advisory and source by their place in the lists, and what is usual as nothing.
final class StatementRecord {
    /// Places in this list are part of the format: add at the end only.
    private static final List<Severity> SEVERITIES = List.of(
            Severity.UNKNOWN, Severity.NEGLIGIBLE, Severity.LOW, Severity.MEDIUM, Severity.HIGH, Severity.CRITICAL);

    private static final int AFFECTED = 0;
    private static final int UNFIXED = 1;
    private static final int WILL_NOT_FIX = 2;
    private static final int UNDETERMINED = 3;
    private static final int NOT_AFFECTED = 4;
    private static final int ANSWERS = 5;

    private static final int FIXED = 0;
    private static final int LAST_AFFECTED = 1;
    private static final int OPEN = 2;
    private static final int ENDS = 3;

    private StatementRecord() {}

    /// @param sources place of each source
    static void write(RecordWriter writer, Statement statement, Map<String, Integer> sources) {
        AdvisoryId.write(writer, statement.advisoryId());
        writer.text(statement.recordId().equals(statement.advisoryId()) ? "" : statement.recordId())
                .number(place(sources, statement.source()))
                .number(SEVERITIES.indexOf(statement.severity()));
        writeAnswer(writer, statement.answer());
    }

    private static int place(Map<String, Integer> sources, String name) {
        Integer place = sources.get(name);
        if (place == null) {
            throw new IllegalArgumentException("a statement names the source '" + name + "', which is not there");
        }
        return place;
    }

    static Statement read(RecordReader reader, List<SourceReport> sources) {
        return RecordReader.checked(() -> readFields(reader, sources));
    }

    private static Statement readFields(RecordReader reader, List<SourceReport> sources) {
        String advisoryId = AdvisoryId.read(reader);
        String recordId = reader.text();
        return new Statement(
                advisoryId,
                recordId.isEmpty() ? advisoryId : recordId,
                sources.get(reader.index(sources.size())).name(),
                SEVERITIES.get(reader.index(SEVERITIES.size())),
                readAnswer(reader));
    }

    /// Copies a statement as it lies there, with the place of its source changed. Every field that [#write] writes is
    /// copied here, or a delta would not give the same bytes.
    ///
    /// @return false if the source has no place in the other bundle: what was written must not be used
    static boolean copy(RecordReader reader, RecordWriter writer, Places sources) {
        AdvisoryId.copy(reader, writer);
        writer.block(reader.block());
        int source = sources.of(reader.index(sources.size()));
        writer.number(Math.max(source, 0)).number(reader.number());
        copyAnswer(reader, writer);
        return source >= 0;
    }

    private static void copyAnswer(RecordReader reader, RecordWriter writer) {
        int answer = reader.index(ANSWERS);
        writer.number(answer);
        switch (answer) {
            case AFFECTED -> {
                copyEach(reader, writer, StatementRecord::copyRange);
                copyEach(reader, writer, (r, w) -> w.block(r.block()));
            }
            case UNFIXED, WILL_NOT_FIX -> writer.block(reader.block());
            default -> {
                // These have no more to say.
            }
        }
    }

    private static void copyRange(RecordReader reader, RecordWriter writer) {
        writer.block(reader.block());
        int end = reader.index(ENDS);
        writer.number(end);
        if (end != OPEN) {
            writer.block(reader.block());
        }
    }

    private static void copyEach(
            RecordReader reader, RecordWriter writer, BiConsumer<RecordReader, RecordWriter> each) {
        long count = reader.number();
        writer.number(count);
        for (long i = 0; i < count; i++) {
            each.accept(reader, writer);
        }
    }

    private static void writeAnswer(RecordWriter writer, Answer answer) {
        switch (answer) {
            case Answer.Affected(List<VersionRange> ranges, List<String> versions) ->
                writer.number(AFFECTED)
                        .list(ranges, StatementRecord::writeRange)
                        .list(versions, RecordWriter::text);
            case Answer.Unfixed(String reason) -> writer.number(UNFIXED).text(reason);
            case Answer.WillNotFix(String reason) -> writer.number(WILL_NOT_FIX).text(reason);
            case Answer.Undetermined() -> writer.number(UNDETERMINED);
            case Answer.NotAffected() -> writer.number(NOT_AFFECTED);
        }
    }

    private static Answer readAnswer(RecordReader reader) {
        return switch (reader.index(ANSWERS)) {
            case AFFECTED -> readAffected(reader);
            case UNFIXED -> new Answer.Unfixed(reader.text());
            case WILL_NOT_FIX -> new Answer.WillNotFix(reader.text());
            case UNDETERMINED -> new Answer.Undetermined();
            default -> new Answer.NotAffected();
        };
    }

    private static Answer readAffected(RecordReader reader) {
        List<VersionRange> ranges = reader.list(StatementRecord::readRange);
        List<String> versions = reader.list(RecordReader::text);
        if (ranges.isEmpty() && versions.isEmpty()) {
            throw RecordReader.malformed("an affected package without range and version");
        }
        return new Answer.Affected(ranges, versions);
    }

    private static void writeRange(RecordWriter writer, VersionRange range) {
        writer.text(range.introduced().equals("0") ? "" : range.introduced());
        switch (range.end()) {
            case End.Fixed(String version) -> writer.number(FIXED).text(version);
            case End.LastAffected(String version) ->
                writer.number(LAST_AFFECTED).text(version);
            case End.Open() -> writer.number(OPEN);
        }
    }

    private static VersionRange readRange(RecordReader reader) {
        String introduced = reader.text();
        End end = switch (reader.index(ENDS)) {
            case FIXED -> new End.Fixed(reader.text());
            case LAST_AFFECTED -> new End.LastAffected(reader.text());
            default -> new End.Open();
        };
        return new VersionRange(introduced.isEmpty() ? "0" : introduced, end);
    }
}
