package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `gradle.lockfile` and `buildscript-gradle.lockfile`: `group:artifact:version=configuration,configuration`. What only
/// configurations of tests have is for developers.
final class GradleLock {
    private static final Pattern LINE = Pattern.compile(
            "(?<group>[^:=\\s]++):(?<artifact>[^:=\\s]++):(?<version>[^:=\\s]++)=(?<configurations>[^:=]*+)");

    private GradleLock() {}

    static void read(FileBytes content, Declarations found) throws MalformedInput {
        for (String line : TextLines.of(content)) {
            String text = line.strip();
            Matcher matcher = LINE.matcher(text);
            if (matcher.matches()) {
                found.add(
                        matcher.group("group") + ":" + matcher.group("artifact"),
                        matcher.group("version"),
                        areForTests(List.of(matcher.group("configurations").split(",\\s*"))));
            } else if (!text.isEmpty() && !text.startsWith("#") && !text.startsWith("empty=")) {
                found.malformed("a line names no group, artifact, version and configurations");
            }
        }
    }

    private static boolean areForTests(List<String> configurations) {
        return configurations.stream()
                .allMatch(one -> one.toLowerCase(Locale.ROOT).startsWith("test"));
    }
}
