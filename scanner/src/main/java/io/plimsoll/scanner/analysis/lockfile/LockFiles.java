package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.model.PackageType;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.bounds.Gaps;
import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.Evidence;
import io.plimsoll.scanner.layer.FileAnalyser;
import io.plimsoll.scanner.layer.FileBytes;
import io.plimsoll.scanner.layer.FilePath;
import io.plimsoll.scanner.layer.MergedView;
import io.plimsoll.scanner.layer.MergedView.Placed;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the lock files of a folder: what will be installed, where nothing is installed yet. Only for folders;
/// in an image what is installed counts.
///
/// What is both declared and installed is listed once, as installed, if that lies in the folder of the lock
/// file or below it; without a version it is left out where any version is installed or declared there. Of
/// several lock files in one folder that declare the same the first by name is listed.
public final class LockFiles implements FileAnalyser {
    private static final long LARGEST = 16L << 20;

    /// What one lock file says.
    ///
    /// @param isPartial whether a file beside it names the rest
    /// @param problem why something of it could not be read; empty if all could
    private record LockFile(
            FilePath file, PackageType type, List<DeclaredPackage> packages, boolean isPartial, String problem)
            implements Evidence {
        @Override
        public Evidence linkedAs(FilePath other) {
            return new LockFile(other, type, packages, isPartial, problem);
        }

        @Override
        public long weight() {
            return 400
                    + 2L * file.bytes().length()
                    + packages.stream().mapToLong(DeclaredPackage::weight).sum();
        }
    }

    /// What one `pom.xml` says, which others may add to.
    private record Pom(FilePath file, MavenModel model) implements Evidence {
        @Override
        public Evidence linkedAs(FilePath other) {
            return new Pom(other, model);
        }

        @Override
        public long weight() {
            return 400 + 2L * file.bytes().length() + model.weight();
        }
    }

    @Override
    public @Nullable Sink open(LayerFile file) {
        if (LockFileNames.isPom(file.path())) {
            return FileAnalyser.inMemory(file, LARGEST, (content, notes) -> notes.found(readPom(file.path(), content)));
        }
        LockFileNames.Format format = LockFileNames.format(file.path());
        return format == null
                ? null
                : FileAnalyser.inMemory(
                        file, LARGEST, (content, notes) -> notes.found(read(file.path(), format, content)));
    }

    @Override
    public boolean wantsName(FilePath path) {
        return LockFileNames.isPom(path) || LockFileNames.format(path) != null;
    }

    private static LockFile read(FilePath file, LockFileNames.Format format, FileBytes content) {
        return declared(file, format.type(), found -> format.reading().read(content, found));
    }

    private static Evidence readPom(FilePath file, FileBytes content) {
        try {
            return new Pom(file, MavenModel.parse(content));
        } catch (MalformedInput e) {
            return new LockFile(file, PackageType.MAVEN, List.of(), false, String.valueOf(e.getMessage()));
        }
    }

    private interface Declaring {
        void declare(Declarations found) throws MalformedInput;
    }

    private static LockFile declared(FilePath file, PackageType type, Declaring declaring) {
        Declarations found = new Declarations();
        try {
            declaring.declare(found);
        } catch (MalformedInput e) {
            found.malformed(String.valueOf(e.getMessage()));
        }
        return new LockFile(file, type, found.packages(), found.isPartial(), found.problem());
    }

    /// The declared packages that are not installed as well, in no order.
    ///
    /// @param installed what is installed in the same folder
    public static List<SoftwarePackage> in(MergedView view, Collection<SoftwarePackage> installed, Gaps gaps) {
        SortedMap<FilePath, MavenModel> poms = new TreeMap<>();
        view.all(Pom.class)
                .forEach(placed ->
                        poms.put(placed.evidence().file(), placed.evidence().model()));
        MavenProjects projects = new MavenProjects(poms);
        Stream<LockFile> declaredByPoms = poms.keySet().stream()
                .map(file -> declared(file, PackageType.MAVEN, found -> projects.declare(file, found)));
        List<LockFile> files = Stream.concat(view.all(LockFile.class).map(Placed::evidence), declaredByPoms)
                .sorted(Comparator.comparing(LockFile::file))
                .toList();
        Map<FilePath, LockFile> goMods = new HashMap<>();
        DeclaredListing listing = new DeclaredListing(
                files.stream().map(file -> LockFileNames.folder(file.file())).toList(), installed);
        for (LockFile file : files) {
            FilePath folder = LockFileNames.folder(file.file());
            if (!file.problem().isEmpty()) {
                gaps.add("malformed-lock-file", file.problem(), file.file().toString());
            }
            if (LockFileNames.isGoMod(file.file())) {
                goMods.put(folder, file);
            }
            LockFile goMod = LockFileNames.isGoSum(file.file()) ? goMods.get(folder) : null;
            listing.add(folder, file.file(), file.type(), goMod == null ? file.packages() : missing(goMod, file));
        }
        List<SoftwarePackage> packages = listing.packages();
        noteVersionsElsewhere(packages, poms.keySet(), projects, gaps);
        return packages;
    }

    /// Says where versions would come from that no file here has.
    private static void noteVersionsElsewhere(
            List<SoftwarePackage> packages, Collection<FilePath> poms, MavenProjects projects, Gaps gaps) {
        Map<String, Long> unversioned = packages.stream()
                .filter(one -> one.version().isEmpty())
                .collect(Collectors.groupingBy(SoftwarePackage::path, Collectors.counting()));
        for (FilePath pom : poms) {
            Long number = unversioned.get(pom.toString());
            String elsewhere = projects.elsewhere(pom).orElse("");
            if (number != null && !elsewhere.isEmpty()) {
                gaps.add(
                        "versions-elsewhere",
                        number + " dependencies have no version here; those that are not ranges take it from "
                                + elsewhere + ", which the folder does not hold",
                        pom.toString());
            }
        }
    }

    /// What a `go.sum` adds to the `go.mod` beside it.
    private static List<DeclaredPackage> missing(LockFile goMod, LockFile goSum) {
        if (!goMod.isPartial()) {
            return List.of();
        }
        Set<String> named = goMod.packages().stream().map(DeclaredPackage::name).collect(Collectors.toSet());
        return goSum.packages().stream()
                .filter(one -> !named.contains(one.name()))
                .toList();
    }
}
