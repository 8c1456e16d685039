package io.plimsoll.advisories.bundle;

import java.nio.ByteBuffer;
import java.util.List;

/// What is said about one package, each statement as the bytes that it has in another bundle: sources stand at other
/// places there.
///
/// @param statements in their order; one whose source is gone is empty, which no statement is
record MovedStatements(ByteBuffer key, List<ByteBuffer> statements) {
    private static final ByteBuffer GONE = ByteBuffer.allocate(0);

    MovedStatements {
        statements = List.copyOf(statements);
    }

    static MovedStatements of(SortedTable packages, int index, Places sources) {
        RecordReader reader = packages.at(index);
        ByteBuffer key = ByteBuffer.wrap(reader.block());
        List<ByteBuffer> statements = reader.list(r -> {
            RecordWriter moved = new RecordWriter();
            return StatementRecord.copy(r, moved, sources) ? ByteBuffer.wrap(moved.toBytes()) : GONE;
        });
        return new MovedStatements(key, statements);
    }

    /// The whole record of the package.
    byte[] toRecord() {
        return toRecord(statements);
    }

    byte[] toRecord(List<ByteBuffer> others) {
        RecordWriter record = new RecordWriter().block(key).number(others.size());
        for (ByteBuffer statement : others) {
            if (!statement.hasRemaining()) {
                throw RecordReader.malformed("a statement of a source that is gone");
            }
            record.raw(statement);
        }
        return record.toBytes();
    }
}
