package io.plimsoll.scanner.analysis;

import io.plimsoll.model.Digest;
import io.plimsoll.model.Distribution;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.PackageUrl;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.bounds.Gaps;
import io.plimsoll.scanner.layer.Evidence;
import io.plimsoll.scanner.layer.FileAnalyser;
import io.plimsoll.scanner.layer.FileBytes;
import io.plimsoll.scanner.layer.FilePath;
import io.plimsoll.scanner.layer.MergedView;
import io.plimsoll.scanner.layer.PathKey;
import io.plimsoll.scanner.layer.PathNumbers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the databases of dpkg: `var/lib/dpkg/status`, and `status.d` with a file per package, as distroless images
/// have it. Only what dpkg itself calls installed is a package.
public final class Dpkg implements FileAnalyser {
    private static final FilePath STATUS = new FilePath("var/lib/dpkg/status");
    private static final FilePath STATUS_FOLDER = new FilePath("var/lib/dpkg/status.d");
    private static final FilePath INFO_FOLDER = new FilePath("var/lib/dpkg/info");
    private static final String FILE_LIST = ".list";
    private static final String CHECKSUMS = ".md5sums";

    /// What dpkg keeps of a package beside its list, without listing it: scripts above all.
    private static final List<String> CONTROL_FILES = List.of(
            ".list",
            ".md5sums",
            ".preinst",
            ".postinst",
            ".prerm",
            ".postrm",
            ".config",
            ".templates",
            ".conffiles",
            ".triggers",
            ".shlibs",
            ".symbols");

    private static final int CHECKSUM = 34;
    private static final long LARGEST_DATABASE = 1L << 25;
    private static final long LARGEST_LIST = 1L << 25;

    /// One database file.
    ///
    /// @param unsound stanzas that make no sense
    private record Database(FilePath file, List<DpkgRecord> records, int unsound) implements Evidence {
        @Override
        public Evidence linkedAs(FilePath other) {
            return new Database(other, records, unsound);
        }

        @Override
        public long weight() {
            return 300 + 400L * records.size();
        }
    }

    /// The list of files that dpkg keeps of each package it knows; in images without dpkg their checksums are one, too.
    private record FileList(FilePath file, PathNumbers files) implements Evidence {
        @Override
        public Evidence linkedAs(FilePath other) {
            return new FileList(other, files);
        }

        @Override
        public long weight() {
            return Evidence.super.weight() + files.weight();
        }
    }

    private final PathKey key;

    /// @param key that the numbers of files are made with
    public Dpkg(PathKey key) {
        this.key = key;
    }

    @Override
    public @Nullable Sink open(LayerFile file) {
        if (isFileList(file.path())) {
            return FileAnalyser.inMemory(
                    file, LARGEST_LIST, (content, notes) -> notes.found(fileList(file.path(), content)));
        }
        boolean database =
                wantsName(file.path()) || (file.path().name().equals("status") && file.startsWith("Package:"));
        return database
                ? FileAnalyser.inMemory(file, LARGEST_DATABASE, (content, notes) -> read(file.path(), content, notes))
                : null;
    }

    @Override
    public boolean wantsName(FilePath path) {
        FilePath folder = path.parent();
        return (path.name().equals("status") && folder.name().equals("dpkg"))
                || (folder.name().equals("status.d") && !path.name().endsWith(CHECKSUMS));
    }

    private static boolean isFileList(FilePath path) {
        return (path.bytes().endsWith(FILE_LIST) && path.parent().equals(INFO_FOLDER)) || isOfChecksums(path);
    }

    private static boolean isOfChecksums(FilePath path) {
        return path.bytes().endsWith(CHECKSUMS) && path.parent().equals(STATUS_FOLDER);
    }

