package io.plimsoll.scanner.analysis.rpm;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads `rpmdb.sqlite`: the table `Packages` holds the headers, the table `Name` says which of them are of which name,
/// and names all of them.
final class RpmTables {
    static final String PACKAGES = "packages";

    private final SqliteFile database;
    private final RpmDatabase.Headers headers;
    private final TableRows rows;

    private RpmTables(SqliteFile database, RpmDatabase.Headers headers) {
        this.database = database;
        this.headers = headers;
        this.rows = new TableRows(database, headers);
    }

    static String read(SqliteFile database, RpmDatabase.Headers headers) throws IOException {
        headers.opened(database.pageSize(), database.usable());
        return new RpmTables(database, headers).read();
    }

    private String read() throws IOException {
        Map<String, Integer> tables = tables();
        Integer packages = tables.get(PACKAGES);
        if (packages == null) {
            throw new MalformedInput("it has no table of packages");
        }
        Set<Long> numbers = packages(packages);
        if (database.missingPages() > 0) {
            throw new MalformedInput("the last " + database.missingPages() + " of its pages are missing");
        }
        Integer names = tables.get("name");
        return names == null ? "" : compared(names, numbers);
    }

    private Map<String, Integer> tables() throws IOException {
        Map<String, Integer> roots = new HashMap<>();
        database.pages(SqliteFile.SCHEMA_ROOT, page -> {
            List<SqlitePages.Table> tables = new ArrayList<>();
            for (SqliteFile.Cell cell : page.cells()) {
                rows.ofList(cell).ifPresent(tables::add);
            }
            tables.forEach(table -> roots.putIfAbsent(table.name(), table.root()));
            note(page, List.of(), tables);
        });
        return roots;
    }

    private Set<Long> packages(int root) throws IOException {
        Set<Long> numbers = new HashSet<>();
        database.pages(root, page -> {
            List<SqlitePages.Row> packages = new ArrayList<>();
            for (SqliteFile.Cell cell : page.cells()) {
                packages.add(rows.ofPackage(cell));
                numbers.add(cell.number());
            }
            note(page, packages, List.of());
        });
        return numbers;
    }

    private void note(SqliteFile.Page page, List<SqlitePages.Row> packages, List<SqlitePages.Table> tables) {
        headers.page(new SqlitePages.Page(
                (int) page.number(), SqlitePages.spans(page.children()), List.copyOf(packages), List.copyOf(tables)));
    }

    private String compared(int names, Set<Long> numbers) throws IOException {
        long[] unknown = {0};
        database.pages(names, page -> {
            for (SqliteFile.Cell cell : page.cells()) {
                FileBytes content = database.content(cell, new ArrayList<>());
                unknown[0] += content != null && numbers.contains(new SqliteRow(content).number(1)) ? 0 : 1;
            }
        });
        return unknown[0] == 0 ? "" : "its index of names knows " + unknown[0] + " packages that it does not hold";
    }
}
