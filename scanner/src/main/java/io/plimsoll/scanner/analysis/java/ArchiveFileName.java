package io.plimsoll.scanner.analysis.java;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the file name of an archive tells: `log4j-1.2-api-2.14.1.jar` is `log4j-1.2-api` in version `2.14.1`.
///
/// @param artifact the name before the version, or all of it but the ending
/// @param version empty where the name has none
record ArchiveFileName(String artifact, String version) {
    private static final Set<String> ENDINGS =
            Set.of("jar", "war", "ear", "par", "rar", "sar", "hpi", "jpi", "kar", "lpkg");

    private static final Pattern SNAPSHOT = Pattern.compile("(.+?)-(\\d[^-]*-\\d{8}\\.\\d{6}-\\d+)");
    private static final Pattern VERSIONED = Pattern.compile("(.+)-(\\d.*)");

    static ArchiveFileName of(String fileName) {
        String stem = isArchive(fileName) ? fileName.substring(0, fileName.lastIndexOf('.')) : fileName;
        return match(SNAPSHOT, stem).or(() -> match(VERSIONED, stem)).orElse(new ArchiveFileName(stem, ""));
    }

    /// Whether a file of this name is a Java archive.
    static boolean isArchive(String fileName) {
        return ENDINGS.contains(fileName.substring(fileName.lastIndexOf('.') + 1)) && fileName.indexOf('.') >= 0;
    }

    private static Optional<ArchiveFileName> match(Pattern pattern, String stem) {
        Matcher matcher = pattern.matcher(stem);
        return matcher.matches()
                ? Optional.of(new ArchiveFileName(matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }
}
