package io.plimsoll.scanner.analysis.sensitive;

import io.plimsoll.scanner.layer.FileAnalyser.LayerFile;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What kind of text a file is, as far as the search cares. Programs, images and packed files are not searched: they
/// are
/// recognised by their first bytes.
enum TextKind {
    /// Files of a known form that hold nothing but logins ([CredentialFiles]).
    LOGINS,
    /// Files of settings for programs to read, such as `.env`: a value of any form is meant.
    SETTINGS,
    /// Other configuration files.
    CONFIGURATION,
    /// A part of an installed library.
    LIBRARY,
    /// An SQLite database.
    DATABASE,
    /// Anything else that people can read.
    TEXT;

    private static final String SQLITE = "SQLite format 3\0";

    /// Manuals and translations.
    private static final Pattern MANUALS = Pattern.compile(
            "usr/(?:local/)?share/(?:doc|doc-base|man|info|locale|i18n|zoneinfo|gtk-doc|help|vim|perl|mime|bash-completion"
                    + "|zsh|fonts|icons|X11|misc)/.*+");

    private static final Pattern LIBRARIES = Pattern.compile("(?:.*/)?(?:node_modules|site-packages|dist-packages|gems"
            + "|bower_components|vendor|pkg/mod|\\.m2|\\.cargo/registry|\\.npm|\\.cache)/.*+"
            + "|(?:usr/(?:local/)?)?lib(?:32|64|x32|exec)?/.*+|usr/(?:local/)?(?:share|include|go|src)/.*+|(?:.*/)?lib(?:64)?/(?:python|ruby|perl|php|R|node|jvm)[^/]*+/.*+"
            + "|var/lib/(?:dpkg|apt|rpm|pacman|apk)/.*+");

    /// Folders of libraries that hold examples.
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

    private static final Pattern SETTING_NAMES =
            Pattern.compile("\\.env(?:\\..*+)?|.*\\.env|\\.npmrc|\\.pypirc|\\.my\\.cnf|environment|credentials");

    private static final Set<String> CONFIGURATION_ENDINGS = Set.of(
            "properties",
            "yaml",
            "yml",
            "ini",
            "conf",
            "cfg",
            "cnf",
            "config",
            "toml",
            "json",
            "xml",
            "tfvars",
            "tf",
            "hcl",
            "service",
            "plist");

    /// The kind of a file, or null if it is not searched.
    static @Nullable TextKind of(LayerFile file) {
        String path = file.path().bytes();
        if (file.startsWith(SQLITE)) {
            return isExample(path) ? null : DATABASE;
        }
        if (!isText(file.start()) || MANUALS.matcher(path).matches()) {
            return null;
        }
        if (LIBRARIES.matcher(path).matches()) {
            return isExample(path) ? null : LIBRARY;
        }
        if (CredentialFiles.covers(file.path())) {
            return LOGINS;
        }
        String name = file.path().name().toLowerCase(Locale.ROOT);
        if (SETTING_NAMES.matcher(name).matches()) {
            return SETTINGS;
        }
        return CONFIGURATION_ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1)) ? CONFIGURATION : TEXT;
    }

    /// Whether bytes look like text: no NUL, and next to no other control characters.
    private static boolean isText(String start) {
        int controls = 0;
        for (int i = 0; i < start.length(); i++) {
            char c = start.charAt(i);
            if (c == 0) {
                return false;
            }
            controls += c < ' ' && "\t\n\r\f\b\u001b".indexOf(c) < 0 ? 1 : 0;
        }
        return controls * 50 <= start.length();
    }

    private static boolean isExample(String path) {
        int slash = path.indexOf('/');
        int from = 0;
        while (slash >= 0) {
            if (EXAMPLES.contains(path.substring(from, slash))) {
                return true;
            }
            from = slash + 1;
            slash = path.indexOf('/', from);
        }
        return false;
    }
}
