package io.plimsoll.scanner.analysis.rpm;

import io.plimsoll.model.Digest;
import io.plimsoll.model.Distribution;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.analysis.BroughtBy;
import io.plimsoll.scanner.analysis.OwnedFiles;
import io.plimsoll.scanner.bounds.Gaps;
import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.Evidence;
import io.plimsoll.scanner.layer.FileAnalyser;
import io.plimsoll.scanner.layer.FileBytes;
import io.plimsoll.scanner.layer.FilePath;
import io.plimsoll.scanner.layer.MergedView;
import io.plimsoll.scanner.layer.PathKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads the databases of rpm in the folders where distributions have them, and the list that images without one have
/// ([RpmManifest]). Whatever an image shows there counts, also two forms side by side: rpm would read one of them, and
/// which one is told by its configuration alone.
public final class Rpm implements FileAnalyser {
    private static final List<FilePath> FOLDERS =
            List.of(new FilePath("var/lib/rpm"), new FilePath("usr/lib/sysimage/rpm"), new FilePath("usr/share/rpm"));
    private static final long LARGEST_DATABASE = 128L << 20;
    private static final int MOST_PACKAGES = 100_000;
    private static final long MOST_MEMORY = 64L << 20;

    /// One database file.
    ///
    /// @param unsound headers that make no sense
    /// @param problem why it could not be read to its end; empty if it could
    /// @param oddity what does not fit together in it; empty if all does
    private record Database(FilePath file, List<RpmRecord> records, int unsound, String problem, String oddity)
            implements Evidence {
        @Override
        public Evidence linkedAs(FilePath other) {
            return new Database(other, records, unsound, problem, oddity);
        }

        @Override
        public long weight() {
            return 400 + records.stream().mapToLong(RpmRecord::weight).sum();
        }
    }

    /// A log of SQLite with changes that the database does not hold yet, or that are to be taken out of it again.
    private record OpenLog(FilePath file) implements Evidence {
        @Override
        public Evidence linkedAs(FilePath other) {
            return new OpenLog(other);
        }
    }

    private final PathKey key;

    /// @param key that the numbers of files are made with
    public Rpm(PathKey key) {
        this.key = key;
    }

    @Override
    public @Nullable Sink open(LayerFile file) {
        if (SqliteLog.NAMES.contains(file.path().name())) {
            return SqliteLog.holdsChanges(file) ? FileAnalyser.noticing(new OpenLog(file.path())) : null;
        }
        boolean database = wantsName(file.path())
                || (RpmDatabase.NAMES.contains(file.path().name()) && RpmDatabase.isOne(file.start()));
        return database
                ? FileAnalyser.inMemory(
                        file, LARGEST_DATABASE, (content, notes) -> notes.found(read(file.path(), content)))
                : null;
    }

    @Override
    public boolean wantsName(FilePath path) {
        return (RpmDatabase.NAMES.contains(path.name()) && FOLDERS.contains(path.parent()))
                || path.equals(RpmManifest.FILE);
    }

    private Database read(FilePath file, FileBytes content) throws IOException {
        Collecting packages = new Collecting(key);
        String problem = "";
        String oddity = "";
        try {
            if (file.equals(RpmManifest.FILE)) {
                RpmManifest.read(content, packages);
            } else {
                oddity = RpmDatabase.read(content, packages);
            }
        } catch (MalformedInput e) {
            problem = String.valueOf(e.getMessage());
        }
        return new Database(file, List.copyOf(packages.records), packages.unsound, problem, oddity);
    }

    /// What has been read of a database or list so far.
    private static final class Collecting implements RpmDatabase.Headers, RpmManifest.Lines {
        private final PathKey key;
        private final List<RpmRecord> records = new ArrayList<>();
        private int unsound;
        private long memory;

        Collecting(PathKey key) {
            this.key = key;
        }

        private interface Reading {
            RpmRecord record() throws MalformedInput;
        }

        @Override
        public void take(long number, FileBytes header) throws MalformedInput {
            add(() -> RpmRecord.of(RpmHeader.of(header), key));
        }

        @Override
        public void take(String line) throws MalformedInput {
            add(() -> RpmManifest.record(line));
        }

