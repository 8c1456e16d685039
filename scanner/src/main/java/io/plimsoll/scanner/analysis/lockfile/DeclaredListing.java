package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.model.PackageType;
import io.plimsoll.model.PackageUrl;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.layer.FilePath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Lists what lock files declare, once for each folder that they speak for.
final class DeclaredListing {
    private static final String DEVELOPMENT = "development";

    /// @param purl without qualifiers, and for any version without that
    private record Place(String folder, String purl) {}

    private record Declared(FilePath folder, SoftwarePackage software) {}

    private final Set<Place> taken = new HashSet<>();
    private final List<SoftwarePackage> packages = new ArrayList<>();
    private final List<Declared> unversioned = new ArrayList<>();

    /// @param folders that lock files speak for
    /// @param installed what is installed in one of them, or below, is not listed
    DeclaredListing(Collection<FilePath> folders, Collection<SoftwarePackage> installed) {
        Set<String> names = new HashSet<>();
        folders.forEach(folder -> names.add(name(folder)));
        for (SoftwarePackage one : installed) {
            for (int end = one.path().lastIndexOf('/');
                    end >= 0;
                    end = one.path().lastIndexOf('/', end - 1)) {
                String folder = one.path().substring(0, end);
                if (names.contains(folder)) {
                    take(folder, unqualified(one.purl()));
                }
            }
        }
    }

    /// Lists what a file declares for a folder, and was not yet declared for it.
    void add(FilePath folder, FilePath file, PackageType type, List<DeclaredPackage> declared) {
        for (DeclaredPackage one : declared) {
            SoftwarePackage software = software(file, type, one);
            if (one.version().isEmpty()) {
                unversioned.add(new Declared(folder, software));
            } else if (take(name(folder), software.purl())) {
                packages.add(software);
            }
        }
    }

    /// All that is to be listed. Call it once, when all has been added.
    List<SoftwarePackage> packages() {
        for (Declared one : unversioned) {
            if (taken.add(new Place(name(one.folder()), one.software().purl()))) {
                packages.add(one.software());
            }
        }
        return packages;
    }

    private boolean take(String folder, String purl) {
        taken.add(new Place(folder, purl.substring(0, Math.max(purl.lastIndexOf('@'), 0))));
        return taken.add(new Place(folder, purl));
    }

    private static SoftwarePackage software(FilePath file, PackageType type, DeclaredPackage one) {
        return new SoftwarePackage(
                one.name(),
                one.version(),
                type,
                purl(type, one),
                null,
                "",
                file.toString(),
                null,
                List.of(),
                "",
                one.development() ? DEVELOPMENT : "");
    }

    private static String name(FilePath folder) {
        return folder.isRoot() ? "" : folder.toString();
    }

    private static String unqualified(String purl) {
        int qualifiers = purl.indexOf('?');
        return qualifiers < 0 ? purl : purl.substring(0, qualifiers);
    }

    /// Namespace and spelling as the package-url specification has them for each type.
    private static String purl(PackageType type, DeclaredPackage one) {
        String name = switch (type) {
            case PYPI -> one.name().toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
            case GOLANG, COMPOSER, HEX -> one.name().toLowerCase(Locale.ROOT);
            case MAVEN -> one.name().replace(':', '/');
            case NPM, CARGO, GEM, NUGET, CONDA, CRAN, PUB, DEB, APK, RPM, GENERIC -> one.name();
        };
        int slash = name.lastIndexOf('/');
        return PackageUrl.of(
                type.purlType(),
                name.substring(0, Math.max(slash, 0)),
                name.substring(slash + 1),
                one.version(),
                Map.of());
    }
}
