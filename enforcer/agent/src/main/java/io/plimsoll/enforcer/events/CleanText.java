package io.plimsoll.enforcer.events;

/// Text of unknown origin made safe to show: file names and commands may hold line feeds, terminal escapes and marks
/// that turn the direction of writing.
public final class CleanText {
    private CleanText() {}

    /// The text with every such character as `\\uXXXX`, cut to `longest` characters with an ellipsis.
    public static String of(String text, int longest) {
        StringBuilder clean = new StringBuilder(Math.min(text.length(), longest) + 8);
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            String shown = shown(point);
            if (clean.length() + shown.length() > longest - 1) {
                return clean.append('…').toString();
            }
            clean.append(shown);
            i += Character.charCount(point);
        }
        return clean.toString();
    }

    private static String shown(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> String.format("\\u%04x", point);
            default -> Character.toString(point);
        };
    }
}
