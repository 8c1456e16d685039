package io.plimsoll.scanner.analysis.rpm;

import io.plimsoll.scanner.bounds.MalformedInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// An SQLite database with the pages of its log laid over, as whoever opens both sees it. Neither is there in bytes any
/// more: what their pages said ([SqlitePages]) is put together.
final class LaidOver {
    private final Rpm.Database database;
    private final RpmLog log;
    private final Map<Integer, SqlitePages.Page> below = new HashMap<>();
    private final Map<Integer, SqlitePages.Page> above = new HashMap<>();
    private final TreeMap<Integer, SqlitePages.Span> logged = new TreeMap<>();
    private final Map<Integer, SqlitePages.Row> byChain = new HashMap<>();
    private final Set<Integer> walked = new HashSet<>();
    private final List<RpmRecord> records = new ArrayList<>();
    private int unsound;
    private int partly;

    private LaidOver(Rpm.Database database, RpmLog log) {
        this.database = database;
        this.log = log;
        database.pages().pages().forEach(page -> below.put(page.number(), page));
        log.pages().pages().forEach(page -> above.put(page.number(), page));
        log.logged().forEach(span -> logged.put(span.first(), span));
        below.values().stream()
                .flatMap(page -> page.rows().stream())
                .filter(row -> row.next() != 0)
                .forEach(row -> byChain.put(row.next(), row));
    }

    /// The database as it is seen with its log. Where the two do not fit together, it holds the packages of both.
    static Rpm.Database of(Rpm.Database database, RpmLog log) {
        return log.logged().isEmpty() ? database : new LaidOver(database, log).seen();
    }

    private Rpm.Database seen() {
        try {
            read();
        } catch (MalformedInput e) {
            Set<RpmRecord> both = new LinkedHashSet<>(database.records());
            both.addAll(log.records());
            return database.with(List.copyOf(both), database.unsound(), "with its log: " + e.getMessage());
        }
        String problem = partly == 0 ? "" : partly + " packages are in part in its log, which is not put together";
        return database.with(List.copyOf(records), unsound, problem);
    }

    private void read() throws MalformedInput {
        SqlitePages form = database.pages();
        if (form.pageSize() != log.pages().pageSize()
                || form.usable() != log.pages().usable()) {
            throw new MalformedInput("pages of " + form.usable() + " bytes of use in the one, and of "
                    + log.pages().usable() + " in the other");
        }
        Map<String, Integer> tables = new HashMap<>();
        for (SqlitePages.Page page : tree(SqliteFile.SCHEMA_ROOT)) {
            page.tables().forEach(table -> tables.putIfAbsent(table.name(), table.root()));
        }
        Integer packages = tables.get(RpmTables.PACKAGES);
        if (packages == null) {
            throw new MalformedInput("there is no table of packages");
        }
        for (SqlitePages.Page page : tree(packages)) {
            boolean isLogged = above.containsKey(page.number());
            page.rows().forEach(row -> add(row, isLogged));
        }
    }

    private List<SqlitePages.Page> tree(int root) throws MalformedInput {
        List<SqlitePages.Page> pages = new ArrayList<>();
        walk(root, 0, pages);
        return pages;
    }

    private void walk(int number, int depth, List<SqlitePages.Page> pages) throws MalformedInput {
        SqlitePages.Page page = above.get(number);
        if (page == null) {
            page = isLogged(new SqlitePages.Span(number, 1)) ? null : below.get(number);
        }
        if (page == null || depth > SqliteFile.DEEPEST || !walked.add(number)) {
            throw new MalformedInput("page " + number + " is no page of a table, or in two places");
        }
        pages.add(page);
        for (SqlitePages.Span children : page.children()) {
            for (int i = 0; i < children.count(); i++) {
                walk(children.first() + i, depth + 1, pages);
            }
        }
    }

    private void add(SqlitePages.Row row, boolean isLogged) {
        if (isLogged && row.record() >= 0) {
            take(row.record(), log.records());
        } else if (isLogged && row.record() != SqlitePages.Row.ELSEWHERE) {
            unsound++;
        } else {
            SqlitePages.Row whole = isLogged ? byChain.getOrDefault(row.next(), row) : row;
            // rows move from leaf to leaf, and leave the rest where it is
            boolean isChanged = !whole.isSameAs(row) || whole.chain().stream().anyMatch(this::isLogged);
            partly += isChanged || whole.record() == SqlitePages.Row.ELSEWHERE ? 1 : 0;
            take(whole.record(), database.records());
        }
    }

    private void take(int record, List<RpmRecord> from) {
        if (record >= 0 && record < from.size()) {
            records.add(from.get(record));
        } else if (record != SqlitePages.Row.ELSEWHERE) {
            unsound++;
        }
    }

    private boolean isLogged(SqlitePages.Span pages) {
        Map.Entry<Integer, SqlitePages.Span> before = logged.floorEntry(pages.first() + pages.count() - 1);
        return before != null
                && (long) before.getValue().first() + before.getValue().count() > pages.first();
    }
}
