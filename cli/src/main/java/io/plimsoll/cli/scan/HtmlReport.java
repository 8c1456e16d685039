package io.plimsoll.cli.scan;

import static io.plimsoll.cli.scan.Markup.escaped;

import io.plimsoll.model.Digest;
import io.plimsoll.model.Finding;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.Severity;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.policy.SuppressedFinding;
import io.plimsoll.policy.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One self-contained page for people: the verdict first, then why, then what was found. It loads nothing from
/// anywhere; its content security policy allows the one script by its hash, so that nothing that a hostile image could
/// smuggle in would run.
final class HtmlReport {
    private static final String STYLE = resource("report.css");
    private static final String SCRIPT = resource("report.js");

    private final ScanReport report;
    private final StringBuilder out = new StringBuilder();

    HtmlReport(ScanReport report) {
        this.report = report;
    }

    String text() {
        head();
        verdict();
        list(
                "Broken rules",
                "broken",
                report.violations().stream().map(HtmlReport::violation).toList());
        list("Not known to be safe", "unknown", report.unknown());
        findings();
        list(
                "Leaks and card numbers",
                "leaks",
                report.sensitive().stream()
                        .filter(SensitiveLine::counts)
                        .map(SensitiveLine::sentence)
                        .toList());
        list(
                "Risky files",
                "risky",
                SensitiveLine.riskyFiles(report.inventory().sensitive()).stream()
                        .toList());
        list(
                "Suppressed by exceptions",
                "suppressed",
                Stream.concat(
                                report.suppressed().stream().map(HtmlReport::suppressed),
                                report.sensitive().stream().flatMap(one -> one.suppressed().stream()))
                        .toList());
        list("Notes", "notes", report.notes());
        packages();
        foot();
        return out.toString();
    }

    private void head() {
        line("<!doctype html>");
        line("<html lang=\"en\">");
        line("<head>");
        line("<meta charset=\"utf-8\">");
        line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        line("<meta name=\"color-scheme\" content=\"light dark\">");
        line("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-"
                + hash(STYLE) + "'; script-src 'sha256-" + hash(SCRIPT) + "'\">");
        line("<title>" + escaped(report.reference()) + ": " + report.verdict().word() + " - Plimsoll</title>");
        line("<style>" + STYLE + "</style>");
        line("</head>");
        line("<body>");
    }

    private void verdict() {
        Inventory inventory = report.inventory();
        var distribution = inventory.distribution();
        UsedBundle bundle = report.bundle();
        line("<header class=\"" + report.verdict().word() + "\">");
        line("<p class=\"product\">Plimsoll scan</p>");
        line("<h1>" + escaped(report.reference()) + "</h1>");
        line("<p class=\"verdict\"><strong>"
                + switch (report.verdict()) {
                    case PASSED ->
                        report.violations().isEmpty()
                                ? "Passed</strong> No policy is violated."
                                : "Passed</strong> Only policies in audit are violated.";
                    case VIOLATED -> "Violated</strong> " + counted(failing(report), "rule") + " broken.";
                    case INCOMPLETE -> "Incomplete</strong> What was not seen or not assessed is not known to be safe.";
                }
                + "</p>");
        line("<dl>");
        fact(
                "Image",
                inventory.imageId() == null ? "a folder" : inventory.imageId().toString());
        fact("System", distribution == null ? "not known" : distribution.prettyName());
        fact(
                "Content",
                counted(inventory.packages().size(), "package") + ", "
                        + TableReport.executables(inventory) + ", "
                        + counted(inventory.layers().size(), "layer"));
        fact("Scanned", report.at().truncatedTo(ChronoUnit.SECONDS).toString());
        fact("Advisories", bundle == null ? "none" : "of " + bundle.builtAt() + ", " + bundle.digest());
        line("</dl>");
        line("</header>");
        line("<main>");
    }

    private void fact(String name, String value) {
        line("<div><dt>" + name + "</dt><dd>" + escaped(value) + "</dd></div>");
    }

    private static int failing(ScanReport report) {
        return (int) report.violations().stream()
                .filter(v -> v.mode().failsPipelines())
                .count();
    }

    private static String violation(Violation violation) {
        return violation.policy() + " (" + violation.mode().word() + "), " + violation.rule() + ": "
                + violation.reason();
    }

    private static String suppressed(SuppressedFinding suppressed) {
        Finding finding = suppressed.finding();
        return finding.id() + " (" + finding.severity().word() + ") in "
                + finding.software().name() + " " + finding.software().version() + " at "
                + finding.software().path() + ": " + suppressed.suppression().sentence();
    }

