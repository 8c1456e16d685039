package io.plimsoll.scanner.analysis.rpm;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads whole tables of an SQLite database (sqlite.org, "Database File Format"), and nothing else of it: no index,
/// no free page. A table is a tree of pages, whose leaves hold the rows; what of a row does not fit its leaf lies in a
/// chain of overflow pages. Pages of a log ([SqliteLog]) are read by the same rules. Not for use by several threads.
final class SqliteFile {
    static final String MAGIC = "SQLite format 3\0";
    static final int SCHEMA_ROOT = 1;

    private static final int FILE_HEADER = 100;
    private static final int LEAF = 0x0d;
    private static final int INTERIOR = 0x05;
    private static final int UTF_8 = 1;
    /// A file whose first tables are still in its log.
    private static final int NO_TEXT_YET = 0;
    private static final int NEWEST_VERSION = 2;
    /// A pointer to a row takes two bytes, and a row four at least.
    private static final int SMALLEST_CELL = 6;
    /// Trees of honest files are far lower: each page has at least four children, or the next level would be useless.
    static final int DEEPEST = 20;

    private final Numbers file;
    private final int pageSize;
    private final int usable;
    private final Places places;
    private final FileBytes collected = new FileBytes();

    /// Where pages lie in the bytes.
    interface Places {
        /// Where a page begins; negative where a log does not have it.
        ///
        /// @throws MalformedInput if no honest file leads there
        long of(long page) throws MalformedInput;
    }

    /// A page of a table.
    ///
    /// @param children the pages below it, in their order
    /// @param cells its rows
    record Page(long number, List<Long> children, List<Cell> cells) {}

    /// A row.
    ///
    /// @param number the row's own (`rowid`)
    /// @param size of its content
    /// @param local what of it lies on the leaf
    /// @param next the first page of the rest; 0 where there is none
    record Cell(long number, int size, FileBytes local, long next) {}

    /// Takes the pages of a table.
    interface Pages {
        void take(Page page) throws IOException;
    }

    SqliteFile(Numbers file, int pageSize, int usable, Places places) {
        this.file = file;
        this.pageSize = pageSize;
        this.usable = usable;
        this.places = places;
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
        checkForm(file, 0);
        return new SqliteFile(file, pageSize, usable, once(bytes.size() / pageSize, pageSize));
    }

    /// Refuses forms that rpm does not write, as the first page tells them.
    static void checkForm(Numbers file, long page) throws MalformedInput {
        int version = file.u8(page + 19);
        long encoding = file.u32(page + 56);
        if (version > NEWEST_VERSION || (encoding != UTF_8 && encoding != NO_TEXT_YET)) {
            throw new MalformedInput("version " + version + " with text encoding " + encoding
                    + " is not a form of SQLite that rpm writes");
        }
    }

    /// Trees and chains of honest files share no page.
    private static Places once(long count, int pageSize) {
        BitSet pagesRead = new BitSet();
        return page -> {
            if (page < 1 || page > count) {
                throw new MalformedInput("it points to page " + page + " of " + count);
            }
            if (pagesRead.get((int) page)) {
                throw new MalformedInput("page " + page + " is in two places");
            }
            pagesRead.set((int) page);
            return (page - 1) * pageSize;
        };
    }

    int pageSize() {
        return pageSize;
    }

    int usable() {
        return usable;
    }

    /// What the file lacks of the pages that it counts.
    long missingPages() throws MalformedInput {
        // the count is only valid if the same writer wrote both numbers
        boolean counted = file.u32(24) == file.u32(92);
        return counted ? Math.max(0, file.u32(28) - file.bytes().size() / pageSize) : 0;
    }

    /// Hands over the pages of a table, each before those below it, so that rows come in their order.
    void pages(long root, Pages pages) throws IOException {
        walk(root, 0, pages);
    }

    private void walk(long number, int depth, Pages pages) throws IOException {
        Page page = page(number);
        if (!page.children().isEmpty() && depth == DEEPEST) {
            throw new MalformedInput("page " + number + " is no page of a table");
        }
        pages.take(page);
        for (long child : page.children()) {
            walk(child, depth + 1, pages);
        }
    }

    /// Reads one page.
    ///
    /// @throws MalformedInput if it is not here, or no page of a table
    Page page(long number) throws MalformedInput {
        long start = places.of(number);
        long header = number == SCHEMA_ROOT ? start + FILE_HEADER : start;
        int type = file.u8(header);
        int count = file.u16(header + 3);
        if ((type != LEAF && type != INTERIOR) || count > pageSize / SMALLEST_CELL) {
            throw new MalformedInput("page " + number + " is no page of a table");
        }
        List<Long> children = new ArrayList<>();
        List<Cell> cells = new ArrayList<>();
        long pointers = header + (type == LEAF ? 8 : 12);
        long used = 0;
        for (int i = 0; i < count; i++) {
            int place = file.u16(pointers + 2L * i);
            if (place >= pageSize) {
                throw new MalformedInput("page " + number + " keeps a row outside of itself");
            }
            if (type == LEAF) {
                Cell cell = cell(start + place, start);
                cells.add(cell);
                used += SMALLEST_CELL - 2 + cell.local().size();
                if (used > pageSize) {
                    throw new MalformedInput("page " + number + " has rows that lie over each other");
                }
            } else {
                children.add(file.u32(start + place));
            }
        }
        if (type == INTERIOR) {
            children.add(file.u32(header + 8));
        }
        return new Page(number, children, cells);
    }

    private Cell cell(long cell, long page) throws MalformedInput {
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
        long next = local == size.value() ? 0 : file.u32(content + local);
        if (next == 0 && local != size.value()) {
            throw new MalformedInput("it points to page 0");
        }
        return new Cell(number.value(), (int) size.value(), file.part(content, local), next);
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

    /// All of a row, void when the next is read; null where a log does not have all of it.
    ///
    /// @param chain gets to know the pages that hold what does not fit the leaf
    @Nullable
    FileBytes content(Cell cell, List<Long> chain) throws MalformedInput {
        if (cell.next() == 0) {
            return cell.local();
        }
        byte[] buffer = new byte[pageSize];
        int local = cell.local().size();
        cell.local().copy(0, buffer, 0, local);
        collected.clear();
        collected.append(buffer, 0, local);
        long next = cell.next();
        while (collected.size() < cell.size()) {
            long page = places.of(next);
            if (page < 0) {
                return null;
            }
            chain.add(next);
            int count = Math.min(usable - 4, cell.size() - collected.size());
            file.part(page + 4, count).copy(0, buffer, 0, count);
            collected.append(buffer, 0, count);
            next = file.u32(page);
        }
        return collected.part(0, cell.size());
    }
}
