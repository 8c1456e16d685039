package io.plimsoll.cli;

import java.util.ArrayList;
import java.util.List;

/// Rows under headings, as wide as they need to be.
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... headings) {
        rows.add(List.of(headings));
    }

    public void row(String... cells) {
        List<String> clean = new ArrayList<>();
        for (String cell : cells) {
            clean.add(Terminal.clean(cell));
        }
        rows.add(clean);
    }

    public String text() {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                boolean last = i == columns - 1;
                text.append(row.get(i))
                        .append(last ? "\n" : " ".repeat(widths[i] - row.get(i).length() + 2));
            }
        }
        return text.toString();
    }
}
