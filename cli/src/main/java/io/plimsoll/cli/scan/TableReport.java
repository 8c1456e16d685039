package io.plimsoll.cli.scan;

import static io.plimsoll.cli.Terminal.clean;
import static io.plimsoll.cli.Terminal.columns;
import static io.plimsoll.cli.Terminal.cut;
import static io.plimsoll.cli.Terminal.cutAtFront;

import io.plimsoll.model.Finding;
import io.plimsoll.model.FindingStatus;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.Severity;
import io.plimsoll.model.SoftwarePackage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What a person reads in a terminal: what was looked at, what was found, what could not be judged, and the verdict
/// last.
final class TableReport {
    private static final String RESET = "\u001b[0m";
    private static final String BOLD = "\u001b[1m";
    private static final String INDENT = "  ";
    private static final int GAP = 2;
    private static final int NARROWEST = 60;
    private static final List<String> HEADINGS = List.of("SEVERITY", "VULNERABILITY", "FIXED IN", "TITLE");

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
        sensitive();
        missing();
        verdict();
        return out.toString();
    }

    private void subject() {
        Inventory inventory = report.inventory();
        var distribution = inventory.distribution();
        line(clean(report.reference())
                + (inventory.imageId() == null ? "" : "  " + inventory.imageId().shortHex())
                + (distribution == null ? "" : "  " + clean(distribution.prettyName())));
        line(inventory.packages().size() + " packages, "
                + executables(inventory) + ", "
                + inventory.layers().size() + " layers"
                + (report.bundle() == null
                        ? ""
                        : "; advisories of " + report.bundle().builtAt()));
        line("");
    }

    /// A bill of materials has none at all, and there is nothing to say of their owners.
    static String executables(Inventory inventory) {
        int all = inventory.executables().size();
        int unowned = inventory.unownedExecutables().orElse(0);
        return all
                + (all == 1 ? " executable" : " executables")
                + (unowned == 0 ? "" : " (" + unowned + " that no package brought)");
    }

    private void findings() {
        if (report.findings().isEmpty()) {
            line(report.bundle() == null ? "Nothing was matched: no intelligence bundle." : "No findings.");
            line("");
            return;
        }
        Map<SoftwarePackage, List<Finding>> groups = report.findings().stream()
                .collect(Collectors.groupingBy(Finding::software, LinkedHashMap::new, Collectors.toList()));
        int[] widths = widths(report.findings().stream().map(TableReport::row).toList());
        line(INDENT + laidOut(HEADINGS, widths));
        groups.forEach((software, findings) -> {
            line(heading(software));
            findings.forEach(f -> line(INDENT + painted(laidOut(row(f), widths), widths[0], f.severity())));
            line("");
        });
        line(report.findings().size() + " findings in " + groups.size()
                + (groups.size() == 1 ? " package: " : " packages: ") + counts());
        line("");
    }

    /// Package, version and place in one line of the terminal.
    private String heading(SoftwarePackage software) {
        String name = cut(clean(software.name() + " " + software.version()).strip(), width * 2 / 3);
        String path = cutAtFront(clean(software.path()), width - columns(name) - GAP);
        return (colour ? BOLD + name + RESET : name) + " ".repeat(GAP) + path;
    }

    private static List<String> row(Finding finding) {
        return List.of(
                finding.severity().word()
                        + (finding.cvss() == null
                                ? ""
                                : String.format(
                                        Locale.ROOT, " %.1f", finding.cvss().score())),
                clean(finding.id()) + (finding.kev() ? " (exploited)" : ""),
                finding.fixedVersions().isEmpty()
                        ? finding.status() == FindingStatus.WILL_NOT_FIX ? "will not fix" : "-"
                        : clean(String.join(", ", finding.fixedVersions())),
                clean(finding.title()));
    }

    /// Ids keep what an id usually takes, versions come next, and the title has what is left of the width.
    private int[] widths(List<List<String>> rows) {
        int severity = natural(rows, 0);
        int left = width - INDENT.length() - severity - GAP;
        int id = Math.min(natural(rows, 1), Math.max(26, left / 2));
        left -= id + GAP;
        int fixed = Math.min(natural(rows, 2), Math.clamp(left, 8, 30));
        left -= fixed + GAP;
        return new int[] {severity, id, fixed, left < 12 ? 0 : left};
    }

    private static int natural(List<List<String>> rows, int column) {
        return Math.max(
                columns(HEADINGS.get(column)),
                rows.stream().mapToInt(r -> columns(r.get(column))).max().orElse(0));
    }

    private static String laidOut(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            if (widths[i] > 0) {
                String cell = cut(row.get(i), widths[i]);
                line.append(cell).append(" ".repeat(widths[i] - columns(cell) + GAP));
            }
        }
        return line.toString().stripTrailing();
    }

    /// The line with its first column in the colour of the severity.
    private String painted(String line, int first, Severity severity) {
        if (!colour) {
            return line;
        }
        String code = switch (severity) {
            case CRITICAL -> "\u001b[1;31m";
            case HIGH -> "\u001b[31m";
            case MEDIUM -> "\u001b[33m";
            case LOW, NEGLIGIBLE, UNKNOWN -> "\u001b[2m";
        };
        return code + line.substring(0, first) + RESET + line.substring(first);
    }

    private String counts() {
        Map<Severity, Integer> counts = report.counts();
        return java.util.Arrays.stream(Severity.values())
                .sorted(java.util.Comparator.reverseOrder())
                .filter(s -> counts.getOrDefault(s, 0) > 0)
                .map(s -> counts.get(s) + " " + s.word())
                .collect(Collectors.joining(", "));
    }

    /// Leaks and card numbers, one a line; of risky files, which every system has some of, only how many there are.
    private void sensitive() {
        List<SensitiveLine> sensitive =
                report.sensitive().stream().filter(SensitiveLine::counts).toList();
        if (!sensitive.isEmpty()) {
            line("Leaks and card numbers");
            sensitive.forEach(one -> line(INDENT + cut(clean(one.sentence()), width - INDENT.length())));
            line("");
        }
        SensitiveLine.riskyFiles(report.inventory().sensitive()).ifPresent(risky -> {
            line("Risky files: " + risky + " (--format json lists them)");
            line("");
        });
    }

    private void missing() {
        report.suppressed()
                .forEach(s -> line("Suppressed: " + clean(s.finding().id()) + " ("
                        + s.finding().severity().word() + ") in "
                        + clean(s.finding().software().name() + " "
                                + s.finding().software().version())
                        + ": " + clean(s.suppression().sentence())));
        report.sensitive().stream()
                .flatMap(one -> one.suppressed().stream())
                .forEach(why -> line("Suppressed: " + clean(why)));
        report.unknown().forEach(u -> line("Incomplete: " + clean(u)));
        report.notes().forEach(n -> line("Note: " + clean(n)));
        if (!out.toString().endsWith("\n\n")) {
            line("");
        }
    }

    private void verdict() {
        report.violations()
                .forEach(v -> line(switch (v.mode()) {
                            case ENFORCE -> "Refused";
                            case FAIL_PIPELINE -> "Failed";
                            case AUDIT -> "Recorded";
                        }
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
