package io.plimsoll.scanner.analysis.rpm;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.Evidence;
import io.plimsoll.scanner.layer.FileBytes;
import io.plimsoll.scanner.layer.FilePath;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// A write-ahead log beside `rpmdb.sqlite`: pages of the database that were written since, or for the first time.
/// A crashed or careless build leaves it behind, often in a layer above that of the database.
///
/// @param pages those of tables
/// @param logged all of its pages, also those that hold anything else, in their order
/// @param records the packages whose rows are in it as a whole
/// @param problem why it cannot be all that was written; empty if it can
record RpmLog(FilePath file, SqlitePages pages, List<SqlitePages.Span> logged, List<RpmRecord> records, String problem)
        implements Evidence {
    static final String NAME = "rpmdb.sqlite-wal";
    static final String SUFFIX = "-wal";

    /// How often the bytes of the log may be read as the rest of rows: rows that are no more lead there, too.
    private static final long MOST_READINGS = 4;

    /// Of what is kept of pages. A page is below one other, and packages are at most a quarter as many.
    private static final int MOST_ENTRIES = 400_000;

    /// Takes the headers of packages, and has their records then.
    interface Packages extends RpmDatabase.Headers {
        List<RpmRecord> records();
    }

    @Override
    public Evidence linkedAs(FilePath other) {
        return new RpmLog(other, pages, logged, records, problem);
    }

    @Override
    public long weight() {
        return 400
                + pages.weight()
                + 24L * logged.size()
                + records.stream().mapToLong(RpmRecord::weight).sum();
    }

    /// Reads a log.
    ///
    /// @param packages empty
    static RpmLog read(FilePath file, FileBytes content, Packages packages) throws IOException {
        try {
            SqliteLog log = SqliteLog.open(content);
            TableRows rows = new TableRows(tables(log, content), packages);
            List<SqlitePages.Page> pages = new ArrayList<>();
            long entries = 0;
            for (long number : log.places().keySet()) {
                Optional<SqlitePages.Page> page = page(number, rows);
                page.ifPresent(pages::add);
                entries += page.map(SqlitePages.Page::entries).orElse(0);
                if (entries > MOST_ENTRIES) {
                    throw new MalformedInput("its pages have more than " + MOST_ENTRIES + " rows and pages below them");
                }
            }
            return new RpmLog(
                    file,
                    new SqlitePages(log.pageSize(), rows.file().usable(), List.copyOf(pages)),
                    SqlitePages.spans(log.places().keySet()),
                    packages.records(),
                    log.problem());
        } catch (MalformedInput e) {
            return new RpmLog(file, SqlitePages.NONE, List.of(), List.of(), String.valueOf(e.getMessage()));
        }
    }

    private static SqliteFile tables(SqliteLog log, FileBytes content) throws MalformedInput {
        Numbers bytes = new Numbers(content, ByteOrder.BIG_ENDIAN);
        SortedMap<Long, Long> places = log.places();
        Long first = places.get((long) SqliteFile.SCHEMA_ROOT);
        int usable = log.pageSize();
        if (first != null) {
            SqliteFile.checkForm(bytes, first);
            usable -= bytes.u8(first + 20);
        }
        if (usable < 480) {
            throw new MalformedInput("pages of which only " + usable + " bytes are of use");
        }
        long[] left = {MOST_READINGS * content.size()};
        return new SqliteFile(bytes, log.pageSize(), usable, page -> {
            left[0] -= log.pageSize();
            if (left[0] < 0) {
                throw new MalformedInput("its rows lead to more than it holds");
            }
            return places.getOrDefault(page, -1L);
        });
    }

    /// A page, if it is one of a table. Of which table only the database tells, so that all are read as if they were of
    /// the packages or of the list of tables; what makes no sense then is not asked for later, or a gap.
    private static Optional<SqlitePages.Page> page(long number, TableRows read) throws IOException {
        SqliteFile.Page page;
        try {
            page = read.file().page(number);
        } catch (MalformedInput e) {
            return Optional.empty();
        }
        List<SqlitePages.Row> rows = new ArrayList<>();
        List<SqlitePages.Table> listed = new ArrayList<>();
        boolean isOfPackages = true;
        for (SqliteFile.Cell cell : page.cells()) {
            try {
                if (new SqliteRow(cell.local()).isAbsent(0)) {
                    rows.add(read.ofPackage(cell));
                } else {
                    isOfPackages = false;
                    read.ofList(cell)
                            .filter(table -> table.name().equals(RpmTables.PACKAGES))
                            .ifPresent(listed::add);
                }
            } catch (MalformedInput e) {
                isOfPackages = false;
            }
        }
        if (!isOfPackages) {
            rows.add(SqlitePages.Row.SENSELESS);
        }
        return Optional.of(new SqlitePages.Page(
                (int) number, SqlitePages.spans(page.children()), List.copyOf(rows), List.copyOf(listed)));
    }
}