        private void add(Reading reading) throws MalformedInput {
            if (records.size() + unsound == MOST_PACKAGES || memory > MOST_MEMORY) {
                throw new MalformedInput("it holds more than " + MOST_PACKAGES + " packages or " + MOST_MEMORY
                        + " bytes of what is kept of them");
            }
            try {
                RpmRecord record = reading.record();
                records.add(record);
                memory += record.weight();
            } catch (MalformedInput e) {
                unsound++;
            }
        }
    }

    /// The visible packages, in no order.
    ///
    /// @param distribution whose packages they are; null where unknown
    /// @param owned gets to know their files
    public static List<SoftwarePackage> in(
            MergedView view, @Nullable Distribution distribution, OwnedFiles owned, Gaps gaps) {
        List<SoftwarePackage> packages = new ArrayList<>();
        Set<RpmRecord.Identity> known = new HashSet<>();
        for (Database database : databases(view, gaps)) {
            BroughtBy<RpmRecord.Identity> broughtBy = broughtBy(view, database.file());
            RpmPackages form = new RpmPackages(database.file(), distribution, database.records());
            for (RpmRecord record : database.records()) {
                Digest layer = broughtBy.layer(record.identity());
                if (!record.isKey() && known.add(record.identity())) {
                    SoftwarePackage software = form.software(record, layer);
                    packages.add(software);
                    owned.add(record.name(), software, layer, record.files());
                }
            }
            noteOddities(database, gaps);
        }
        return packages;
    }

    private static List<Database> databases(MergedView view, Gaps gaps) {
        Map<FilePath, Database> read = new TreeMap<>();
        view.all(Database.class)
                .map(MergedView.Placed::evidence)
                .forEach(database -> read.put(database.file(), database));
        Map<FilePath, Database> shown = new TreeMap<>();
        for (FilePath folder : FOLDERS) {
            for (String name : RpmDatabase.NAMES) {
                FilePath path = folder.child(name);
                FilePath real = view.resolve(path).orElse(path);
                Database database = read.get(real);
                if (database != null) {
                    shown.put(real, database);
                } else if (!real.equals(view.resolve(folder).orElse(folder).child(name))) {
                    noteElsewhere(path, real, gaps);
                }
            }
        }
        Database list = read.get(RpmManifest.FILE);
        if (list != null) {
            shown.put(list.file(), list);
        }
        noteLostFolders(view, shown.keySet(), gaps);
        noteOpenLogs(view, shown.keySet(), gaps);
        return List.copyOf(shown.values());
    }

    private static void noteLostFolders(MergedView view, Set<FilePath> shown, Gaps gaps) {
        for (FilePath folder : FOLDERS) {
            FilePath real = view.resolve(folder).orElse(folder);
            if (!real.equals(folder)
                    && shown.stream().noneMatch(file -> file.parent().equals(real))) {
                noteElsewhere(folder, real, gaps);
            }
        }
    }

    private static void noteElsewhere(FilePath link, FilePath real, Gaps gaps) {
        gaps.add(
                "package-database-elsewhere",
                "a link leads to " + real + ", where no package database was read",
                link.toString());
    }

    private static void noteOpenLogs(MergedView view, Set<FilePath> shown, Gaps gaps) {
        view.all(OpenLog.class)
                .map(placed -> placed.evidence().file())
                .filter(log -> shown.stream().anyMatch(file -> file.parent().equals(log.parent())))
                .sorted()
                .forEach(log -> gaps.add(
                        "unread-package-database",
                        "the log holds changes that are not in the package database; let rpm open the database once "
                                + "while the image is built",
                        log.toString()));
    }

    private static BroughtBy<RpmRecord.Identity> broughtBy(MergedView view, FilePath file) {
        BroughtBy<RpmRecord.Identity> broughtBy = new BroughtBy<>();
        for (MergedView.Placed<Database> placed : view.history(file, Database.class)) {
            broughtBy.next(
                    placed.layer(),
                    placed.evidence().records().stream()
                            .map(RpmRecord::identity)
                            .toList());
        }
        return broughtBy;
    }

    private static void noteOddities(Database database, Gaps gaps) {
        String file = database.file().toString();
        if (!database.problem().isEmpty()) {
            gaps.add("malformed-package-database", "the rest of it is not read: " + database.problem(), file);
        }
        if (database.unsound() > 0) {
            gaps.add("malformed-package-database", database.unsound() + " entries have no sound name or version", file);
        }
        if (!database.oddity().isEmpty()) {
            gaps.add("package-database-altered", database.oddity(), file);
        }
    }
}
