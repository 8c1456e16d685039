package io.plimsoll.cli;

/// What is known of the terminal, and what may be written to it.
public final class Terminal {
    private static final int USUAL_WIDTH = 120;

    private Terminal() {}

    /// Columns, from `COLUMNS`; 120 where it is not set.
    public static int width() {
        try {
            return Integer.parseInt(System.getenv().getOrDefault("COLUMNS", Integer.toString(USUAL_WIDTH)));
        } catch (NumberFormatException e) {
            return USUAL_WIDTH;
        }
    }

    /// Whether standard output is a terminal whose owner has not asked for no colour (no-color.org).
    public static boolean hasColour() {
        return System.console() != null && System.console().isTerminal() && System.getenv("NO_COLOR") == null;
    }

    /// Writes to standard output. A result that did not arrive is not a result.
    ///
    /// @throws CommandFailure if nobody takes it: a full disk, a pipe without a reader
    public static void print(String text) {
        System.out.print(text);
        if (System.out.checkError()) {
            throw new CommandFailure("cannot write to standard output; its disk may be full or its reader gone");
        }
    }

    /// Names from hostile images must not steer the terminal: control characters, and those that turn the direction of
    /// writing, are shown as code points.
    public static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> clean.append(String.format("\\u{%x}", c));
                default -> clean.appendCodePoint(c);
            }
        });
        return clean.toString();
    }
}
