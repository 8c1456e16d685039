package io.plimsoll.feeds.source;

import java.util.regex.Pattern;

/// The names of vulnerabilities and advisories.
public final class Ids {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:+-]{2,79}");

    private Ids() {}

    public static boolean isCve(String id) {
        return id.startsWith("CVE-");
    }

    /// Whether the text has the form of an id.
    public static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    /// @throws IllegalArgumentException if it has not
    public static void check(String id) {
        if (!isId(id)) {
            throw new IllegalArgumentException("'" + OneLine.of(id) + "' is not the id of an advisory");
        }
    }
}
