package io.plimsoll.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is known of the terminal, and what may be written to it.
public final class Terminal {
    private static final int USUAL_WIDTH = 120;
    private static final Pattern SIZE = Pattern.compile("\\d{1,5} (\\d{1,5})\\s*");

    private Terminal() {}

    /// Columns: `COLUMNS` where it is set, else those of the terminal, else 120.
    public static int width() {
        return width(System.getenv(), isTerminal(1) ? Terminal::size : () -> "");
    }

    /// @param size asks the terminal; answers rows and columns, or anything else where there is none
    static int width(Map<String, String> environment, Supplier<String> size) {
        String columns = environment.getOrDefault("COLUMNS", "");
        if (columns.matches("[1-9]\\d{0,4}")) {
            return Integer.parseInt(columns);
        }
        Matcher answer = SIZE.matcher(size.get());
        return answer.matches() && Integer.parseInt(answer.group(1)) > 0
                ? Integer.parseInt(answer.group(1))
                : USUAL_WIDTH;
    }

    /// Java cannot ask a terminal for its size; `stty` of every system can.
    private static String size() {
        try {
            Process process = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var out = process.getInputStream()) {
                return new String(out.readNBytes(40), StandardCharsets.US_ASCII);
            }
        } catch (IOException e) {
            return "";
        }
    }

    /// Whether standard output is a terminal that shows colours, and whose owner has not asked for none (no-color.org).
    public static boolean hasColour() {
        return hasColour(System.getenv(), isTerminal(1));
    }

    static boolean hasColour(Map<String, String> environment, boolean terminal) {
        return terminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }

    /// Whether a person may be watching standard error.
    public static boolean isWatched() {
        return isTerminal(2);
    }

    /// Java tells it only of input and output together, so the kernel is asked what is open there.
    private static boolean isTerminal(int descriptor) {
        try {
            String open = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return open.startsWith("/dev/pts/") || open.startsWith("/dev/tty") || open.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }

    /// How many columns a text without control characters takes at most: wide characters of East Asia and pictures take
    /// two. Marks that join the letter before count too, so that a name made of them has an end.
    public static int columns(String text) {
        return text.codePoints().map(c -> isWide(c) ? 2 : 1).sum();
    }

    private static boolean isWide(int c) {
        return c >= 0x1100
                && (c <= 0x115f
                        || (c >= 0x2e80 && c <= 0xa4cf)
                        || (c >= 0xac00 && c <= 0xd7a3)
                        || (c >= 0xf900 && c <= 0xfaff)
                        || (c >= 0xfe30 && c <= 0xfe6f)
                        || (c >= 0xff00 && c <= 0xff60)
                        || (c >= 0xffe0 && c <= 0xffe6)
                        || (c >= 0x1f300 && c <= 0x1faff)
                        || (c >= 0x20000 && c <= 0x3fffd));
    }

    /// The text if it fits, else its beginning and `...`.
    public static String cut(String text, int columns) {
        if (columns(text) <= columns) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int room = columns - 3;
        for (int c : text.codePoints().toArray()) {
            room -= isWide(c) ? 2 : 1;
            if (room < 0) {
                break;
            }
            kept.appendCodePoint(c);
        }
        return kept + "...";
    }

    /// The text if it fits, else `...` and its end: of a path the end tells more.
    public static String cutAtFront(String text, int columns) {
        if (columns(text) <= columns) {
            return text;
        }
        int[] all = text.codePoints().toArray();
        int from = all.length;
        for (int room = columns - 3; from > 0; from--) {
            room -= isWide(all[from - 1]) ? 2 : 1;
            if (room < 0) {
                break;
            }
        }
        return "..." + new String(all, from, all.length - from);
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
