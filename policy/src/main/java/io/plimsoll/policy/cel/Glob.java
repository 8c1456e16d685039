package io.plimsoll.policy.cel;

import java.util.List;
import java.util.regex.Pattern;

/// Patterns in which `*` stands for any run of characters.
public final class Glob {
    private static final Pattern STARS = Pattern.compile("\\*+");

    private Glob() {}

    /// Whether the pattern means the whole text.
    public static boolean fits(String pattern, String text) {
        String[] literals = STARS.split(pattern, -1);
        String last = literals[literals.length - 1];
        if (literals.length == 1) {
            return text.equals(last);
        }
        if (!text.startsWith(literals[0])) {
            return false;
        }
        // The first place of each is the best one, so nothing is tried twice: names and paths come from hostile images.
        int from = literals[0].length();
        for (String literal : List.of(literals).subList(1, literals.length - 1)) {
            int at = text.indexOf(literal, from);
            if (at < 0) {
                return false;
            }
            from = at + literal.length();
        }
        return text.length() - last.length() >= from && text.endsWith(last);
    }
}
