package io.plimsoll.scanner.analysis;

import java.util.HashMap;
import java.util.Map;

/// The form of os-release(5) and its like: shell assignments, one a line.
final class OsRelease {
    private OsRelease() {}

    /// What is assigned, by name; of two values for one name the last.
    static Map<String, String> fields(String text) {
        Map<String, String> fields = new HashMap<>();
        text.lines()
                .map(String::strip)
                .filter(line -> line.matches("[A-Z0-9_]+=.*"))
                .forEach(line -> {
                    int equals = line.indexOf('=');
                    fields.put(line.substring(0, equals), unquoted(line.substring(equals + 1)));
                });
        return fields;
    }

    /// Values are quoted as in a shell: single quotes, or double quotes with backslashes before `"`, `$`, `\` and
    /// backtick.
    private static String unquoted(String value) {
        if (value.length() >= 2 && value.startsWith("'") && value.endsWith("'")) {
            return value.substring(1, value.length() - 1);
        }
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        String inner = quoted ? value.substring(1, value.length() - 1) : value;
        return inner.replaceAll("\\\\(.)", "$1");
    }
}
