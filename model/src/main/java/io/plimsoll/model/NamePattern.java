package io.plimsoll.model;

/// A pattern for names of repositories and tags: `*` stands for any characters but `/`, `**` for any at all, `?` for
/// one but `/`. Everything else stands for itself, and the whole name must match: `shop/*`, `**/web`, `1.?`.
public record NamePattern(String text) {
    /// Longer than any name.
    private static final int LONGEST = 300;

    /// @throws IllegalArgumentException with a message for the person who wrote it
    public NamePattern {
        if (text.isBlank() || text.length() > LONGEST || text.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw new IllegalArgumentException(
                    "a pattern has 1 to " + LONGEST + " characters and no spaces, unlike '" + text + "'");
        }
    }

    /// Whether the whole name matches. The work grows with the product of both lengths at most, whatever the pattern.
    public boolean matches(String name) {
        boolean[] reached = new boolean[name.length() + 1];
        reached[0] = true;
        for (int i = 0; i < text.length(); i++) {
            boolean anything = text.startsWith("**", i);
            reached = text.charAt(i) == '*' ? stretched(reached, name, anything) : moved(reached, name, text.charAt(i));
            i += anything ? 1 : 0;
        }
        return reached[name.length()];
    }

    private static boolean[] stretched(boolean[] reached, String name, boolean anything) {
        boolean[] next = new boolean[reached.length];
        next[0] = reached[0];
        for (int i = 1; i < reached.length; i++) {
            next[i] = reached[i] || (next[i - 1] && (anything || name.charAt(i - 1) != '/'));
        }
        return next;
    }

    private static boolean[] moved(boolean[] reached, String name, char wanted) {
        boolean[] next = new boolean[reached.length];
        for (int i = 1; i < reached.length; i++) {
            char c = name.charAt(i - 1);
            next[i] = reached[i - 1] && (wanted == '?' ? c != '/' : c == wanted);
        }
        return next;
    }

    @Override
    public String toString() {
        return text;
    }
}
