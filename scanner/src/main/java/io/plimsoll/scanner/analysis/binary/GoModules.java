package io.plimsoll.scanner.analysis.binary;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the build information of a Go program names.
///
/// @param modules Go itself, the main module and its dependencies, as far as they have versions
/// @param problem why not all could be read; empty if all could
record GoModules(List<Module> modules, String problem) {
    /// What the advisories call Go itself and its standard library.
    static final String STANDARD_LIBRARY = "stdlib";

    private static final String UNVERSIONED = "(devel)";
    private static final int LONGEST = 500;

    /// `go1.22.1`, also with what vendors and builders put behind it: `go1.20.5 X:boringcrypto`, `go1.21.3-fips`.
    private static final Pattern GO =
            Pattern.compile("(?:devel )?go(?<version>\\d+(?:\\.\\d+){0,2}(?:(?:rc|beta)\\d+)?)(?:[ +-][ -~]*)?");

    private static final Pattern OTHER_GO = Pattern.compile("(devel|gccgo|unknown|GNU)[ -~]*|");

    // Go's golang.org/x/mod/module, "CheckPath" and "CheckImportPath": letters, digits and these.
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9][\\w.~+/-]{0,499}");
    private static final Pattern VERSION = Pattern.compile("v\\d[0-9A-Za-z.+-]{0,199}");

    record Module(String path, String version) {}

    GoModules {
        modules = List.copyOf(modules);
    }

    /// Reads the build information (Go's runtime/debug, "ParseBuildInfo").
    static GoModules of(String version, String text) {
        Reading reading = new Reading();
        reading.go(version);
        text.lines().forEach(reading::line);
        reading.endModule();
        return new GoModules(reading.modules, reading.problem);
    }

    /// The lines as they come: a replacement stands below what it replaces.
    private static final class Reading {
        private final List<Module> modules = new ArrayList<>();
        private String problem = "";
        private Module last = new Module("", UNVERSIONED);

        void go(String version) {
            Matcher matcher = GO.matcher(version);
            if (matcher.matches()) {
                modules.add(new Module(STANDARD_LIBRARY, matcher.group("version")));
            } else if (!OTHER_GO.matcher(version).matches()) {
                problem = "the Go build information names no version of Go";
            }
        }

        void line(String line) {
            String[] columns = line.split("\t", -1);
            boolean isModule = columns[0].equals("mod") || columns[0].equals("dep");
            boolean isReplacement = columns[0].equals("=>");
            if (!isModule && !isReplacement) {
                return;
            }
            if (columns.length < 3 || line.length() > LONGEST + 500) {
                problem = "a line of the Go build information names no module and version";
            } else if (isModule) {
                endModule();
                last = new Module(columns[1], columns[2]);
            } else if (isVersioned(columns[2])) {
                last = new Module(columns[1], columns[2]);
            }
        }

        /// The module is known once no replacement follows. What a folder replaces keeps its own version: it is most
        /// likely a copy of that.
        void endModule() {
            if (!isVersioned(last.version())) {
                return;
            }
            if (PATH.matcher(last.path()).matches()
                    && VERSION.matcher(last.version()).matches()) {
                modules.add(last);
            } else {
                problem = "the Go build information names a module or a version that cannot be one";
            }
            last = new Module("", UNVERSIONED);
        }

        private static boolean isVersioned(String version) {
            return !version.isEmpty() && !version.equals(UNVERSIONED);
        }
    }
}
