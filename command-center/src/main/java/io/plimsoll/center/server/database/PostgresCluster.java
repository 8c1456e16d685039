package io.plimsoll.center.server.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// The cluster on disk: made once, and told at each start who may come in.
///
/// @param folder the data folder of PostgreSQL
public record PostgresCluster(Path folder) {
    static final String OWNER = "plimsoll_owner";
    static final String SERVICE = "plimsoll_service";
    static final String NAME = "plimsoll";

    /// Makes the cluster if there is none, and refuses one of another major version.
    public static PostgresCluster at(Path folder, PostgresBinaries binaries) {
        try {
            if (Files.exists(folder)) {
                requireOurMajor(folder);
            } else {
                make(folder, binaries);
            }
            return new PostgresCluster(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the database folder " + folder + " is not usable: " + e.getMessage(), e);
        }
    }

    private static void requireOurMajor(Path folder) throws IOException {
        Path file = folder.resolve("PG_VERSION");
        String major = Files.exists(file) ? Files.readString(file).strip() : "nothing known";
        if (!major.equals(Integer.toString(PostgresBinaries.MAJOR))) {
            throw new DatabaseFailure("the database in " + folder + " was made by PostgreSQL " + major
                    + ", this release brings " + PostgresBinaries.VERSION
                    + "; start the release of Plimsoll that made it, dump the database and load the dump here");
        }
    }

    private static void make(Path folder, PostgresBinaries binaries) throws IOException {
        Path unfinished = folder.resolveSibling(folder.getFileName() + ".unfinished");
        PostgresBinaries.delete(unfinished);
        Command.run(
                List.of(
                        binaries.program("initdb"),
                        "--pgdata=" + unfinished,
                        "--username=" + OWNER,
                        "--auth=peer",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--data-checksums"),
                "the database cannot be made");
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Writes who may come in: over the UNIX socket only, by the name that the kernel gives, and no other way.
    ///
    /// @param ownerUser the operating system user that may do everything: the one who runs PostgreSQL
    /// @param serviceUser the operating system user of the Command Center
    public void admit(String ownerUser, String serviceUser) {
        try {
            Files.writeString(folder.resolve("pg_hba.conf"), "local all all peer map=plimsoll\n");
            Files.writeString(
                    folder.resolve("pg_ident.conf"),
                    "plimsoll \"" + ownerUser + "\" " + OWNER + "\nplimsoll \"" + serviceUser + "\" " + SERVICE + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("the access rules in " + folder + " cannot be written", e);
        }
    }
}
