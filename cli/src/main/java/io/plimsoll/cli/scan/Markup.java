package io.plimsoll.cli.scan;

import io.plimsoll.cli.Terminal;

/// Text for XML and HTML, in element content and in quoted attributes.
final class Markup {
    private Markup() {}

    /// The text, harmless: what XML 1.0 forbids (section 2.2) and what steers the direction of writing is shown as code
    /// points, what means something to a parser is escaped, and what is not ASCII becomes a character reference, so
    /// that the document is the same in every encoding.
    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        Terminal.clean(text).codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> {
                    if (c < 0x7f) {
                        safe.append((char) c);
                    } else if ((c & 0xfffe) == 0xfffe) {
                        safe.append(String.format("\\u{%x}", c));
                    } else {
                        safe.append("&#").append(c).append(';');
                    }
                }
            }
        });
        return safe.toString();
    }
}
