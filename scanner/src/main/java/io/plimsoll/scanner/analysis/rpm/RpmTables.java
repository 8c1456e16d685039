package io.plimsoll.scanner.analysis.rpm;

import io.plimsoll.scanner.bounds.MalformedInput;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Reads `rpmdb.sqlite`: the table `Packages` holds the headers, the table `Name` says which of them are of which name,
/// and names all of them.
final class RpmTables {
    private RpmTables() {}

    static String read(SqliteFile database, RpmDatabase.Headers headers) throws IOException {
        Map<String, Long> tables = database.tables();
        Long packages = tables.get("packages");
        if (packages == null) {
            throw new MalformedInput("it has no table of packages");
        }
        Set<Long> numbers = new HashSet<>();
        database.rows(packages, (number, row) -> {
            headers.take(number, row.blob(1));
            numbers.add(number);
        });
        if (database.missingPages() > 0) {
            throw new MalformedInput("the last " + database.missingPages() + " of its pages are missing");
        }
        Long names = tables.get("name");
        return names == null ? "" : compared(database, names, numbers);
    }

    private static String compared(SqliteFile database, long names, Set<Long> numbers) throws IOException {
        long[] unknown = {0};
        database.rows(names, (number, row) -> unknown[0] += numbers.contains(row.number(1)) ? 0 : 1);
        return unknown[0] == 0 ? "" : "its index of names knows " + unknown[0] + " packages that it does not hold";
    }
}