    private void list(String title, String kind, List<String> sentences) {
        if (sentences.isEmpty()) {
            return;
        }
        line("<section class=\"" + kind + "\"><h2>" + title + "</h2><ul>");
        sentences.forEach(s -> line("<li>" + escaped(s) + "</li>"));
        line("</ul></section>");
    }

    private void findings() {
        line("<section><h2>Findings</h2>");
        if (report.findings().isEmpty()) {
            line("<p>" + (report.bundle() == null ? "Nothing was matched: no intelligence bundle." : "No findings.")
                    + "</p></section>");
            return;
        }
        line("<p class=\"counts\">" + counts() + "</p>");
        line("<div class=\"wide\"><table><thead><tr>");
        List.of("Severity", "Vulnerability", "Package", "Installed", "Fixed in", "Where and why")
                .forEach(h -> line("<th scope=\"col\">" + h + "</th>"));
        line("</tr></thead><tbody>");
        report.findings().forEach(this::finding);
        line("</tbody></table></div></section>");
    }

    private String counts() {
        return report.counts().entrySet().stream()
                .filter(e -> e.getValue() > 0)
                .sorted(java.util.Map.Entry.<Severity, Integer>comparingByKey().reversed())
                .map(e -> "<span class=\"severity " + e.getKey().word() + "\">" + e.getValue() + " "
                        + e.getKey().word() + "</span>")
                .collect(Collectors.joining(" "));
    }

    private void finding(Finding finding) {
        SoftwarePackage software = finding.software();
        var cvss = finding.cvss();
        var ssvc = finding.ssvc();
        line("<tr" + (report.violating().contains(finding) ? " class=\"violating\"" : "") + ">");
        line("<td data-order=\"" + order(finding) + "\"><span class=\"severity "
                + finding.severity().word() + "\">" + finding.severity().word() + "</span>"
                + (cvss == null ? "" : String.format(Locale.ROOT, " %.1f", cvss.score()))
                + (finding.severityWhy().isEmpty() ? "" : "<small>" + escaped(finding.severityWhy()) + "</small>")
                + "</td>");
        line("<td>" + escaped(finding.id()) + (finding.kev() ? " <strong class=\"kev\">exploited</strong>" : "")
                + (finding.title().isEmpty() ? "" : "<small>" + escaped(finding.title()) + "</small>")
                + (ssvc == null ? "" : "<small>SSVC: " + escaped(ssvc.inWords()) + "</small>") + "</td>");
        line("<td>" + escaped(software.name()) + "</td>");
        line("<td>" + escaped(software.version()) + "</td>");
        line("<td>"
                + (finding.fixedVersions().isEmpty()
                        ? finding.status().word().equals("will-not-fix") ? "will not fix" : "no fix known"
                        : escaped(String.join(", ", finding.fixedVersions())))
                + "</td>");
        line("<td>" + escaped(software.path()) + "<small>" + escaped(finding.why()) + "</small></td>");
        line("</tr>");
    }

    /// What the column of severities is sorted by: the severity, then the score.
    private static String order(Finding finding) {
        var cvss = finding.cvss();
        return String.format(
                Locale.ROOT,
                "%d %.1f",
                finding.severity().compareTo(Severity.UNKNOWN),
                cvss == null ? 0.0 : cvss.score());
    }

    private void packages() {
        Inventory inventory = report.inventory();
        line("<section><details><summary>" + counted(inventory.packages().size(), "package")
                + "</summary><div class=\"wide\"><table><thead><tr>");
        List.of("Package", "Version", "Kind", "Where", "Layer").forEach(h -> line("<th scope=\"col\">" + h + "</th>"));
        line("</tr></thead><tbody>");
        for (SoftwarePackage software : inventory.packages()) {
            Digest layer = software.layer();
            line("<tr><td>" + escaped(software.name()) + "</td><td>" + escaped(software.version()) + "</td><td>"
                    + software.type().purlType() + "</td><td>" + escaped(software.path()) + "</td><td>"
                    + (layer == null ? "" : layer.shortHex()) + "</td></tr>");
        }
        line("</tbody></table></div></details></section>");
    }

    private void foot() {
        line("</main>");
        line("<footer>Made by Plimsoll " + Version.NUMBER + ". Click a heading to sort by it.</footer>");
        line("<script>" + SCRIPT + "</script>");
        line("</body>");
        line("</html>");
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private void line(String markup) {
        out.append(markup).append('\n');
    }

    private static String hash(String content) {
        return Base64.getEncoder().encodeToString(Digest.sha256().digest(content.getBytes(StandardCharsets.UTF_8)));
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("this program lacks its own file " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
