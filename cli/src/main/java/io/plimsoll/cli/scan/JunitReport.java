package io.plimsoll.cli.scan;

import static io.plimsoll.cli.scan.Markup.escaped;

import io.plimsoll.model.Finding;
import io.plimsoll.model.Inventory;
import io.plimsoll.policy.SuppressedFinding;
import io.plimsoll.policy.Violation;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// JUnit XML as CI systems read it: one suite for each part of the verdict. `policies` holds a failure for each
/// violation (one that is only recorded is skipped), `findings` one case for each finding that fails if it violates and
/// is skipped if it is
/// suppressed, and `completeness` an error for each thing that is not known; `sensitive content` holds leaks
/// and card numbers, if there are any. An empty part has one case that passed, so that no report is without
/// tests.
final class JunitReport {
    private final ScanReport report;

    JunitReport(ScanReport report) {
        this.report = report;
    }

    String text() {
        List<Suite> suites = Stream.of(policies(), findings(), sensitive(), completeness())
                .filter(suite -> !suite.cases().isEmpty())
                .toList();
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append("<testsuites")
                .append(attribute("name", "plimsoll scan " + report.reference()))
                .append(counts(suites.stream().flatMap(s -> s.cases().stream()).toList()))
                .append(">\n");
        suites.forEach(s -> xml.append(xml(s)));
        return xml.append("</testsuites>\n").toString();
    }

    private Suite policies() {
        return new Suite(
                "policies",
                report.violations().isEmpty()
                        ? List.of(Case.passed("every policy is kept"))
                        : report.violations().stream()
                                .map(JunitReport::violation)
                                .toList());
    }

    private static Case violation(Violation violation) {
        return new Case(
                violation.policy() + ": " + violation.rule(),
                violation.mode().failsPipelines() ? Outcome.FAILURE : Outcome.SKIPPED,
                violation.rule(),
                (violation.mode().failsPipelines() ? "" : "recorded only: ") + violation.reason(),
                "policy " + violation.policy() + ", mode " + violation.mode().word());
    }

    private Suite findings() {
        return new Suite(
                "findings",
                report.findings().isEmpty() && report.suppressed().isEmpty()
                        ? List.of(none())
                        : Stream.concat(
                                        report.findings().stream().map(this::finding),
                                        report.suppressed().stream().map(JunitReport::suppressed))
                                .toList());
    }

    /// That nothing was found is only good if something was looked for.
    private Case none() {
        return report.bundle() == null
                ? new Case("nothing was matched", Outcome.SKIPPED, "", "there is no intelligence bundle", "")
                : Case.passed("no findings");
    }

    private Case finding(Finding finding) {
        return new Case(
                name(finding),
                report.violating().contains(finding) ? Outcome.FAILURE : Outcome.PASSED,
                finding.severity().word(),
                finding.severity().word() + (finding.kev() ? ", exploited" : "") + ": "
                        + (finding.title().isEmpty() ? finding.id() : finding.title()) + "; " + fix(finding),
                finding.why());
    }

    private static Case suppressed(SuppressedFinding suppressed) {
        return new Case(
                name(suppressed.finding()),
                Outcome.SKIPPED,
                "",
                "suppressed: " + suppressed.suppression().sentence(),
                suppressed.finding().severity().word() + "; "
                        + suppressed.finding().why());
    }

    private static String name(Finding finding) {
        var software = finding.software();
        return finding.id() + " in " + software.name() + " " + software.version() + " at " + software.path();
    }

    private static String fix(Finding finding) {
        return finding.fixedVersions().isEmpty()
                ? "no fix known"
                : "fixed in " + String.join(" or ", finding.fixedVersions());
    }

    /// Leaks and card numbers; they fail if a policy breaks by them, and are skipped if they are suppressed.
    private Suite sensitive() {
        return new Suite(
                "sensitive content",
                report.sensitive().stream().map(this::sensitive).toList());
    }

    private Case sensitive(SensitiveLine one) {
        boolean violating = report.violations().stream()
                .anyMatch(violation ->
                        violation.mode().failsPipelines() && violation.rule().equals(one.rule()));
        String name = one.kind() + " in " + one.path() + (one.line() == 0 ? "" : ":" + one.line());
        String fingerprint = "fingerprint " + one.fingerprint();
        return one.suppressed()
                .map(why -> new Case(name, Outcome.SKIPPED, "", "suppressed: " + why, fingerprint))
                .orElseGet(() -> new Case(
                        name, violating ? Outcome.FAILURE : Outcome.PASSED, one.rule(), one.sentence(), fingerprint));
    }

