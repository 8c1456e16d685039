package io.plimsoll.scanner.analysis.sensitive;

import io.plimsoll.scanner.layer.FileAnalyser.LayerFile;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What kind of text a file is, as far as the search cares. Programs, images and packed files are not searched:
/// they are recognised by their first bytes.
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

    private static final Set<String> SETTINGS_OF_ARCHIVES = Set.of(
            "properties",
            "yaml",
            "yml",
            "ini",
            "conf",
            "cfg",
            "toml",
            "pem",
            "key",
            "jks",
            "jceks",
            "p12",
            "pfx",
            "keystore",
            "der");

    /// Where Spring Boot and servlets have what is the application's own.
    private static final Pattern APPLICATION = Pattern.compile("(?:BOOT-INF/classes|WEB-INF)/.*+", Pattern.DOTALL);

    /// The kind of a file, or null if it is not searched.
    ///
    /// @param folder the one that it lies in
    static @Nullable TextKind of(LayerFile file, TextFolder folder) {
        if (file.startsWith(SQLITE)) {
            return folder.hasExamples() ? null : DATABASE;
        }
        if (folder.isManual() || !isText(file.start())) {
            return null;
        }
        if (folder.isLibrary()) {
            return folder.hasExamples() ? null : LIBRARY;
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

    /// Whether an entry of a Java archive has the name of settings or of a key.
    static boolean isSettingsOfArchive(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        String ending = name.substring(name.lastIndexOf('.') + 1);
        if (path.startsWith("META-INF/maven/") || path.startsWith("META-INF/native-image/")) {
            return false;
        }
        return SETTINGS_OF_ARCHIVES.contains(ending)
                || SETTING_NAMES.matcher(name).matches()
                || (APPLICATION.matcher(path).matches() && CONFIGURATION_ENDINGS.contains(ending));
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
}
