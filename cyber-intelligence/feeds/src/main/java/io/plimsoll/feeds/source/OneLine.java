package io.plimsoll.feeds.source;

import java.util.regex.Pattern;

/// Text of strangers, made fit for one line: no control characters, no line breaks, no more than needed.
public final class OneLine {
    private static final int MAX_LENGTH = 200;
    private static final int MAX_READ = 4000;
    private static final Pattern BREAKS = Pattern.compile("[\\s\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    private OneLine() {}

    public static String of(String text) {
        String head = text.length() > MAX_READ ? text.substring(0, MAX_READ) : text;
        String line = BREAKS.matcher(head).replaceAll(" ").strip();
        if (line.length() <= MAX_LENGTH) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(MAX_LENGTH - 2)) ? MAX_LENGTH - 2 : MAX_LENGTH - 1;
        return line.substring(0, end) + "…";
    }
}
