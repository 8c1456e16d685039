package io.plimsoll.audittrail;

import java.util.Map;

/// The texts that an event may hold: bounded, and without characters that hide or forge what a person reads.
final class AuditText {
    /// A whole policy document fits.
    static final int MAXIMUM_LENGTH = 256 * 1024;

    static final int MAXIMUM_DETAILS = 64;
    private static final String CUT = "…";

    private AuditText() {}

    /// The text with control characters and broken surrogates shown as `\\uXXXX`, cut to the maximum. Line feed and tab
    /// stay: documents have them.
    static String clean(String text) {
        if (isClean(text)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length() && clean.length() < MAXIMUM_LENGTH - 8; ) {
            int point = text.codePointAt(i);
            if (isPlain(point)) {
                clean.appendCodePoint(point);
            } else {
                clean.append(String.format("\\u%04x", point));
            }
            i += Character.charCount(point);
        }
        return text.length() > MAXIMUM_LENGTH ? clean + CUT : clean.toString();
    }

    static String requireClean(String text) {
        if (!isClean(text)) {
            throw new IllegalArgumentException("an audit text has at most " + MAXIMUM_LENGTH
                    + " characters and no control characters: '" + clean(text) + "'");
        }
        return text;
    }

    static void requireClean(Map<String, String> details) {
        if (details.size() > MAXIMUM_DETAILS) {
            throw new IllegalArgumentException(
                    "an event has at most " + MAXIMUM_DETAILS + " details, not " + details.size());
        }
        details.forEach((key, value) -> {
            requireClean(key);
            requireClean(value);
        });
    }

    private static boolean isClean(String text) {
        return text.length() <= MAXIMUM_LENGTH && text.codePoints().allMatch(AuditText::isPlain);
    }

    /// Not a control character, no lone surrogate, and none of the marks that turn the direction of writing.
    private static boolean isPlain(int point) {
        if (point == '\n' || point == '\t') {
            return true;
        }
        return !Character.isISOControl(point)
                && Character.getType(point) != Character.SURROGATE
                && !(point >= 0x202a && point <= 0x202e)
                && !(point >= 0x2066 && point <= 0x2069);
    }
}
