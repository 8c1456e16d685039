package io.plimsoll.scanner.analysis.rpm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// What pages of the tables of an SQLite database say, without their bytes: enough to lay the pages of a log over them
/// when both are known, which may lie in different layers ([RpmLog]).
///
/// @param pageSize 0 where nothing of the database could be read
/// @param usable bytes of a page that hold anything
record SqlitePages(int pageSize, int usable, List<Page> pages) {
    static final SqlitePages NONE = new SqlitePages(0, 0, List.of());

    /// One page of a table.
    ///
    /// @param children the pages below it
    /// @param rows its packages
    /// @param tables those that it lists, if it is a page of the list of tables
    record Page(int number, List<Span> children, List<Row> rows, List<Table> tables) {
        /// How much is kept of it.
        int entries() {
            return children.size() + rows.size() + tables.size();
        }
    }

    /// The row of one package.
    ///
    /// @param size of its content in bytes
    /// @param next the first page of what does not fit its leaf; 0 where all does
    /// @param start check sum of what lies on its leaf
    /// @param record its place in the list of packages; [#UNSOUND] or [#ELSEWHERE] where it has none
    /// @param chain the pages that hold the rest of it, as far as they are here
    record Row(long number, int size, int next, long start, int record, List<Span> chain) {
        /// What it says makes no sense.
        static final int UNSOUND = -1;

        /// A row of a log, the rest of which is not in the log.
        static final int ELSEWHERE = -2;

        /// One or more rows of a log's page that are no packages, as on nearly all of its pages.
        static final Row SENSELESS = new Row(0, 0, 0, 0, UNSOUND, List.of());

        /// Whether it is the same row as far as that can be told from its leaf.
        boolean isSameAs(Row other) {
            return number == other.number && size == other.size && next == other.next && start == other.start;
        }
    }

    /// @param name in lower case
    /// @param root the page that its tree begins with
    record Table(String name, int root) {}

    /// Pages whose numbers follow each other.
    record Span(int first, int count) {}

    /// Pages by their numbers, in this order.
    static List<Span> spans(Collection<Long> pages) {
        List<Span> spans = new ArrayList<>();
        for (long page : pages) {
            Span last = spans.isEmpty() ? new Span(0, 0) : spans.getLast();
            if (last.count() > 0 && last.first() + last.count() == page) {
                spans.set(spans.size() - 1, new Span(last.first(), last.count() + 1));
            } else {
                spans.add(new Span((int) page, 1));
            }
        }
        return List.copyOf(spans);
    }

    /// Estimated bytes of memory.
    long weight() {
        return pages.stream()
                .mapToLong(page -> 150
                        + 24L * page.children().size()
                        + 100L * page.tables().size()
                        + page.rows().stream()
                                .mapToLong(row -> 80 + 24L * row.chain().size())
                                .sum())
                .sum();
    }
}
