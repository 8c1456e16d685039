package io.plimsoll.scanner.analysis.lockfile;

import java.util.Locale;
import java.util.Set;

/// The names by which Python projects call extras that only developers install.
final class DeveloperGroups {
    private static final Set<String> NAMES = Set.of("dev", "develop", "development", "test", "tests", "testing");

    private DeveloperGroups() {}

    static boolean include(String name) {
        return NAMES.contains(name.toLowerCase(Locale.ROOT));
    }
}
