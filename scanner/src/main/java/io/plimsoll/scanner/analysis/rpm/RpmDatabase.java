package io.plimsoll.scanner.analysis.rpm;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// A database of rpm in whichever form it is: SQLite since rpm 4.16, Berkeley DB before, and NDB at SUSE. All of them
/// map a number to the header of an installed package.
final class RpmDatabase {
    /// What the files are called, one name per form.
    static final Set<String> NAMES = Set.of("rpmdb.sqlite", "Packages", "Packages.db");

    private static final int START = 64;

    /// The largest header that is read; those of honest packages with the most files hold a few million bytes.
    static final int LARGEST_HEADER = 32 << 20;

    /// Takes the headers out of a database.
    interface Headers {
        /// @param number of the package in the database
        /// @param header void after the call
        /// @return its place among the sound ones; negative if it is none
        int take(long number, FileBytes header) throws IOException;

        /// How an SQLite database is laid out, before anything else of it.
        default void opened(int pageSize, int usable) {}

        /// What a page of an SQLite database says, after its headers.
        default void page(SqlitePages.Page page) {}
    }

    private RpmDatabase() {}

    /// Whether a file is one of these databases.
    ///
    /// @param start its first bytes, one char each
    static boolean isOne(String start) {
        return start.startsWith(SqliteFile.MAGIC) || start.startsWith(NdbFile.MAGIC) || BerkeleyHash.isOne(start);
    }

    /// Hands over the headers one after another.
    ///
    /// @return what is wrong with the database though all of it could be read; empty where nothing is
    /// @throws MalformedInput where it cannot be read on; headers that were handed over before are sound
    static String read(FileBytes file, Headers headers) throws IOException {
        String start = start(file);
        if (start.startsWith(SqliteFile.MAGIC)) {
            return RpmTables.read(SqliteFile.open(file), headers);
        }
        if (start.startsWith(NdbFile.MAGIC)) {
            return NdbFile.read(file, headers);
        }
        if (BerkeleyHash.isOne(start)) {
            return BerkeleyHash.read(file, headers);
        }
        throw new MalformedInput("it is no database of any form that rpm knows");
    }

    private static String start(FileBytes file) {
        FileBytes start = file.part(0, Math.min(file.size(), START));
        return new String(start.toArray(), StandardCharsets.ISO_8859_1);
    }
}
