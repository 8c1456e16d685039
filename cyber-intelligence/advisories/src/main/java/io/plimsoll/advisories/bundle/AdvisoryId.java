package io.plimsoll.advisories.bundle;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a statement names its advisory: the usual ids are a few bytes, and the same ones in every bundle.
///
/// First 0 and the id as text, or one more than twice the years since 1970, one more again for `MAL`, and the number.
final class AdvisoryId {
    private static final List<String> PREFIXES = List.of("CVE", "MAL");
    private static final Pattern NUMBERED = Pattern.compile("(CVE|MAL)-((?:19[7-9]|20[0-9])[0-9])-([0-9]{4,9})");
    private static final int TEXT = 0;
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2099;

    private AdvisoryId() {}

    static void write(RecordWriter writer, String id) {
        Matcher numbered = NUMBERED.matcher(id);
        if (numbered.matches()) {
            int prefix = PREFIXES.indexOf(numbered.group(1));
            int year = Integer.parseInt(numbered.group(2));
            int number = Integer.parseInt(numbered.group(3));
            if (text(prefix, year, number).equals(id)) {
                writer.number(1 + (long) (year - FIRST_YEAR) * PREFIXES.size() + prefix)
                        .number(number);
                return;
            }
        }
        writer.number(TEXT).text(id);
    }

    static String read(RecordReader reader) {
        int first = reader.index(1 + (LAST_YEAR - FIRST_YEAR + 1) * PREFIXES.size());
        return first == TEXT
                ? reader.text()
                : text(
                        (first - 1) % PREFIXES.size(),
                        FIRST_YEAR + (first - 1) / PREFIXES.size(),
                        reader.index(1_000_000_000));
    }

    /// Copies an id as it lies there.
    static void copy(RecordReader reader, RecordWriter writer) {
        long first = reader.number();
        writer.number(first);
        if (first == TEXT) {
            writer.block(reader.block());
        } else {
            writer.number(reader.number());
        }
    }

    private static String text(int prefix, int year, int number) {
        String digits = Integer.toString(number);
        return PREFIXES.get(prefix) + '-' + year + '-' + "0".repeat(Math.max(4 - digits.length(), 0)) + digits;
    }
}
