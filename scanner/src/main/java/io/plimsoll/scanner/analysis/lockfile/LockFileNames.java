package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.model.PackageType;
import io.plimsoll.scanner.layer.FilePath;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which files are lock files, by their names and places.
final class LockFileNames {
    /// Folders of what is installed, or kept to be installed: lock files in there say what others developed with.
    private static final Pattern OF_DEPENDENCIES =
            Pattern.compile("(?:.*/)?(?:node_modules|bower_components|site-packages"
                    + "|dist-packages|vendor/bundle|\\.cargo|pkg/mod|META-INF/maven)/.*+");

    private static final String POM = "pom.xml";
    private static final String GO_SUM = "go.sum";
    private static final String GO_MOD = "go.mod";
    private static final String GO_VENDOR = "vendor/modules.txt";
    private static final String GRADLE_VERIFICATION = "gradle/verification-metadata.xml";

    record Format(PackageType type, LockFileFormat reading) {}

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

    private LockFileNames() {}

    static boolean isGoMod(FilePath path) {
        return path.name().equals(GO_MOD);
    }

    static boolean isGoSum(FilePath path) {
        return path.name().equals(GO_SUM);
    }

    /// A file of Maven, which others may add to.
    static boolean isPom(FilePath path) {
        return path.name().equals(POM) && !OF_DEPENDENCIES.matcher(path.bytes()).matches();
    }

    /// How to read a file; null where it is no lock file, or one of Maven.
    static @Nullable Format format(FilePath path) {
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

    /// The folder that a lock file speaks for.
    static FilePath folder(FilePath file) {
        return isGoVendor(file) || ends(file, GRADLE_VERIFICATION)
                ? file.parent().parent()
                : file.parent();
    }

    private static boolean isGoVendor(FilePath file) {
        return ends(file, GO_VENDOR);
    }

    private static boolean ends(FilePath file, String place) {
        return file.bytes().equals(place) || file.bytes().endsWith("/" + place);
    }
}
