package io.plimsoll.scanner.analysis.sensitive;

import java.util.List;
import java.util.Set;

/// What a folder says of the texts in it.
///
/// @param path with the slash at its end; empty for the root
/// @param isManual whether it holds manuals or translations
/// @param isLibrary whether it belongs to something installed
/// @param hasExamples whether it has a name that libraries give to examples and tests, or lies in such a folder
record TextFolder(String path, boolean isManual, boolean isLibrary, boolean hasExamples) {
    private static final Set<String> MANUALS = Set.of(
            "doc",
            "doc-base",
            "man",
            "info",
            "locale",
            "i18n",
            "zoneinfo",
            "gtk-doc",
            "help",
            "vim",
            "perl",
            "mime",
            "bash-completion",
            "zsh",
            "fonts",
            "icons",
            "X11",
            "misc");

    private static final Set<String> LIBRARIES = Set.of(
            "node_modules",
            "site-packages",
            "dist-packages",
            "gems",
            "bower_components",
            "vendor",
            ".m2",
            ".npm",
            ".cache");

    private static final Set<String> LIBRARIES_AT_THE_ROOT = Set.of("lib", "lib32", "lib64", "libx32", "libexec");
    private static final Set<String> LIBRARIES_BELOW_USR = Set.of("share", "include", "go", "src");
    private static final Set<String> PACKAGE_MANAGERS = Set.of("dpkg", "apt", "rpm", "pacman", "apk");
    private static final List<String> LANGUAGES = List.of("python", "ruby", "perl", "php", "R", "node", "jvm");

    private static final Set<String> EXAMPLES = Set.of(
            "test",
            "tests",
            "testing",
            "testdata",
            "test-data",
            "test_data",
            "testcerts",
            "__tests__",
            "__fixtures__",
            "fixtures",
            "fixture",
            "spec",
            "specs",
            "example",
            "examples",
            "sample",
            "samples",
            "demo",
            "demos",
            "doc",
            "docs",
            "documentation",
            "man",
            "benchmark",
            "benchmarks",
            "mock",
            "mocks",
            "__mocks__");

    /// The folder with this path, which ends with a slash unless it is empty.
    static TextFolder of(String path) {
        List<String> names = path.isEmpty()
                ? List.of()
                : List.of(path.substring(0, path.length() - 1).split("/", -1));
        return new TextFolder(
                path, isManual(names), isLibrary(names), names.stream().anyMatch(EXAMPLES::contains));
    }

    /// Whether a file with this path lies in the folder itself.
    boolean holds(String file) {
        return file.startsWith(path) && file.lastIndexOf('/') == path.length() - 1;
    }

    /// The folder that a file with this path lies in.
    static TextFolder around(String file) {
        return of(file.substring(0, file.lastIndexOf('/') + 1));
    }

    private static boolean isManual(List<String> names) {
        List<String> below = belowUsr(names);
        return below.size() > 1 && below.get(0).equals("share") && MANUALS.contains(below.get(1));
    }

    /// Without the names `usr` or `usr/local` that it begins with; empty if it does not.
    private static List<String> belowUsr(List<String> names) {
        if (names.isEmpty() || !names.get(0).equals("usr")) {
            return List.of();
        }
        int own = names.size() > 1 && names.get(1).equals("local") ? 2 : 1;
        return names.subList(own, names.size());
    }

    private static boolean isLibrary(List<String> names) {
        if (names.isEmpty()) {
            return false;
        }
        List<String> below = belowUsr(names);
        boolean belongsToUsr = !below.isEmpty()
                && (LIBRARIES_AT_THE_ROOT.contains(below.get(0)) || LIBRARIES_BELOW_USR.contains(below.get(0)));
        return belongsToUsr
                || LIBRARIES_AT_THE_ROOT.contains(names.get(0))
                || isOfPackageManager(names)
                || names.stream().anyMatch(LIBRARIES::contains)
                || hasLibraryOfTwoNames(names);
    }

    private static boolean isOfPackageManager(List<String> names) {
        return names.size() > 2
                && names.get(0).equals("var")
                && names.get(1).equals("lib")
                && PACKAGE_MANAGERS.contains(names.get(2));
    }

    private static boolean hasLibraryOfTwoNames(List<String> names) {
        for (int i = 1; i < names.size(); i++) {
            if (isLibrary(names.get(i - 1), names.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLibrary(String first, String second) {
        return switch (first) {
            case "pkg" -> second.equals("mod");
            case ".cargo" -> second.equals("registry");
            case "lib", "lib64" -> LANGUAGES.stream().anyMatch(second::startsWith);
            default -> false;
        };
    }
}
