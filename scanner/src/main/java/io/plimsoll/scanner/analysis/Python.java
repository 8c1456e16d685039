package io.plimsoll.scanner.analysis;

import io.plimsoll.model.PackageType;
import io.plimsoll.model.PackageUrl;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.bounds.Budget;
import io.plimsoll.scanner.bounds.Gaps;
import io.plimsoll.scanner.bounds.MalformedInput;
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
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds installed Python distributions by their metadata, wherever it lies: `NAME.dist-info/METADATA` (PEP 376),
/// `NAME.egg-info/PKG-INFO`, a plain file `NAME.egg-info`, and `EGG-INFO/PKG-INFO` in an egg, unpacked or not. Programs
/// that are one zip archive (PEP 441: zipapp, pex, shiv) hold their packages in the same forms.
public final class Python implements FileAnalyser {
    private static final String WHEEL = ".dist-info";
    private static final String EGG = ".egg-info";
    private static final String UNPACKED_EGG = "EGG-INFO";
    private static final String PACKED_EGG = ".egg";
    private static final String SCRIPT = "#!";

    /// In the script of the shell that pex can put in front of an archive, near its beginning.
    private static final String SCRIPT_OF_PEX = "\nDEFAULT_PEX_ROOT=";

    private static final String ZIP = "PK\3\4";
    static final long LARGEST_METADATA = 4L << 20;

    /// Names of programs in one archive.
    private static final Pattern PROGRAM_NAME = Pattern.compile("(?s).+\\.(?:pex|pyzw?)");

    /// A program in one archive whatever its name: what runs it is a Python, and the archive begins right behind.
    private static final Pattern PROGRAM = Pattern.compile("(?s)#![^\n]*py[^\n]*\nPK\u0003\u0004.*");

    private static final Set<String> FIELDS = Set.of("name", "version", "license", "license-expression");
    private static final String LICENCE_CLASS = "License ::";
    private static final int MOST_CLASSES = 20;

    private static final long LARGEST_LISTING = 32L << 20;
    private static final String RECORD = "RECORD";
    private static final String INSTALLED = "installed-files.txt";
    private static final String TOP_LEVEL = "top_level.txt";
    private static final int MOST_FOLDERS = 1000;

