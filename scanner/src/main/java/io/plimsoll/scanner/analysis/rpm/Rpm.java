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

    private static final String SQLITE = "rpmdb.sqlite";
    private static final String JOURNAL = "rpmdb.sqlite-journal";
    /// A journal that was not closed: what it holds is to be put back (sqlite.org, "Database File Format", chapter 3).
    private static final String HOT = "\331\325\5\371 \241c\327";

    /// One database file.
    ///
    /// @param unsound headers that make no sense
    /// @param problem why it could not be read to its end; empty if it could
    /// @param oddity what does not fit together in it; empty if all does
    /// @param pages of SQLite, for a log to be laid over; none of other forms
    record Database(
            FilePath file, List<RpmRecord> records, int unsound, String problem, String oddity, SqlitePages pages)
            implements Evidence {
        @Override
        public Evidence linkedAs(FilePath other) {
            return new Database(other, records, unsound, problem, oddity, pages);
        }

        Database with(List<RpmRecord> seen, int senseless, String trouble) {
            return new Database(file, seen, senseless, trouble, oddity, pages);
        }

        @Override
        public long weight() {
            return 400
                    + pages.weight()
                    + records.stream().mapToLong(RpmRecord::weight).sum();
        }
    }

    /// A journal of SQLite with changes that are to be taken out of the database again.
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
        if (file.path().name().startsWith(SQLITE)) {
            return openSqlite(file);
        }
        return openDatabase(file);
    }

    private @Nullable Sink openSqlite(LayerFile file) {
        return switch (file.path().name()) {
            case JOURNAL -> file.startsWith(HOT) ? FileAnalyser.noticing(new OpenLog(file.path())) : null;
            // without a frame it says nothing; readers make such a log, too
            case RpmLog.NAME ->
                file.size() <= SqliteLog.HEADER
                        ? null
                        : FileAnalyser.inMemory(
                                file,
                                LARGEST_DATABASE,
                                (content, notes) ->
                                        notes.found(RpmLog.read(file.path(), content, new Collecting(key))));
            default -> openDatabase(file);
        };
    }

    private @Nullable Sink openDatabase(LayerFile file) {
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
        return new Database(file, packages.records(), packages.unsound, problem, oddity, packages.pages());
    }

    /// What has been read of a database or list so far.
    private static final class Collecting implements RpmLog.Packages, RpmManifest.Lines {
        private final PathKey key;
        private final List<RpmRecord> records = new ArrayList<>();
        private final List<SqlitePages.Page> pages = new ArrayList<>();
        private SqlitePages form = SqlitePages.NONE;
        private int unsound;
        private long memory;

        Collecting(PathKey key) {
            this.key = key;
        }

        private interface Reading {
            RpmRecord record() throws MalformedInput;
        }

        @Override
        public int take(long number, FileBytes header) throws MalformedInput {
            return add(() -> RpmRecord.of(RpmHeader.of(header), key));
        }

        @Override
        public void opened(int pageSize, int usable) {
            form = new SqlitePages(pageSize, usable, List.of());
        }

        @Override
        public void page(SqlitePages.Page page) {
            pages.add(page);
        }

        @Override
        public List<RpmRecord> records() {
            return List.copyOf(records);
        }

        SqlitePages pages() {
            return new SqlitePages(form.pageSize(), form.usable(), List.copyOf(pages));
        }

        @Override
        public void take(String line) throws MalformedInput {
            add(() -> RpmManifest.record(line));
        }

        /// The record's place in the list; negative where there is none.
        private int add(Reading reading) throws MalformedInput {
            if (records.size() + unsound == MOST_PACKAGES || memory > MOST_MEMORY) {
                throw new MalformedInput("it holds more than " + MOST_PACKAGES + " packages or " + MOST_MEMORY
                        + " bytes of what is kept of them");
            }
            try {
                RpmRecord record = reading.record();
                records.add(record);
                memory += record.weight();
                return records.size() - 1;
            } catch (MalformedInput e) {
                unsound++;
                return SqlitePages.Row.UNSOUND;
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
        for (Database alone : databases(view, gaps)) {
            MergedView.@Nullable Placed<RpmLog> log = logOf(alone, view, gaps);
            Database database = log == null ? alone : LaidOver.of(alone, log.evidence());
            BroughtBy<RpmRecord.Identity> broughtBy = broughtBy(view, database.file());
            if (log != null) {
                broughtBy.next(log.layer(), identities(database));
            }
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
                        "the journal holds what is to be put back into the package database; let rpm open the database "
                                + "once while the image is built",
                        log.toString()));
    }

    private static BroughtBy<RpmRecord.Identity> broughtBy(MergedView view, FilePath file) {
        BroughtBy<RpmRecord.Identity> broughtBy = new BroughtBy<>();
        for (MergedView.Placed<Database> placed : view.history(file, Database.class)) {
            broughtBy.next(placed.layer(), identities(placed.evidence()));
        }
        return broughtBy;
    }

    private static List<RpmRecord.Identity> identities(Database database) {
        return database.records().stream().map(RpmRecord::identity).toList();
    }

    /// The log that SQLite would read with a database: that beside it, whichever layer brought it.
    private static MergedView.@Nullable Placed<RpmLog> logOf(Database database, MergedView view, Gaps gaps) {
        if (database.pages().equals(SqlitePages.NONE)) {
            return null;
        }
        FilePath file = database.file();
        FilePath beside = file.parent().child(file.name() + RpmLog.SUFFIX);
        MergedView.Placed<RpmLog> log =
                view.at(view.resolve(beside).orElse(beside), RpmLog.class).orElse(null);
        if (log != null && !log.evidence().problem().isEmpty()) {
            gaps.add("malformed-package-database", log.evidence().problem(), beside.toString());
        }
        return log;
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
