package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.model.PackageType;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.analysis.PackageUrl;
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

    /// @param purl without qualifiers
    private record Place(String folder, String purl) {}

    private final Set<Place> taken = new HashSet<>();
    private final List<SoftwarePackage> packages = new ArrayList<>();

    /// @param folders that lock files speak for
    /// @param installed what is installed in one of them, or below, is not listed
    DeclaredListing(Collection<FilePath> folders, Collection<SoftwarePackage> installed) {
        Set<String> names = new HashSet<>();
        folders.forEach(folder -> names.add(name(folder)));
        for (SoftwarePackage one : installed) {
            String purl = unqualified(one.purl());
            for (int end = one.path().lastIndexOf('/');
                    end >= 0;
                    end = one.path().lastIndexOf('/', end - 1)) {
                String folder = one.path().substring(0, end);
                if (names.contains(folder)) {
                    taken.add(new Place(folder, purl));
                }
            }
        }
    }

    /// Lists what a file declares for a folder, and was not yet declared for it.
    void add(FilePath folder, FilePath file, PackageType type, List<DeclaredPackage> declared) {
        for (DeclaredPackage one : declared) {
            String purl = purl(type, one);
            if (taken.add(new Place(name(folder), purl))) {
                packages.add(new SoftwarePackage(
                        one.name(),
                        one.version(),
                        type,
                        purl,
                        null,
                        "",
                        file.toString(),
                        null,
                        List.of(),
                        "",
                        one.development() ? DEVELOPMENT : ""));
            }
        }
    }

    List<SoftwarePackage> packages() {
        return packages;
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
