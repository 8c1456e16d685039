package io.plimsoll.cli.scan;

import io.plimsoll.cli.Terminal;
import io.plimsoll.model.Finding;
import io.plimsoll.model.Severity;
import io.plimsoll.policy.Violation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// Service messages of TeamCity (its documentation, "Service Messages"): an inspection for each finding, a
/// build problem for each violation that fails the build and for each thing that is not known, the verdict as a message
/// last.
final class TeamCityReport {
    /// TeamCity cuts or drops what is longer.
    private static final int LONGEST = 4000;

    private static final int LONGEST_NAME = 255;

    private final ScanReport report;
    private final StringBuilder out = new StringBuilder();

    TeamCityReport(ScanReport report) {
        this.report = report;
    }

    String text() {
        types();
        report.findings().forEach(f -> inspection(f, "", level(f.severity())));
        report.suppressed()
                .forEach(s ->
                        inspection(s.finding(), "suppressed: " + s.suppression().sentence() + "; ", "INFO"));
        sensitive();
        report.violations().forEach(this::violation);
        report.unknown().forEach(u -> problem("incomplete", "Not known to be safe: " + u));
        report.notes().forEach(n -> message("message", "text", "Plimsoll: " + n, "status", "WARNING"));
        message(
                "message",
                "text",
                "Plimsoll: " + report.reference() + ": " + report.verdict().word(),
                "status",
                switch (report.verdict()) {
                    case PASSED -> "NORMAL";
                    case VIOLATED, INCOMPLETE -> "ERROR";
                });
        return out.toString();
    }

    /// A type is said before its first inspection, once.
    private void types() {
        Map<String, Finding> types = new LinkedHashMap<>();
        report.findings().forEach(f -> types.putIfAbsent(f.id(), f));
        report.suppressed().forEach(s -> types.putIfAbsent(s.finding().id(), s.finding()));
        types.forEach((id, finding) -> message(
                "inspectionType",
                "id",
                shortened(id, LONGEST_NAME),
                "name",
                shortened(id, LONGEST_NAME),
                "description",
                finding.title().isEmpty() ? id : finding.title(),
                "category",
                "Vulnerabilities"));
    }

    /// Leaks and card numbers.
    private void sensitive() {
        report.sensitive().stream()
                .map(one -> one.rule() + ": " + one.kind())
                .distinct()
                .forEach(type -> message(
                        "inspectionType",
                        "id",
                        type,
                        "name",
                        type,
                        "description",
                        type,
                        "category",
                        "Sensitive content"));
        report.sensitive()
                .forEach(one -> message(
                        "inspection",
                        "typeId",
                        one.rule() + ": " + one.kind(),
                        "message",
                        one.suppressed().map(why -> "suppressed: " + why).orElse(one.sentence()),
                        "file",
                        one.path(),
                        "line",
                        Integer.toString(one.line()),
                        "SEVERITY",
                        one.counts() ? level(one.severity()) : "INFO"));
    }

    private void inspection(Finding finding, String first, String level) {
        var software = finding.software();
        message(
                "inspection",
                "typeId",
                shortened(finding.id(), LONGEST_NAME),
                "message",
                software.name() + " " + software.version() + ": " + first
                        + finding.severity().word() + (finding.kev() ? ", exploited" : "") + "; "
                        + (finding.fixedVersions().isEmpty()
                                ? "no fix known"
                                : "fixed in " + String.join(" or ", finding.fixedVersions()))
                        + "; " + finding.why(),
                "file",
                software.path(),
                "SEVERITY",
                level);
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "ERROR";
            case MEDIUM, UNKNOWN -> "WARNING";
            case LOW, NEGLIGIBLE -> "WEAK WARNING";
        };
    }

    private void violation(Violation violation) {
        if (!violation.mode().failsPipelines()) {
            message(
                    "message",
                    "text",
                    "Plimsoll: recorded only: policy " + violation.policy() + ", rule " + violation.rule() + ": "
                            + violation.reason(),
                    "status",
                    "WARNING");
            return;
        }
        problem(
                violation.policy() + " " + violation.rule(),
                "Policy " + violation.policy() + ", rule " + violation.rule() + ": " + violation.reason());
    }

    /// The identity says in the next build whether this is the same problem; it has at most 60 characters.
    private void problem(String kind, String description) {
        String same = kind.equals("incomplete") ? description : kind;
        message(
                "buildProblem",
                "description",
                "Plimsoll: " + description,
                "identity",
                "plimsoll-"
                        + UUID.nameUUIDFromBytes(
                                (report.reference() + "\n" + same).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    private void message(String name, String... namesAndValues) {
        out.append("##teamcity[").append(name);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            out.append(' ')
                    .append(namesAndValues[i])
                    .append("='")
                    .append(escaped(shortened(namesAndValues[i + 1], LONGEST)))
                    .append('\'');
        }
        out.append("]\n");
    }

    private static String shortened(String value, int longest) {
        String clean = Terminal.clean(value);
        return clean.length() <= longest ? clean : clean.substring(0, longest - 3) + "...";
    }

    /// Control characters are code points by now; `|` escapes the rest, and what is not ASCII is written in UTF-16
    /// units.
    private static String escaped(String value) {
        StringBuilder escaped = new StringBuilder(value.length());
        value.chars().forEach(c -> {
            switch (c) {
                case '|', '\'', '[', ']' -> escaped.append('|').append((char) c);
                default -> escaped.append(c < 0x7f ? Character.toString(c) : String.format("|0x%04X", c));
            }
        });
        return escaped.toString();
    }
}
