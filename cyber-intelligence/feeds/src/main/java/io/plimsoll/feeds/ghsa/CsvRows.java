package io.plimsoll.feeds.ghsa;

import io.plimsoll.feeds.source.SourceLines;
import io.plimsoll.feeds.source.UnreadableSourceException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Comma-separated rows (RFC 4180): a field in quotes may hold commas, line breaks, and quotes written twice.
final class CsvRows {
    private static final int MAX_ROW = 1 << 18;

    private final SourceLines lines;
    private int count;

    CsvRows(SourceLines lines) {
        this.lines = lines;
    }

    /// How many rows were given so far.
    int count() {
        return count;
    }

    /// The next row that is not blank, or null after the last one.
    @Nullable
    List<String> next() {
        String line = lines.next();
        while (line != null && line.isBlank()) {
            line = lines.next();
        }
        if (line == null) {
            return null;
        }
        count++;
        return row(line);
    }

    private List<String> row(String first) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        String text = first;
        boolean inQuotes = false;
        for (int i = 0; i < text.length() || inQuotes; i++) {
            if (i >= text.length()) {
                text = text + "\n" + continuation(text.length());
            }
            char c = text.charAt(i);
            if (c == '"') {
                boolean isDoubled = inQuotes && i + 1 < text.length() && text.charAt(i + 1) == '"';
                if (isDoubled) {
                    field.append(c);
                    i++;
                } else {
                    inQuotes = !inQuotes;
                }
            } else if (c == ',' && !inQuotes) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    private String continuation(int length) {
        String next = lines.next();
        if (next == null || length > MAX_ROW) {
            throw new UnreadableSourceException("row " + count + " has a quote that is never closed");
        }
        return next;
    }
}
