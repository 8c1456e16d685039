package io.plimsoll.advisories.matching;

import io.plimsoll.model.PackageType;
import io.plimsoll.model.SoftwarePackage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Packages of Conda that are in an inventory a second time, as what they bring: a Python distribution or an R package
/// of that name and version below the folder of the environment. Advisories are about those.
final class CondaTwins {
    private static final String RECORDS = "conda-meta/";
    private static final String OF_R = "r-";
    private static final Pattern SEPARATORS = Pattern.compile("[-_.]++");

    private record Named(PackageType type, String name, String version) {
        static Named of(PackageType type, String name, String version) {
            return new Named(type, folded(name), folded(version));
        }

        private static String folded(String text) {
            return SEPARATORS.matcher(text).replaceAll("-").toLowerCase(Locale.ROOT);
        }
    }

    private final Map<Named, List<String>> paths = new HashMap<>();

    static CondaTwins in(List<SoftwarePackage> packages) {
        CondaTwins twins = new CondaTwins();
        for (SoftwarePackage software : packages) {
            if (software.type() == PackageType.PYPI || software.type() == PackageType.CRAN) {
                twins.paths
                        .computeIfAbsent(
                                Named.of(software.type(), software.name(), software.version()), _ -> new ArrayList<>())
                        .add(software.path());
            }
        }
        return twins;
    }

    /// Whether what this package brings is in the inventory as well.
    boolean standFor(SoftwarePackage conda) {
        String name = conda.name();
        if (conda.type() != PackageType.CONDA) {
            return false;
        }
        return isInEnvironment(conda, Named.of(PackageType.PYPI, name, conda.version()))
                || (name.startsWith(OF_R)
                        && isInEnvironment(
                                conda, Named.of(PackageType.CRAN, name.substring(OF_R.length()), conda.version())));
    }

    private boolean isInEnvironment(SoftwarePackage conda, Named twin) {
        int end = conda.path().lastIndexOf(RECORDS);
        String environment = conda.path().substring(0, Math.max(end, 0));
        return end >= 0 && paths.getOrDefault(twin, List.of()).stream().anyMatch(path -> path.startsWith(environment));
    }
}
