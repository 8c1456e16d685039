package io.plimsoll.scanner.analysis.rpm;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Reads whole tables of an SQLite database (sqlite.org, "Database File Format"), and nothing else of it: no index,
/// no free page, no log. A table is a tree of pages, whose leaves hold the rows; what of a row does not fit its
/// leaf lies in a chain of overflow pages. Not for use by several threads.
final class SqliteFile {
    static final String MAGIC = "SQLite format 3\0";

    private static final int FILE_HEADER = 100;
    private static final int LEAF = 0x0d;
    private static final int INTERIOR = 0x05;
    private static final int UTF_8 = 1;
    private static final int NEWEST_VERSION = 2;
    private static final int SCHEMA_ROOT = 1;
    /// Trees of honest files are far lower: each page has at least four children, or the next level would be useless.
    private static final int DEEPEST = 20;

    private final Numbers file;
    private final int pageSize;
    private final int usable;
    private final BitSet pagesRead = new BitSet();
    private final FileBytes collected = new FileBytes();

    /// Takes the rows of a table.
    interface Rows {
        /// @param number the row's own (`rowid`)
        /// @param row void after the call
        void take(long number, SqliteRow row) throws IOException;
    }

    private SqliteFile(Numbers file, int pageSize, int usable) {
        this.file = file;
        this.pageSize = pageSize;
        this.usable = usable;
    }

    /// Checks the header.
    static SqliteFile open(FileBytes bytes) throws MalformedInput {
        Numbers file = new Numbers(bytes, ByteOrder.BIG_ENDIAN);
        int stated = file.u16(16);
        int pageSize = stated == 1 ? 1 << 16 : stated;
        int usable = pageSize - file.u8(20);
        if (pageSize < 512 || Integer.bitCount(pageSize) != 1 || usable < 480) {
            throw new MalformedInput("pages of " + pageSize + " bytes, " + usable + " of them of use");
        }
        if (file.u8(19) > NEWEST_VERSION || file.u32(56) != UTF_8) {
            throw new MalformedInput("version " + file.u8(19) + " with text encoding " + file.u32(56)
                    + " is not a form of SQLite that rpm writes");
        }
        return new SqliteFile(file, pageSize, usable);
    }

    /// What the file lacks of the pages that it counts.
    long missingPages() throws MalformedInput {
        // the count is only valid if the same writer wrote both numbers
        boolean counted = file.u32(24) == file.u32(92);
        return counted ? Math.max(0, file.u32(28) - file.bytes().size() / pageSize) : 0;
    }

    /// The tables: name in lower case to the page of its root.
    Map<String, Long> tables() throws IOException {
        Map<String, Long> roots = new TreeMap<>();
        rows(SCHEMA_ROOT, (number, row) -> {
            if (row.text(0).equals("table")) {
                roots.putIfAbsent(row.text(1).toLowerCase(Locale.ROOT), row.number(3));
            }
        });
        return roots;
    }

    /// Hands over the rows of a table in their order.
    void rows(long root, Rows rows) throws IOException {
        walk(root, 0, rows);
    }

    private void walk(long page, int depth, Rows rows) throws IOException {
        long start = enter(page);
        long header = page == SCHEMA_ROOT ? start + FILE_HEADER : start;
        int type = file.u8(header);
        int cells = file.u16(header + 3);
        if (type != LEAF && (type != INTERIOR || depth == DEEPEST)) {
            throw new MalformedInput("page " + page + " is no page of a table");
        }
        long pointers = header + (type == LEAF ? 8 : 12);
        for (int i = 0; i < cells; i++) {
            int cell = file.u16(pointers + 2L * i);
            if (cell >= pageSize) {
                throw new MalformedInput("page " + page + " keeps a row outside of itself");
            }
            if (type == LEAF) {
                row(start + cell, start, rows);
            } else {
                walk(file.u32(start + cell), depth + 1, rows);
            }
        }
        if (type == INTERIOR) {
            walk(file.u32(header + 8), depth + 1, rows);
        }
    }

    /// The place of a page that was not read before: trees and chains of honest files share none.
    private long enter(long page) throws MalformedInput {
        if (page < 1 || page > file.bytes().size() / pageSize) {
            throw new MalformedInput(
                    "it points to page " + page + " of " + file.bytes().size() / pageSize);
        }
        if (pagesRead.get((int) page)) {
            throw new MalformedInput("page " + page + " is in two places");
        }
        pagesRead.set((int) page);
        return (page - 1) * pageSize;
    }

    private void row(long cell, long page, Rows rows) throws IOException {
        SqliteRow.Varint size = SqliteRow.Varint.at(file, cell);
        SqliteRow.Varint number = SqliteRow.Varint.at(file, cell + size.length());
        long content = cell + size.length() + number.length();
        if (size.value() < 0 || size.value() > RpmDatabase.LARGEST_HEADER + FILE_HEADER) {
            throw new MalformedInput("a row of " + size.value() + " bytes");
        }
        int local = onLeaf((int) size.value());
        if (content + local > page + pageSize) {
            throw new MalformedInput("row " + number.value() + " reaches beyond its page");
        }
        FileBytes bytes = local == size.value()
                ? file.part(content, local)
                : withOverflow(file.part(content, local), (int) size.value(), file.u32(content + local));
        rows.take(number.value(), new SqliteRow(bytes));
    }

    /// How many bytes of a row are kept on its leaf.
    private int onLeaf(int size) {
        int most = usable - 35;
        if (size <= most) {
            return size;
        }
        int least = (usable - 12) * 32 / 255 - 23;
        int fitting = least + (size - least) % (usable - 4);
        return fitting <= most ? fitting : least;
    }

    private FileBytes withOverflow(FileBytes local, int size, long first) throws MalformedInput {
        byte[] buffer = new byte[pageSize];
        local.copy(0, buffer, 0, local.size());
        collected.clear();
        collected.append(buffer, 0, local.size());
        long next = first;
        while (collected.size() < size) {
            long page = enter(next);
            int count = Math.min(usable - 4, size - collected.size());
            file.part(page + 4, count).copy(0, buffer, 0, count);
            collected.append(buffer, 0, count);
            next = file.u32(page);
        }
        return collected.part(0, size);
    }
}
