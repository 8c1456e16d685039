package io.plimsoll.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Where labelled cases and we differ for a reason: a table of tab separated values below a head, whose last column is
/// the reason, and whose last but one may name several things, separated by commas.
public final class Reviewed {
    private final Set<List<String>> differences = new HashSet<>();
    private final Set<List<String>> asked = new HashSet<>();

    private Reviewed() {}

    /// The table in a resource beside a class.
    public static Reviewed read(Class<?> beside, String name) throws IOException {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no resource '" + name + "' beside " + beside);
            }
            return of(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toList());
        }
    }

    /// @param lines the head first; no line at all: nothing differs
    public static Reviewed of(List<String> lines) {
        Reviewed reviewed = new Reviewed();
        for (String line : lines.stream().skip(1).toList()) {
            List<String> cells = List.of(line.split("\t", -1));
            if (cells.size() != lines.getFirst().split("\t", -1).length
                    || cells.getLast().isBlank()) {
                throw new IllegalArgumentException("'" + line + "' has not the columns of its head, or no reason");
            }
            for (String one : cells.get(cells.size() - 2).split(",", -1)) {
                List<String> difference = new ArrayList<>(cells.subList(0, cells.size() - 2));
                difference.add(one);
                if (!reviewed.differences.add(difference)) {
                    throw new IllegalArgumentException(difference + " is there twice");
                }
            }
        }
        return reviewed;
    }

    /// Whether a line has these cells before the reason.
    public boolean holds(String... cells) {
        List<String> difference = List.of(cells);
        asked.add(difference);
        return differences.contains(difference);
    }

    /// What nobody asked for, and so is no difference any more.
    public List<List<String>> unused() {
        return differences.stream().filter(one -> !asked.contains(one)).toList();
    }
}
