package io.plimsoll.scanner.analysis.rpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plimsoll.model.Inventory;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import io.plimsoll.testkit.Command;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Databases that SQLite itself wrote and did not close, against what SQLite says that they hold.
class RpmLogIT {
    private static final String TABLES = """
            CREATE TABLE Packages (hnum INTEGER PRIMARY KEY AUTOINCREMENT,blob BLOB NOT NULL);
            CREATE TABLE Name (key TEXT NOT NULL, hnum INTEGER NOT NULL, idx INTEGER NOT NULL,
              FOREIGN KEY (hnum) REFERENCES Packages(hnum));
            CREATE INDEX Name_key_idx ON Name(key ASC);
            """;
    private static final String DONE = "all is written";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {512, 4096, 65536})
    void packagesAreThoseThatSqliteFindsWhenItOpensBothAgain(int pageSize) throws Exception {
        needsSqlite();
        Random random = new Random(pageSize);
        for (int round = 0; round < 8; round++) {
            Path database =
                    Files.createDirectory(folder.resolve("round" + round)).resolve("rpmdb.sqlite");
            String start = "PRAGMA page_size=" + pageSize + ";\n";
            leave(
                    database,
                    start
                            + (round % 2 == 0
                                    ? TABLES + changes(random, 0, 40) + "PRAGMA journal_mode=WAL;\n"
                                            + checkpoints(round)
                                    : "PRAGMA journal_mode=WAL;\n" + checkpoints(round) + TABLES)
                            + changes(random, 40, 60));

            Inventory inventory = scan(database);

            assertThat(Files.size(log(database))).isPositive();
            assertThat(inventory.gaps()).isEmpty();
            assertThat(inventory.packages().stream().map(SoftwarePackage::name))
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(names(database));
        }
    }

    @Test
    void aChangeThatWasNeverFinishedDoesNotCount() throws Exception {
        needsSqlite();
        Path database = folder.resolve("rpmdb.sqlite");
        Random random = new Random(3);
        // so small a cache that SQLite writes pages before the change is finished
        leave(
                database,
                "PRAGMA journal_mode=WAL;\nPRAGMA cache_size=1;\nPRAGMA cache_spill=1;\n" + TABLES
                        + changes(random, 0, 10) + "BEGIN;\n" + insert(random, 1000, 400_000)
                        + insert(random, 1001, 400_000));

        Inventory inventory = scan(database);

        assertThat(inventory.packages().stream().map(SoftwarePackage::name))
                .isNotEmpty()
                .doesNotContain("package-1000")
                .containsExactlyInAnyOrderElementsOf(names(database));
        assertThat(inventory.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.detail()).contains("never finished"));
    }

    /// How often SQLite itself carries pages over to the database and begins the log anew.
    private static String checkpoints(int round) {
        return "PRAGMA wal_autocheckpoint=" + List.of(0, 10, 50, 1000).get(round / 2 % 4) + ";\n";
    }

    private static String changes(Random random, int from, int to) {
        StringBuilder changes = new StringBuilder();
        for (int number = from; number < to; number++) {
            changes.append(
                    random.nextInt(4) == 0 ? "" : insert(random, number, random.nextInt(10) == 0 ? 200_000 : 6_000));
            if (random.nextInt(4) == 0) {
                changes.append("DELETE FROM Name WHERE hnum=%1$d;\nDELETE FROM Packages WHERE hnum=%1$d;\n"
                        .formatted(1 + random.nextInt(number + 1)));
            }
        }
        return changes.toString();
    }

    private static String insert(Random random, int number, int most) {
        byte[] header = HeaderBytes.of("package-" + number, "1", "1")
                .text(HeaderBytes.VENDOR, "v".repeat(random.nextInt(most)))
                .bytes();
        return "INSERT INTO Packages VALUES (%d, X'%s');\nINSERT INTO Name VALUES ('package-%1$d', %1$d, 0);\n"
                .formatted(number + 1, HexFormat.of().formatHex(header));
    }

    /// Runs SQLite and kills it once it has done everything.
    private static void leave(Path database, String statements) throws IOException, InterruptedException {
        Process sqlite = new ProcessBuilder("sqlite3", "-batch", database.toString())
                .redirectErrorStream(true)
                .start();
        try {
            Thread writing = Thread.ofVirtual().start(() -> {
                try (Writer in = sqlite.outputWriter(StandardCharsets.UTF_8)) {
                    in.write(".bail on\n" + statements + ".print " + DONE + "\n");
                    in.flush();
                    // until the process is gone: at the end of its input it would close the database
                    sqlite.onExit().join();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            List<String> said = new ArrayList<>();
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(sqlite.getInputStream(), StandardCharsets.UTF_8));
            for (String line = out.readLine(); line != null && !line.equals(DONE); line = out.readLine()) {
                said.add(line);
            }
            assertThat(sqlite.isAlive()).as(String.join("\n", said)).isTrue();
            sqlite.destroyForcibly().waitFor();
            writing.join();
        } finally {
            sqlite.destroyForcibly();
        }
    }

    /// What SQLite finds, in a copy: it would change the database.
    private List<String> names(Path database) throws IOException {
        Path copy = Files.createTempDirectory(folder, "copy").resolve("rpmdb.sqlite");
        Files.copy(database, copy);
        Files.copy(log(database), log(copy));
        return Command.of("sqlite3", copy.toString(), "SELECT 'package-' || (hnum - 1) FROM Packages")
                .run()
                .outputOrFail()
                .lines()
                .toList();
    }

    private static Path log(Path database) {
        return database.resolveSibling("rpmdb.sqlite-wal");
    }

    private static Inventory scan(Path database) throws IOException {
        return Scans.rootfs(new TarBytes()
                .file("etc/os-release", "ID=fedora\nVERSION_ID=41\n")
                .file("usr/lib/sysimage/rpm/rpmdb.sqlite", 0644, Files.readAllBytes(database))
                .file("usr/lib/sysimage/rpm/rpmdb.sqlite-wal", 0644, Files.readAllBytes(log(database)))
                .end());
    }

    private static void needsSqlite() {
        boolean there = Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "sqlite3")));
        if (!there) {
            System.err.println("SKIPPED: there is no sqlite3 to leave a database open with");
        }
        assumeTrue(there, "there is no sqlite3");
    }
}