    /// As the core metadata specification has them ("Name", and PEP 440 with room for what old tools wrote).
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,200}[A-Za-z0-9])?");

    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.!+_-]{0,200}");

    /// What else an installer writes into the folder of a distribution; it tells that there is one.
    private static final Set<String> BESIDE_METADATA = Set.of(RECORD, "WHEEL", "INSTALLER", TOP_LEVEL);

    private final Budget budget;
    private final PathKey key;
    private final PackedFiles packed;

    /// @param key that the numbers of files are made with
    public Python(Budget budget, PathKey key) {
        this.budget = budget;
        this.key = key;
        this.packed = new PackedFiles(budget, LARGEST_METADATA);
    }

    /// A file that lies where metadata should lie too.
    private record Beside(FilePath file) implements Evidence {
        @Override
        public Evidence linkedAs(FilePath other) {
            return new Beside(other);
        }
    }

    @Override
    public @Nullable Sink open(LayerFile file) {
        FilePath path = file.path();
        if (isListing(path)) {
            return FileAnalyser.inMemory(file, LARGEST_LISTING, (content, notes) -> readListing(path, content, notes));
        }
        if (isBesideMetadata(path)) {
            return FileAnalyser.noticing(new Beside(path));
        }
        if (isMetadata(path)) {
            return PackageEvidence.sink(
                    file, PackageType.PYPI, LARGEST_METADATA, (content, notes) -> notes.found(read(path, content)));
        }
        boolean isEgg = path.name().endsWith(PACKED_EGG) && file.startsWith(ZIP);
        return isEgg || isProgram(file)
                ? PackageEvidence.sink(
                        file,
                        PackageType.PYPI,
                        budget.limits().fileBytes(),
                        (content, notes) -> unpack(path, content, isEgg, notes))
                : null;
    }

    private static boolean isProgram(LayerFile file) {
        return PROGRAM_NAME.matcher(file.path().name()).matches()
                ? file.startsWith(ZIP) || file.startsWith(SCRIPT)
                : file.startsWith(SCRIPT)
                        && (PROGRAM.matcher(file.start()).matches()
                                || file.start().contains(SCRIPT_OF_PEX));
    }

    @Override
    public boolean wantsName(FilePath path) {
        return isMetadata(path) || isBesideMetadata(path);
    }

    static boolean isMetadata(FilePath path) {
        String folder = path.parent().name();
        return switch (path.name()) {
            case "METADATA" -> folder.endsWith(WHEEL);
            case "PKG-INFO" -> folder.endsWith(EGG) || folder.equals(UNPACKED_EGG);
            case String name -> name.endsWith(EGG) && name.length() > EGG.length();
        };
    }

    /// What an installer writes to know later what to remove.
    private static boolean isListing(FilePath path) {
        String folder = path.parent().name();
        return switch (path.name()) {
            case RECORD -> folder.endsWith(WHEEL);
            case INSTALLED -> folder.endsWith(EGG);
            case TOP_LEVEL -> folder.endsWith(WHEEL) || folder.endsWith(EGG);
            default -> false;
        };
    }

    private static boolean isBesideMetadata(FilePath path) {
        return BESIDE_METADATA.contains(path.name()) && path.parent().name().endsWith(WHEEL);
    }

    /// `RECORD` names files from the folder that holds the metadata's (PEP 376), `installed-files.txt` from the
    /// metadata's own, and `top_level.txt` only the packages and modules that can be imported.
    private void readListing(FilePath file, FileBytes content, Notes notes) throws IOException {
        if (isBesideMetadata(file)) {
            notes.found(new Beside(file));
        }
        FilePath metadata = file.parent();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(content.open(), StandardCharsets.ISO_8859_1), 1 << 13);
        if (file.name().equals(TOP_LEVEL)) {
            List<String> names = lines.lines()
                    .map(String::strip)
                    .filter(name -> NAME.matcher(name).matches())
                    .limit(MOST_FOLDERS)
                    .toList();
            notes.found(new FileListing(file, PathNumbers.NONE, names));
            return;
        }
        FilePath from = file.name().equals(RECORD) ? metadata.parent() : metadata;
        PathNumbers.Collector files = new PathNumbers.Collector(key);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            FilePath path = from(from, file.name().equals(RECORD) ? firstColumn(line) : line.strip());
            if (path != null) {
                files.add(path);
            }
        }
        notes.found(new FileListing(file, files.numbers(), List.of()));
    }

    /// `"a, ""b"".py",sha256=...,12` is the file `a, "b".py` (RFC 4180).
    private static String firstColumn(String line) {
        if (line.startsWith("\"")) {
            int end = line.indexOf("\",");
            return line.substring(1, Math.max(end, 1)).replace("\"\"", "\"");
        }
        int comma = line.indexOf(',');
        return line.substring(0, Math.max(comma, 0));
    }

    /// Where a name leads from a folder; null if nowhere. The root is as high as it goes.
    private static @Nullable FilePath from(FilePath folder, String name) {
        FilePath at = folder;
        String rest = name;
        while (rest.startsWith("../")) {
            at = at.parent();
            rest = rest.substring(3);
        }
        return rest.isEmpty()
                ? null
                : FilePath.ofName(rest.startsWith("/") ? rest : at.child(rest).bytes());
    }

    /// Tells which package each list is of.
    ///
    /// @param folders gets to know those of packages that list no files
    static void list(
            MergedView view,
            Collection<SoftwarePackage> packages,
            OwnedFiles listed,
            Map<FilePath, SoftwarePackage> folders) {
        Map<FilePath, SoftwarePackage> byMetadata = new HashMap<>();
        packages.stream()
                .filter(software -> software.type() == PackageType.PYPI)
                .forEach(software ->
                        byMetadata.putIfAbsent(OwnedFiles.file(software.path()).parent(), software));
        Set<FilePath> listing = new HashSet<>();
        List<FileListing> withoutFiles = new ArrayList<>();
        view.all(FileListing.class).forEach(placed -> {
            FileListing list = placed.evidence();
            SoftwarePackage software = byMetadata.get(list.file().parent());
            if (software != null && list.file().name().equals(TOP_LEVEL)) {
                withoutFiles.add(list);
            } else if (software != null) {
                listing.add(list.file().parent());
                listed.add(software.name(), software, placed.layer(), list.files());
            }
        });
        withoutFiles.stream()
                .filter(list -> !listing.contains(list.file().parent()))
                .forEach(list -> list.folders()
                        .forEach(name -> folders.putIfAbsent(
                                list.file().parent().parent().child(name),
                                byMetadata.get(list.file().parent()))));
    }

    /// An egg is one package; a program may have none but itself.
    private void unpack(FilePath file, FileBytes content, boolean isEgg, Notes notes) throws IOException {
        int read = packed.read(
                file, content, Python::isMetadata, notes, (metadata, found) -> found.found(read(file, metadata)));
        if (read == 0 && isEgg) {
            throw new MalformedInput("an egg of Python without metadata");
        }
    }

    /// The visible packages, in no order. A folder without metadata, which somebody has removed to save space perhaps,
    /// bears name and version itself.
    public static List<SoftwarePackage> in(MergedView view, Gaps gaps) {
        Predicate<FilePath> installed = Conda.outsideCache(view);
        List<SoftwarePackage> packages = new ArrayList<>(PackageEvidence.in(view, PackageType.PYPI, installed, gaps));
        Set<FilePath> folders = view.all(PackageEvidence.class)
                .map(placed -> placed.evidence().file().parent())
                .collect(Collectors.toCollection(HashSet::new));
        view.all(Beside.class)
                .filter(placed -> installed.test(placed.evidence().file()))
                .sorted(Comparator.comparing(placed -> placed.evidence().file()))
                .filter(placed -> folders.add(placed.evidence().file().parent()))
                .map(placed -> byFolder(placed.evidence().file()).placed(placed.layer(), gaps))
                .flatMap(Optional::stream)
                .forEach(packages::add);
        return packages;
    }

    /// `NAME-VERSION.dist-info`, with no hyphen in either (PEP 427).
    private static PackageEvidence byFolder(FilePath file) {
        String folder = file.parent().name();
        String stem = folder.substring(0, folder.length() - WHEEL.length());
        int hyphen = stem.indexOf('-');
        return evidence(file, stem.substring(0, Math.max(hyphen, 0)), stem.substring(hyphen + 1));
    }

    /// Reads the header, which ends with the first empty line; the description that may follow can hold anything. Of a
    /// field that comes twice the first counts, as for Python's own reader.
    static PackageEvidence read(FilePath file, FileBytes content) throws IOException {
        Map<String, String> fields = new HashMap<>();
        List<String> classified = new ArrayList<>();
        BufferedReader lines = new BufferedReader(new InputStreamReader(content.open(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null && !line.isBlank(); line = lines.readLine()) {
            int colon = line.indexOf(':');
            String field = line.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT);
            String value = line.substring(colon + 1).strip();
            if (FIELDS.contains(field) && !value.isEmpty()) {
                fields.putIfAbsent(field, value);
            } else if (field.equals("classifier")
                    && value.startsWith(LICENCE_CLASS)
                    && classified.size() < MOST_CLASSES) {
                classified.add(value.substring(value.lastIndexOf("::") + 2));
            }
        }
        return evidence(file, fields.getOrDefault("name", ""), fields.getOrDefault("version", ""))
                .licensed(licences(fields, classified));
    }

    /// The expression of newer metadata, else the free words of older ones, else the classes on the package index.
    private static List<String> licences(Map<String, String> fields, List<String> classified) {
        String stated = fields.getOrDefault("license-expression", fields.getOrDefault("license", ""));
        return stated.isEmpty() || stated.equals("UNKNOWN") ? classified : List.of(stated);
    }

    private static PackageEvidence evidence(FilePath file, String name, String version) {
        if (NAME.matcher(name).matches() && VERSION.matcher(version).matches()) {
            return PackageEvidence.of(file, PackageType.PYPI, name, version, purl(name, version));
        }
        String problem = name.isEmpty() || version.isEmpty()
                ? "the metadata of a Python package names no name or no version"
                : "its name or version is not one that Python knows";
        return PackageEvidence.unreadable(file, PackageType.PYPI, problem);
    }

    /// Names differ only in what PEP 503 makes equal; the purl specification has them in that form.
    private static String purl(String name, String version) {
        String normal = name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
        return PackageUrl.of(PackageType.PYPI.purlType(), "", normal, version, Map.of());
    }
}