    private FileList fileList(FilePath file, FileBytes content) throws IOException {
        int name = isOfChecksums(file) ? CHECKSUM : 0;
        PathNumbers.Collector files = new PathNumbers.Collector(key);
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(content.open(), StandardCharsets.ISO_8859_1), 1 << 13);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            FilePath path = FilePath.ofName(name <= line.length() ? line.substring(name) : "");
            if (path != null) {
                files.add(path);
            }
        }
        files.enter(file.parent());
        CONTROL_FILES.forEach(ending -> files.addHere(stem(file) + ending));
        return new FileList(file, files.numbers());
    }

    private static void read(FilePath file, FileBytes content, Notes notes) throws IOException {
        DpkgRecord.State whenUnstated =
                file.parent().name().equals("status.d") ? DpkgRecord.State.INSTALLED : DpkgRecord.State.ABSENT;
        List<DpkgRecord> records = new ArrayList<>();
        int[] unsound = {0};
        DpkgStanzas.read(
                content,
                stanza -> DpkgRecord.of(stanza, whenUnstated).ifPresentOrElse(records::add, () -> unsound[0]++));
        notes.found(new Database(file, List.copyOf(records), unsound[0]));
    }

    /// The visible packages, in no order.
    ///
    /// @param distribution whose packages they are; null where unknown
    /// @param owned gets to know their files
    public static List<SoftwarePackage> in(
            MergedView view, @Nullable Distribution distribution, OwnedFiles owned, Gaps gaps) {
        List<MergedView.Placed<Database>> databases = databases(view, gaps);
        Set<String> known = new HashSet<>();
        Map<String, SoftwarePackage> byList = new HashMap<>();
        List<SoftwarePackage> packages = new ArrayList<>();
        for (MergedView.Placed<Database> placed : databases) {
            Database database = placed.evidence();
            BroughtBy<DpkgRecord.Identity> broughtBy = broughtBy(view, database.file());
            for (DpkgRecord record : database.records()) {
                known.add(record.name());
                if (record.state() == DpkgRecord.State.INSTALLED) {
                    SoftwarePackage software =
                            software(record, database.file(), broughtBy.layer(record.identity()), distribution);
                    packages.add(software);
                    listsOf(software, database.file()).forEach(list -> byList.putIfAbsent(list, software));
                }
            }
            noteOddities(database, gaps);
        }
        noteForgotten(view, known, gaps);
        // dpkg writes the list of a package whenever it writes its files
        view.all(FileList.class)
                .forEach(placed -> owned.add(
                        packageOf(placed.evidence()),
                        byList.get(stem(placed.evidence().file())),
                        placed.layer(),
                        placed.evidence().files()));
        return packages;
    }

    /// What the list of a package's files may be called, without its ending: packages for several machines name theirs,
    /// and a file of its own in `status.d` has one beside it.
    private static List<String> listsOf(SoftwarePackage software, FilePath database) {
        String name = software.name();
        return database.parent().name().equals(STATUS_FOLDER.name())
                ? List.of(database.name(), name)
                : List.of(name + ":" + software.architecture(), name);
    }

    private static List<MergedView.Placed<Database>> databases(MergedView view, Gaps gaps) {
        FilePath status = view.resolve(STATUS).orElse(STATUS);
        FilePath folder = view.resolve(STATUS_FOLDER).orElse(STATUS_FOLDER);
        List<MergedView.Placed<Database>> files = view.all(Database.class)
                .filter(placed -> placed.evidence().file().equals(status))
                .toList();
        List<MergedView.Placed<Database>> inFolder = view.all(Database.class)
                .filter(placed -> placed.evidence().file().parent().equals(folder))
                .toList();
        boolean statusMoved = !status.equals(STATUS);
        boolean folderMoved = !folder.equals(STATUS_FOLDER);
        boolean statusLost = statusMoved && files.isEmpty();
        boolean folderLost = folderMoved && inFolder.isEmpty();
        // Where a link moves the folder of both, one of them is enough.
        if ((statusLost && (folderLost || !folderMoved)) || (folderLost && !statusMoved)) {
            FilePath lost = statusLost ? status : folder;
            gaps.add(
                    "package-database-elsewhere",
                    "a link leads to " + lost + ", where no package database was read",
                    (statusLost ? STATUS : STATUS_FOLDER).toString());
        }
        return Stream.concat(files.stream(), inFolder.stream()).toList();
    }

    private static BroughtBy<DpkgRecord.Identity> broughtBy(MergedView view, FilePath file) {
        BroughtBy<DpkgRecord.Identity> broughtBy = new BroughtBy<>();
        for (MergedView.Placed<Database> placed : view.history(file, Database.class)) {
            broughtBy.next(
                    placed.layer(),
                    placed.evidence().records().stream()
                            .filter(record -> record.state() == DpkgRecord.State.INSTALLED)
                            .map(DpkgRecord::identity)
                            .toList());
        }
        return broughtBy;
    }

    private static SoftwarePackage software(
            DpkgRecord record, FilePath file, @Nullable Digest layer, @Nullable Distribution distribution) {
        String vendor = distribution == null ? "debian" : distribution.id();
        String release = distribution == null || distribution.versionId().isEmpty()
                ? ""
                : distribution.id() + "-" + distribution.versionId();
        SoftwarePackage.Source source = record.source();
        boolean ownSource =
                source.name().equals(record.name()) && source.version().equals(record.version());
        String upstream = ownSource
                ? ""
                : source.version().equals(record.version()) ? source.name() : source.name() + "@" + source.version();
        String purl = PackageUrl.of(
                PackageType.DEB.purlType(),
                vendor,
                record.name(),
                record.version(),
                Map.of("arch", record.architecture(), "distro", release, "upstream", upstream));
        return new SoftwarePackage(
                record.name(),
                record.version(),
                PackageType.DEB,
                purl,
                source,
                record.architecture(),
                file.toString(),
                layer);
    }

    private static void noteOddities(Database database, Gaps gaps) {
        if (database.unsound() > 0) {
            gaps.add(
                    "malformed-package-database",
                    database.unsound() + " entries have no sound name or version",
                    database.file().toString());
        }
        String partly = database.records().stream()
                .filter(record -> record.state() == DpkgRecord.State.PARTLY)
                .map(DpkgRecord::name)
                .limit(10)
                .collect(Collectors.joining(", "));
        if (!partly.isEmpty()) {
            gaps.add(
                    "package-partly-installed",
                    "not fully installed: " + partly,
                    database.file().toString());
        }
    }

    /// dpkg keeps a list of files of exactly those packages that its database names. One without an entry means that
    /// the entry was taken out behind its back.
    private static void noteForgotten(MergedView view, Set<String> known, Gaps gaps) {
        Stream<String> listed = view.all(FileList.class)
                .filter(placed -> !isOfChecksums(placed.evidence().file()))
                .map(placed -> packageOf(placed.evidence()));
        String forgotten = listed.filter(name -> !known.contains(name))
                .sorted()
                .distinct()
                .limit(10)
                .collect(Collectors.joining(", "));
        if (!forgotten.isEmpty()) {
            gaps.add(
                    "package-database-altered",
                    "files of packages are listed that the package database does not name: " + forgotten,
                    STATUS.toString());
        }
    }

    /// `libc6:amd64.list` belongs to `libc6`.
    private static String packageOf(FileList list) {
        String stem = stem(list.file());
        int colon = stem.indexOf(':');
        return FilePath.text(colon < 0 ? stem : stem.substring(0, colon));
    }

    private static String stem(FilePath list) {
        String name = list.name();
        return name.substring(0, name.lastIndexOf('.'));
    }
}
