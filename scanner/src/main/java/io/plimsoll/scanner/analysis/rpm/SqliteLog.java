package io.plimsoll.scanner.analysis.rpm;

import io.plimsoll.scanner.layer.FileAnalyser.LayerFile;
import java.util.Set;

/// Tells by its start whether a log beside an SQLite database changes what the database says (sqlite.org, "Database
/// File Format", chapters 3 and 4).
final class SqliteLog {
    static final Set<String> NAMES = Set.of("rpmdb.sqlite-wal", "rpmdb.sqlite-journal");

    private static final String WRITE_AHEAD = "\67\177\6";
    private static final String ROLLBACK = "\331\325\5\371 \241c\327";
    private static final int SALTS = 16;
    private static final int SALTS_OF_FRAME = 40;
    private static final int SALT_BYTES = 8;

    private SqliteLog() {}

    /// A journal that was not closed is to be rolled back. A write-ahead log counts from its first frame on, if that is
    /// of this round: each round has other salts. Often it has none, since readers make one, too.
    static boolean holdsChanges(LayerFile file) {
        String start = file.start();
        return file.startsWith(ROLLBACK)
                || (file.startsWith(WRITE_AHEAD)
                        && start.length() >= SALTS_OF_FRAME + SALT_BYTES
                        && start.regionMatches(SALTS, start, SALTS_OF_FRAME, SALT_BYTES));
    }
}
