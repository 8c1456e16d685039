package io.plimsoll.scanner.analysis.rpm;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Writes SQLite databases with the tables of rpm: leaves, one level of pages above them, and overflow chains.
final class SqliteBytes {
    private static final int LEAF = 13;
    private static final int INTERIOR = 5;

    private final int pageSize;
    private final List<ByteBuffer> pages = new ArrayList<>();

    SqliteBytes(int pageSize) {
        this.pageSize = pageSize;
    }

    /// @param named how many packages the index of names knows
    byte[] database(List<byte[]> headers, int named) {
        ByteBuffer first = page();
        List<byte[]> packages =
                headers.stream().map(header -> row(new byte[0], header)).toList();
        int packagesRoot = table(packages);
        List<byte[]> names = new ArrayList<>();
        for (int number = 1; number <= named; number++) {
            names.add(row("name", (long) number, 0L));
        }
        int namesRoot = table(names);
        leaf(
                first,
                100,
                List.of(
                        row("index", "Name_idx", "Name", 0L, "CREATE INDEX"),
                        row("table", "Packages", "Packages", (long) packagesRoot, "CREATE TABLE"),
                        row("table", "Name", "Name", (long) namesRoot, "CREATE TABLE")),
                1);
        first.put(0, "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII));
        first.putShort(16, (short) pageSize).put(18, (byte) 1).put(19, (byte) 1);
        first.putInt(24, 5).putInt(28, pages.size()).putInt(56, 1).putInt(92, 5);
        ByteBuffer all = ByteBuffer.allocate(pages.size() * pageSize);
        pages.forEach(page -> all.put(page.rewind()));
        return all.array();
    }

    private ByteBuffer page() {
        pages.add(ByteBuffer.allocate(pageSize));
        return pages.getLast();
    }

    /// Writes a table.
    ///
    /// @return the page of its root
    private int table(List<byte[]> rows) {
        ByteBuffer root = page();
        int rootNumber = pages.size();
        if (rows.size() <= 1) {
            leaf(root, 0, rows, 1);
            return rootNumber;
        }
        // one row a leaf; the root has room for as many children
        root.put(0, (byte) INTERIOR).putShort(3, (short) (rows.size() - 1));
        int cell = pageSize;
        for (int i = 0; i < rows.size(); i++) {
            ByteBuffer leaf = page();
            int child = pages.size();
            leaf(leaf, 0, List.of(rows.get(i)), i + 1);
            if (i == rows.size() - 1) {
                root.putInt(8, child);
            } else {
                byte[] number = varint(i + 1);
                cell -= 4 + number.length;
                root.putInt(cell, child).put(cell + 4, number).putShort(12 + 2 * i, (short) cell);
            }
        }
        return rootNumber;
    }

    private void leaf(ByteBuffer page, int header, List<byte[]> rows, int firstNumber) {
        page.put(header, (byte) LEAF).putShort(header + 3, (short) rows.size());
        int cell = pageSize;
        for (int i = 0; i < rows.size(); i++) {
            byte[] bytes = cell(rows.get(i), firstNumber + i);
            cell -= bytes.length;
            page.put(cell, bytes).putShort(header + 8 + 2 * i, (short) cell);
        }
    }

    private byte[] cell(byte[] row, int number) {
        ByteArrayOutputStream cell = new ByteArrayOutputStream();
        cell.writeBytes(varint(row.length));
        cell.writeBytes(varint(number));
        int local = local(row.length);
        cell.write(row, 0, local);
        if (local < row.length) {
            cell.writeBytes(ByteBuffer.allocate(4).putInt(overflow(row, local)).array());
        }
        return cell.toByteArray();
    }

    private int local(int size) {
        int least = (pageSize - 12) * 32 / 255 - 23;
        int fitting = least + (size - least) % (pageSize - 4);
        return size <= pageSize - 35 ? size : fitting <= pageSize - 35 ? fitting : least;
    }

    /// Writes a chain.
    ///
    /// @return its first page
    private int overflow(byte[] row, int from) {
        ByteBuffer page = page();
        int number = pages.size();
        int count = Math.min(pageSize - 4, row.length - from);
        page.put(4, row, from, count);
        if (from + count < row.length) {
            page.putInt(0, overflow(row, from + count));
        }
        return number;
    }

    /// A row of texts, numbers, bytes, and empty bytes for nothing.
    private static byte[] row(Object... columns) {
        ByteArrayOutputStream types = new ByteArrayOutputStream();
        ByteArrayOutputStream values = new ByteArrayOutputStream();
        for (Object column : columns) {
            switch (column) {
                case String text -> {
                    types.writeBytes(varint(13 + 2L * text.length()));
                    values.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
                }
                case Long number -> {
                    types.write(4);
                    values.writeBytes(
                            ByteBuffer.allocate(4).putInt(number.intValue()).array());
                }
                case byte[] bytes when bytes.length == 0 -> types.write(0);
                case byte[] bytes -> {
                    types.writeBytes(varint(12 + 2L * bytes.length));
                    values.writeBytes(bytes);
                }
                default -> throw new IllegalArgumentException("no such column: " + column);
            }
        }
        ByteArrayOutputStream row = new ByteArrayOutputStream();
        row.writeBytes(varint(types.size() + 1L));
        row.writeBytes(types.toByteArray());
        row.writeBytes(values.toByteArray());
        return row.toByteArray();
    }

    private static byte[] varint(long value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int shift = 56; shift > 0; shift -= 7) {
            if (value >>> shift != 0) {
                bytes.write(((int) (value >>> shift) & 0x7f) | 0x80);
            }
        }
        bytes.write((int) value & 0x7f);
        return bytes.toByteArray();
    }
}
