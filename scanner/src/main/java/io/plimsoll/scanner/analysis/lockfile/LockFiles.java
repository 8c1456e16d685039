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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the lock files of a folder: what will be installed, where nothing is installed yet. Only for folders; in an
/// image
/// what is installed counts.
///
/// What is both declared and installed is listed once, as installed, if that lies in the folder of the lock file or
/// below
/// it. Of several lock files in one folder that declare the same the first by name is listed.
public final class LockFiles implements FileAnalyser {
    private static final long LARGEST = 16L << 20;

    /// Folders of what is installed, or kept to be installed: lock files in there say what the developers of a
    /// dependency
    /// used.
    private static final Pattern OF_DEPENDENCIES =
            Pattern.compile("(?:.*/)?(?:node_modules|bower_components|site-packages"
                    + "|dist-packages|vendor/bundle|\\.cargo|pkg/mod|META-INF/maven)/.*+");

    private static final String GO_SUM = "go.sum";
    private static final String GO_MOD = "go.mod";
    private static final String GO_VENDOR = "vendor/modules.txt";

    private record Format(PackageType type, LockFileFormat reading) {}

    private static final Map<String, Format> BY_NAME = Map.ofEntries(
            Map.entry("package-lock.json", new Format(PackageType.NPM, NpmLock::read)),
            Map.entry("npm-shrinkwrap.json", new Format(PackageType.NPM, NpmLock::read)),
            Map.entry("yarn.lock", new Format(PackageType.NPM, YarnLock::read)),
            Map.entry("pnpm-lock.yaml", new Format(PackageType.NPM, PnpmLock::read)),
            Map.entry("bun.lock", new Format(PackageType.NPM, BunLock::read)),
            Map.entry("bun.lockb", new Format(PackageType.NPM, BunLock::binary)),
            Map.entry("Pipfile.lock", new Format(PackageType.PYPI, PipfileLock::read)),
            Map.entry("poetry.lock", new Format(PackageType.PYPI, PoetryLock::poetry)),
            Map.entry("pdm.lock", new Format(PackageType.PYPI, PoetryLock::pdm)),
            Map.entry("uv.lock", new Format(PackageType.PYPI, UvLock::read)),
            Map.entry("Gemfile.lock", new Format(PackageType.GEM, GemfileLock::read)),
            Map.entry("gems.locked", new Format(PackageType.GEM, GemfileLock::read)),
            Map.entry("Cargo.lock", new Format(PackageType.CARGO, CargoLock::read)),
            Map.entry("composer.lock", new Format(PackageType.COMPOSER, ComposerLock::read)),
            Map.entry("packages.lock.json", new Format(PackageType.NUGET, NugetLock::read)),
            Map.entry("packages.config", new Format(PackageType.NUGET, NugetXml::config)),
            Map.entry("Packages.props", new Format(PackageType.NUGET, NugetXml::props)),
            Map.entry("packages.props", new Format(PackageType.NUGET, NugetXml::props)),
            Map.entry("Directory.Packages.props", new Format(PackageType.NUGET, NugetXml::props)),
            Map.entry("paket.lock", new Format(PackageType.NUGET, PaketLock::read)),
            Map.entry(GO_MOD, new Format(PackageType.GOLANG, GoMod::read)),
            Map.entry(GO_SUM, new Format(PackageType.GOLANG, GoSum::read)),
            Map.entry("pyproject.toml", new Format(PackageType.PYPI, Requirements::project)),
            Map.entry("pom.xml", new Format(PackageType.MAVEN, MavenPom::read)),
            Map.entry("gradle.lockfile", new Format(PackageType.MAVEN, GradleLock::read)),
            Map.entry("buildscript-gradle.lockfile", new Format(PackageType.MAVEN, GradleLock::read)),
            Map.entry("verification-metadata.xml", new Format(PackageType.MAVEN, GradleVerification::read)),
            Map.entry("build.sbt.lock", new Format(PackageType.MAVEN, SbtLock::read)),
            Map.entry("pubspec.lock", new Format(PackageType.PUB, PubspecLock::read)),
            Map.entry("renv.lock", new Format(PackageType.CRAN, RenvLock::read)),
            Map.entry("mix.lock", new Format(PackageType.HEX, MixLock::read)));

    private static final Format VENDORED = new Format(PackageType.GOLANG, GoVendor::read);
    private static final Format REQUIREMENTS = new Format(PackageType.PYPI, Requirements::file);
    private static final Format PYLOCK = new Format(PackageType.PYPI, PyLock::read);

    private static final Pattern REQUIREMENTS_NAME = Pattern.compile("(?:.*[-_.])?requirements(?:[-_.].*)?\\.txt");
    private static final Pattern PYLOCK_NAME = Pattern.compile("pylock(?:\\.[^.]+)?\\.toml");

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

    @Override
    public @Nullable Sink open(LayerFile file) {
        Format format = format(file.path());
        return format == null
                ? null
                : FileAnalyser.inMemory(
                        file, LARGEST, (content, notes) -> notes.found(read(file.path(), format, content)));
    }

    @Override
    public boolean wantsName(FilePath path) {
        return format(path) != null;
    }

    private static @Nullable Format format(FilePath path) {
        String name = path.name();
        if (OF_DEPENDENCIES.matcher(path.bytes()).matches()) {
            return null;
        }
        if (isGoVendor(path)) {
            return VENDORED;
        }
        if (PYLOCK_NAME.matcher(name).matches()) {
            return PYLOCK;
        }
        return REQUIREMENTS_NAME.matcher(name).matches() ? REQUIREMENTS : BY_NAME.get(name);
    }

    private static LockFile read(FilePath file, Format format, FileBytes content) {
        Declarations found = new Declarations();
        try {
            format.reading().read(content, found);
        } catch (MalformedInput e) {
            found.malformed(String.valueOf(e.getMessage()));
        }
        return new LockFile(file, format.type(), found.packages(), found.isPartial(), found.problem());
    }

    /// The declared packages that are not installed as well, in no order.
    ///
    /// @param installed what is installed in the same folder
    public static List<SoftwarePackage> in(MergedView view, Collection<SoftwarePackage> installed, Gaps gaps) {
        List<Placed<LockFile>> files = view.all(LockFile.class)
                .sorted(Comparator.comparing(placed -> placed.evidence().file()))
                .toList();
        Map<FilePath, LockFile> goMods = new HashMap<>();
        DeclaredListing listing = new DeclaredListing(
                files.stream().map(placed -> folder(placed.evidence().file())).toList(), installed);
        for (Placed<LockFile> placed : files) {
            LockFile file = placed.evidence();
            FilePath folder = folder(file.file());
            if (!file.problem().isEmpty()) {
                gaps.add("malformed-lock-file", file.problem(), file.file().toString());
            }
            if (file.file().name().equals(GO_MOD)) {
                goMods.put(folder, file);
            }
            LockFile goMod = file.file().name().equals(GO_SUM) ? goMods.get(folder) : null;
            listing.add(folder, file.file(), file.type(), goMod == null ? file.packages() : missing(goMod, file));
        }
        return listing.packages();
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

    /// The folder that a lock file speaks for.
    private static FilePath folder(FilePath file) {
        return isGoVendor(file) ? file.parent().parent() : file.parent();
    }

    private static boolean isGoVendor(FilePath file) {
        return file.bytes().equals(GO_VENDOR) || file.bytes().endsWith("/" + GO_VENDOR);
    }
}
