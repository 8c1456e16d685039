package io.plimsoll.scanner.analysis.rpm;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;

/// Reads the rows of two tables of rpm's SQLite database: that which lists the tables, and that of the packages.
///
/// @param headers gets to know those of the packages
record TableRows(SqliteFile file, RpmDatabase.Headers headers) {
    /// The row of a package, whose header is handed over.
    SqlitePages.Row ofPackage(SqliteFile.Cell cell) throws IOException {
        List<Long> chain = new ArrayList<>();
        FileBytes content = file.content(cell, chain);
        int record = content == null
                ? SqlitePages.Row.ELSEWHERE
                : headers.take(cell.number(), new SqliteRow(content).blob(1));
        CRC32 start = new CRC32();
        start.update(cell.local().toArray());
        return new SqlitePages.Row(
                cell.number(), cell.size(), (int) cell.next(), start.getValue(), record, SqlitePages.spans(chain));
    }

    /// The table that a row of the list names; nothing where it names an index or the like.
    Optional<SqlitePages.Table> ofList(SqliteFile.Cell cell) throws MalformedInput {
        FileBytes content = file.content(cell, new ArrayList<>());
        if (content == null) {
            throw new MalformedInput("a table whose description is not here as a whole");
        }
        SqliteRow row = new SqliteRow(content);
        return row.text(0).equals("table")
                ? Optional.of(new SqlitePages.Table(row.text(1).toLowerCase(Locale.ROOT), (int) row.number(3)))
                : Optional.empty();
    }
}
