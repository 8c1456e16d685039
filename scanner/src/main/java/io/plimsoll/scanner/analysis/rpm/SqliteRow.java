package io.plimsoll.scanner.analysis.rpm;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// One row: its columns by their place in the table.
final class SqliteRow {
    private static final int FIRST_BLOB = 12;

    private final Numbers bytes;

    SqliteRow(FileBytes bytes) {
        this.bytes = new Numbers(bytes, ByteOrder.BIG_ENDIAN);
    }

    /// A number of one to nine bytes, seven bits in each of the first eight.
    record Varint(long value, int length) {
        static Varint at(Numbers bytes, long at) throws MalformedInput {
            long value = 0;
            for (int i = 0; i < 8; i++) {
                int b = bytes.u8(at + i);
                value = (value << 7) | (b & 0x7f);
                if (b < 0x80) {
                    return new Varint(value, i + 1);
                }
            }
            return new Varint((value << 8) | bytes.u8(at + 8), 9);
        }
    }

    /// @param type serial type of SQLite
    private record Column(long type, long at, long size) {}

    /// Whether it holds nothing there, as the column that is the number of the row itself.
    boolean isAbsent(int column) throws MalformedInput {
        return column(column).type() == 0;
    }

    String text(int column) throws MalformedInput {
        Column found = column(column);
        if (found.type() < FIRST_BLOB || found.type() % 2 == 0 || found.size() > 1 << 16) {
            throw new MalformedInput("column " + column + " of a row is no text");
        }
        return new String(bytes.part(found.at(), found.size()).toArray(), StandardCharsets.UTF_8);
    }

    FileBytes blob(int column) throws MalformedInput {
        Column found = column(column);
        if (found.type() < FIRST_BLOB || found.type() % 2 != 0) {
            throw new MalformedInput("column " + column + " of a row holds no bytes");
        }
        return bytes.part(found.at(), found.size());
    }

    long number(int column) throws MalformedInput {
        Column found = column(column);
        if (found.type() == 8 || found.type() == 9) {
            return found.type() - 8;
        }
        if (found.type() < 1 || found.type() > 6) {
            throw new MalformedInput("column " + column + " of a row is no number");
        }
        long value = (byte) bytes.u8(found.at());
        for (int i = 1; i < found.size(); i++) {
            value = (value << 8) | bytes.u8(found.at() + i);
        }
        return value;
    }

    private Column column(int wanted) throws MalformedInput {
        Varint header = Varint.at(bytes, 0);
        long type = header.length();
        long content = header.value();
        for (int column = 0; type < header.value(); column++) {
            Varint serial = Varint.at(bytes, type);
            long size = size(serial.value());
            if (column == wanted) {
                return new Column(serial.value(), content, size);
            }
            type += serial.length();
            content += size;
        }
        throw new MalformedInput("a row without column " + wanted);
    }

    private static long size(long type) throws MalformedInput {
        if (type < 0 || type > Integer.MAX_VALUE) {
            throw new MalformedInput("a column of the unknown type " + type);
        }
        return switch ((int) type) {
            case 0, 8, 9 -> 0;
            case 1, 2, 3, 4 -> type;
            case 5 -> 6;
            case 6, 7 -> 8;
            // 10 and 11 are reserved, and of no size
            default -> Math.max(0, type - FIRST_BLOB) / 2;
        };
    }
}
