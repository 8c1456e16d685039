package io.plimsoll.cli.scan;

import static io.plimsoll.cli.scan.Json.object;
import static io.plimsoll.cli.scan.Json.text;

import io.plimsoll.model.Finding;
import io.plimsoll.model.Severity;
import io.plimsoll.policy.SuppressedFinding;
import io.plimsoll.policy.Suppression;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Static Analysis Results Interchange Format 2.1.0 (OASIS), for code hosting sites. One rule per vulnerability, one
/// result per finding; what could not be judged is a notification of the run, so that an empty list is never read as
/// clean.
final class SarifReport {
    private SarifReport() {}

    static Map<String, Object> tree(ScanReport report) {
        return object(
                "$schema",
                "https://json.schemastore.org/sarif-2.1.0.json",
                "version",
                "2.1.0",
                "runs",
                List.of(object(
                        "tool",
                        object(
                                "driver",
                                object(
                                        "name",
                                        "Plimsoll",
                                        "semanticVersion",
                                        Version.NUMBER,
                                        "rules",
                                        Stream.concat(
                                                        rules(everything(report)).stream(),
                                                        sensitiveRules(report).stream())
                                                .toList())),
                        "invocations",
                        List.of(invocation(report)),
                        "results",
                        Stream.of(
                                        report.findings().stream().map(SarifReport::result),
                                        report.suppressed().stream().map(SarifReport::suppressed),
                                        report.sensitive().stream().map(SarifReport::sensitive))
                                .flatMap(results -> results)
                                .toList())));
    }

    private static List<Finding> everything(ScanReport report) {
        return Stream.concat(
                        report.findings().stream(), report.suppressed().stream().map(SuppressedFinding::finding))
                .toList();
    }

    private static Map<String, Object> suppressed(SuppressedFinding suppressed) {
        Map<String, Object> result = result(suppressed.finding());
        result.put("suppressions", suppressions(suppressed.suppression()));
        return result;
    }

    private static @Nullable List<Map<String, Object>> suppressions(@Nullable Suppression suppression) {
        return suppression == null
                ? null
                : List.of(object("kind", "external", "status", "accepted", "justification", suppression.sentence()));
    }

    private static Map<String, Object> invocation(ScanReport report) {
        var gaps = report.inventory().gaps().stream()
                .map(g -> object("level", "error", "message", object("text", g.detail())));
        var notAssessed = report.notAssessed().stream()
                .filter(Unassessed::incomplete)
                .map(n -> object("level", "error", "message", object("text", n.sentence())));
        var remarks = report.notes().stream().map(n -> object("level", "note", "message", object("text", n)));
        return object(
                "executionSuccessful",
                report.verdict() != ScanReport.Verdict.INCOMPLETE,
                "toolExecutionNotifications",
                Stream.of(gaps, notAssessed, remarks).flatMap(n -> n).toList());
    }

    private static List<Map<String, Object>> rules(List<Finding> findings) {
        Map<String, Map<String, Object>> rules = new LinkedHashMap<>();
        for (Finding finding : findings) {
            rules.computeIfAbsent(
                    finding.id(),
                    id -> object(
                            "id",
                            id,
                            "shortDescription",
                            object("text", finding.title().isEmpty() ? id : finding.title()),
                            "properties",
                            object(
                                    "security-severity",
                                    finding.cvss() == null
                                            ? null
                                            : Double.toString(finding.cvss().score()),
                                    "tags",
                                    List.of("vulnerability", finding.severity().word()))));
        }
        return List.copyOf(rules.values());
    }

    private static Map<String, Object> result(Finding finding) {
        var software = finding.software();
        return object(
                "ruleId",
                finding.id(),
                "level",
                level(finding.severity()),
                "message",
                object(
                        "text",
                        software.name() + " " + software.version() + ": " + finding.why()
                                + (finding.fixedVersions().isEmpty()
                                        ? "; no fix known"
                                        : "; fixed in " + String.join(" or ", finding.fixedVersions()))),
                "locations",
                List.of(object(
                        "physicalLocation",
                        object("artifactLocation", object("uri", uri(software.path()))),
                        "logicalLocations",
                        List.of(object("fullyQualifiedName", software.purl(), "kind", "module")))),
                "partialFingerprints",
                object("plimsoll/v1", finding.id() + "|" + software.purl() + "|" + software.path()),
                "properties",
                object(
                        "kev",
                        finding.kev(),
                        "epss",
                        finding.epss(),
                        "ssvc",
                        JsonReport.ssvc(finding.ssvc()),
                        "layer",
                        text(software.layer())));
    }

    /// One rule for each kind of leak and each issuer of cards.
    private static List<Map<String, Object>> sensitiveRules(ScanReport report) {
        return report.sensitive().stream()
                .map(SarifReport::ruleId)
                .distinct()
                .map(id -> object(
                        "id",
                        id,
                        "shortDescription",
                        object("text", id),
                        "properties",
                        object("tags", List.of("security", "secret"))))
                .toList();
    }

    private static String ruleId(SensitiveLine one) {
        return one.rule() + "/" + one.kind();
    }

    private static Map<String, Object> sensitive(SensitiveLine one) {
        return object(
                "ruleId",
                ruleId(one),
                "level",
                level(one.severity()),
                "message",
                object("text", one.sentence()),
                "locations",
                List.of(object(
                        "physicalLocation",
                        object(
                                "artifactLocation",
                                object(
                                        "uri",
                                        uri(one.path().startsWith("/") ? one.path() : "configuration/" + one.path())),
                                "region",
                                one.line() == 0 ? null : object("startLine", one.line())))),
                "partialFingerprints",
                object("plimsoll/v1", one.rule() + "|" + one.fingerprint()),
                "suppressions",
                suppressions(one.suppression()));
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW, NEGLIGIBLE, UNKNOWN -> "note";
        };
    }

    /// A relative URI reference (RFC 3986): the path from the root of the image without its first slash.
    private static String uri(String path) {
        StringBuilder uri = new StringBuilder();
        for (byte b : path.replaceFirst("^/+", "").getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            boolean plain = b > 0x20 && b < 0x7f && "\"%<>\\^`{|}#?[]".indexOf(b) < 0;
            uri.append(plain ? Character.toString(b) : String.format("%%%02X", b));
        }
        return uri.isEmpty() ? "." : uri.toString();
    }
}
