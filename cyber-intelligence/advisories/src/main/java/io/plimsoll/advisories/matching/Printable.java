package io.plimsoll.advisories.matching;

import java.util.regex.Pattern;

/// Text from an image, made fit for a sentence: whoever built the image chose it.
final class Printable {
    private static final int MAX_LENGTH = 100;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private Printable() {}

    /// The text in quotes, shortened, with question marks for what would not print.
    static String quoted(String text) {
        String shown = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "..." : text;
        return "'" + UNPRINTABLE.matcher(shown).replaceAll("?") + "'";
    }
}