    private Suite completeness() {
        List<String> unknown = report.unknown();
        return new Suite(
                "completeness",
                unknown.isEmpty()
                        ? List.of(Case.passed("everything was seen and assessed"))
                        : unknown.stream()
                                .map(u -> new Case(u, Outcome.ERROR, "incomplete", u, "not known to be safe"))
                                .toList());
    }

    private String notes() {
        return report.notes().isEmpty()
                ? ""
                : "    <system-out>"
                        + report.notes().stream().map(Markup::escaped).collect(Collectors.joining("\n"))
                        + "</system-out>\n";
    }

    private String xml(Suite suite) {
        StringBuilder xml = new StringBuilder("  <testsuite")
                .append(attribute("name", suite.name()))
                .append(counts(suite.cases()))
                .append(attribute("time", "0"))
                .append(attribute("timestamp", report.at().toString().substring(0, 19)))
                .append(">\n");
        if (suite.name().equals("policies")) {
            xml.append(properties());
        }
        suite.cases().forEach(c -> xml.append(xml(suite, c)));
        if (suite.name().equals("findings")) {
            xml.append(notes());
        }
        return xml.append("  </testsuite>\n").toString();
    }

    private String properties() {
        Inventory inventory = report.inventory();
        UsedBundle bundle = report.bundle();
        return Stream.of(
                        property("verdict", report.verdict().word()),
                        inventory.imageId() == null
                                ? ""
                                : property("image", inventory.imageId().toString()),
                        bundle == null ? "" : property("bundle", bundle.digest()),
                        bundle == null
                                ? ""
                                : property("bundle built at", bundle.builtAt().toString()))
                .reduce("    <properties>\n", String::concat)
                .concat("    </properties>\n");
    }

    private static String property(String name, String value) {
        return "      <property" + attribute("name", name) + attribute("value", value) + "/>\n";
    }

    private static String xml(Suite suite, Case one) {
        String head = "    <testcase" + attribute("classname", "plimsoll." + suite.name())
                + attribute("name", one.name()) + attribute("time", "0");
        return switch (one.outcome()) {
            case PASSED ->
                one.body().isEmpty()
                        ? head + "/>\n"
                        : head + ">\n      <system-out>" + escaped(one.message()) + "\n" + escaped(one.body())
                                + "</system-out>\n    </testcase>\n";
            case FAILURE -> head + ">\n" + outcome("failure", one) + "    </testcase>\n";
            case SKIPPED ->
                head + ">\n      <skipped" + attribute("message", one.message()) + ">" + escaped(one.body())
                        + "</skipped>\n    </testcase>\n";
            case ERROR -> head + ">\n" + outcome("error", one) + "    </testcase>\n";
        };
    }

    private static String outcome(String element, Case one) {
        return "      <" + element + attribute("type", one.type()) + attribute("message", one.message()) + ">"
                + escaped(one.body()) + "</" + element + ">\n";
    }

    private static String counts(List<Case> cases) {
        return attribute("tests", Integer.toString(cases.size()))
                + attribute("failures", count(cases, Outcome.FAILURE))
                + attribute("errors", count(cases, Outcome.ERROR))
                + attribute("skipped", count(cases, Outcome.SKIPPED));
    }

    private static String count(List<Case> cases, Outcome outcome) {
        return Long.toString(cases.stream().filter(c -> c.outcome() == outcome).count());
    }

    private static String attribute(String name, String value) {
        return " " + name + "=\"" + escaped(value) + "\"";
    }

    private enum Outcome {
        PASSED,
        SKIPPED,
        FAILURE,
        ERROR
    }

    private record Suite(String name, List<Case> cases) {}

    /// @param type kind of failure
    /// @param message one line
    /// @param body more of it; empty if there is nothing to add
    private record Case(String name, Outcome outcome, String type, String message, String body) {
        static Case passed(String name) {
            return new Case(name, Outcome.PASSED, "", "", "");
        }
    }
}
