package io.plimsoll.cli.scan;

import static io.plimsoll.cli.Terminal.clean;

import io.plimsoll.model.Finding;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What a person reads in a terminal: what was looked at, what was found, what could not be judged, and the verdict
/// last.
final class TableReport {
    private static final String RESET = "\u001b[0m";
    private static final int GAP = 2;
    private static final int NARROWEST = 60;

    private final ScanReport report;
    private final int width;
    private final boolean colour;
    private final StringBuilder out = new StringBuilder();

    TableReport(ScanReport report, int width, boolean colour) {
        this.report = report;
        this.width = Math.max(width, NARROWEST);
        this.colour = colour;
    }

    String text() {
        subject();
        findings();
        missing();
        verdict();
        return out.toString();
    }

    private void subject() {
        Inventory inventory = report.inventory();
        var distribution = inventory.distribution();
        line(report.reference()
                + (inventory.imageId() == null ? "" : "  " + inventory.imageId().shortHex())
                + (distribution == null ? "" : "  " + distribution.prettyName()));
        line(inventory.packages().size() + " packages, "
                + inventory.executables().size() + " executables, "
                + inventory.layers().size() + " layers"
                + (report.bundle() == null
                        ? ""
                        : "; advisories of " + report.bundle().builtAt()));
        line("");
    }

    private void findings() {
        if (report.findings().isEmpty()) {
            line(report.bundle() == null ? "Nothing was matched: no intelligence bundle." : "No findings.");
            line("");
            return;
        }
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"SEVERITY", "VULNERABILITY", "PACKAGE", "INSTALLED", "FIXED IN", "WHERE"});
        report.findings().forEach(f -> rows.add(row(f)));
        int[] widths = widths(rows);
        for (int i = 0; i < rows.size(); i++) {
            line(laidOut(
                    rows.get(i),
                    widths,
                    i == 0 ? null : report.findings().get(i - 1).severity()));
        }
        line("");
        line(report.findings().size() + " findings: " + counts());
        line("");
    }

    private static String[] row(Finding finding) {
        var software = finding.software();
        return new String[] {
            finding.severity().word()
                    + (finding.cvss() == null
                            ? ""
                            : String.format(Locale.ROOT, " %.1f", finding.cvss().score())),
            clean(finding.id()) + (finding.kev() ? " (exploited)" : ""),
            clean(software.name()),
            clean(software.version()),
            finding.fixedVersions().isEmpty()
                    ? finding.status().word().equals("will-not-fix") ? "will not fix" : "-"
                    : clean(String.join(", ", finding.fixedVersions())),
            clean(software.path())
        };
    }

    /// Natural widths, the last column cut to what the terminal leaves.
    private int[] widths(List<String[]> rows) {
        int[] widths = new int[rows.getFirst().length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        int used = 0;
        for (int i = 0; i < widths.length - 1; i++) {
            widths[i] = Math.min(widths[i], 44);
            used += widths[i] + GAP;
        }
        widths[widths.length - 1] = Math.max(12, width - used);
        return widths;
    }

    private String laidOut(String[] row, int[] widths, @org.jspecify.annotations.Nullable Severity severity) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.length; i++) {
            String cell = shortened(row[i], widths[i], i == row.length - 1);
            String padded = i == row.length - 1 ? cell : cell + " ".repeat(widths[i] - cell.length() + GAP);
            line.append(i == 0 && severity != null ? painted(padded, severity) : padded);
        }
        return line.toString();
    }

    /// Paths are cut at the front, since their end tells more.
    private static String shortened(String cell, int width, boolean fromTheFront) {
        if (cell.length() <= width) {
            return cell;
        }
        return fromTheFront ? "..." + cell.substring(cell.length() - width + 3) : cell.substring(0, width - 3) + "...";
    }

    private String painted(String text, Severity severity) {
        if (!colour) {
            return text;
        }
        String code = switch (severity) {
            case CRITICAL -> "\u001b[1;31m";
            case HIGH -> "\u001b[31m";
            case MEDIUM -> "\u001b[33m";
            case LOW, NEGLIGIBLE, UNKNOWN -> "\u001b[2m";
        };
        return code + text + RESET;
    }

    private String counts() {
        Map<Severity, Integer> counts = report.counts();
        return java.util.Arrays.stream(Severity.values())
                .sorted(java.util.Comparator.reverseOrder())
                .filter(s -> counts.getOrDefault(s, 0) > 0)
                .map(s -> counts.get(s) + " " + s.word())
                .collect(Collectors.joining(", "));
    }

    private void missing() {
        report.inventory()
                .gaps()
                .forEach(g -> line(
                        "Incomplete: " + clean(g.detail()) + (g.path().isEmpty() ? "" : " (" + clean(g.path()) + ")")));
        report.notAssessed().forEach(n -> line("Incomplete: " + clean(n.sentence())));
        report.notes().forEach(n -> line("Note: " + clean(n)));
        line("");
    }

    private void verdict() {
        report.violations()
                .forEach(v -> line((v.mode() == io.plimsoll.policy.Mode.ENFORCE ? "Refused" : "Would be refused")
                        + " by policy \"" + v.policy() + "\", rule " + v.rule() + ": " + clean(v.reason())));
        line("Verdict: "
                + switch (report.verdict()) {
                    case PASSED -> "passed";
                    case VIOLATED -> "violated";
                    case INCOMPLETE -> "incomplete: what was not seen or not assessed is not known to be safe";
                });
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
