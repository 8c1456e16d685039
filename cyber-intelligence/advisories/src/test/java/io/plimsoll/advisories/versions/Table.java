package io.plimsoll.advisories.versions;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;

/// Checks a scheme against lines of `a < b` or `a = b`, and against the golden tables.
final class Table {
    private Table() {}

    /// @param lines one comparison per line, `a < b` or `a = b`
    static void check(VersionScheme scheme, String lines) {
        lines.lines().map(line -> line.strip().split(" +")).forEach(row -> check(scheme, row[0], row[1], row[2]));
    }

    static void checkGolden(VersionScheme scheme, String path) throws IOException {
        checkGolden(scheme, path, 0, Set.of());
    }

    /// @param unreadable how many rows hold what is no version of the scheme; those are left out
    /// @param other the rows, as `a = b`, that another tool sees otherwise than the ecosystem itself
    static void checkGolden(VersionScheme scheme, String path, int unreadable, Set<String> other) throws IOException {
        List<String[]> rows = Files.readAllLines(SharedData.at(path)).stream()
                .skip(1)
                .map(row -> row.split("\t", -1))
                .filter(row -> !other.contains(row[0] + " " + row[1] + " " + row[2]))
                .toList();
        List<String[]> readable = rows.stream()
                .filter(row -> scheme.isReadable(row[0]) && scheme.isReadable(row[2]))
                .toList();
        assertThat(readable).isNotEmpty();
        readable.forEach(row -> check(scheme, row[0], row[1], row[2]));
        System.out.printf(
                "%s: %d rows agree, %d left out%n",
                path, readable.size(), rows.size() - readable.size() + other.size());
        assertThat(rows.size() - readable.size()).as("rows without a version").isEqualTo(unreadable);
    }

    private static void check(VersionScheme scheme, String a, String op, String b) {
        assertThat(scheme.isReadable(a)).as("can read %s", a).isTrue();
        assertThat(scheme.isReadable(b)).as("can read %s", b).isTrue();
        int expected = op.equals("<") ? -1 : 0;
        assertThat(Integer.signum(scheme.compare(a, b)))
                .as("%s %s %s", a, op, b)
                .isEqualTo(expected);
        assertThat(Integer.signum(scheme.compare(b, a)))
                .as("the reverse of %s %s %s", a, op, b)
                .isEqualTo(-expected);
        assertThat(scheme.compare(a, a)).as("%s = itself", a).isZero();
    }

    /// Checks every row of a table of constraints such as `> 1.0, < 2.0 || 3.1` (comma is AND).
    static void checkGoldenRanges(VersionScheme scheme, String path) throws IOException {
        checkGoldenRanges(scheme, path, Set.of());
    }

    /// @param conventions the rows, as `version|range`, that follow a convention of the tool they come from
    static void checkGoldenRanges(VersionScheme scheme, String path, Set<String> conventions) throws IOException {
        List<String> rows = Files.readAllLines(SharedData.at(path));
        int checked = 0;
        for (String row : rows.subList(1, rows.size())) {
            String[] columns = row.split("\t", -1);
            if (conventions.contains(columns[0] + "|" + columns[1])) {
                System.out.println(path + ": a convention: " + columns[0] + " / " + columns[1]);
            } else if (scheme.isReadable(columns[0]) && isReadable(scheme, columns[1])) {
                assertThat(satisfies(scheme, columns[0], columns[1]))
                        .as("%s satisfies '%s'", columns[0], columns[1])
                        .isEqualTo(Boolean.parseBoolean(columns[2]));
                checked++;
            } else {
                System.out.println(path + ": not a version of this scheme: " + columns[0] + " / " + columns[1]);
            }
        }
        System.out.printf("%s: %d of %d rows agree%n", path, checked, rows.size() - 1);
        assertThat(checked).isPositive();
    }

    private static boolean isReadable(VersionScheme scheme, String range) {
        return List.of(range.split("\\|\\||,")).stream().map(Table::bound).allMatch(scheme::isReadable);
    }

    private static boolean satisfies(VersionScheme scheme, String version, String range) {
        return List.of(range.split("\\|\\|")).stream()
                .anyMatch(all -> List.of(all.split(",")).stream().allMatch(one -> holds(scheme, version, one.strip())));
    }

    private static boolean holds(VersionScheme scheme, String version, String constraint) {
        int order = scheme.compare(version, bound(constraint));
        return switch (constraint.replaceAll("[^<>=].*", "")) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            default -> order == 0;
        };
    }

    private static String bound(String constraint) {
        return constraint.strip().replaceFirst("^[<>=]+", "").strip();
    }
}
