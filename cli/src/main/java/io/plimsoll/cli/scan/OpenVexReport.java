package io.plimsoll.cli.scan;

import static io.plimsoll.cli.scan.Json.object;
import static io.plimsoll.cli.scan.Json.text;

import io.plimsoll.model.Finding;
import io.plimsoll.model.FindingStatus;
import io.plimsoll.policy.SuppressedFinding;
import io.plimsoll.policy.Suppression;
import io.plimsoll.policy.VexStatement;
import io.plimsoll.policy.Waiver;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// OpenVEX 0.2.0: one statement for each finding, to be sent on or to be edited and given back with `--vex`. What VEX
/// documents cleared keeps their answer; what an exception is about is still affected.
final class OpenVexReport {
    private final Instant at;

    private OpenVexReport(Instant at) {
        this.at = at;
    }

    static Map<String, Object> tree(ScanReport report) {
        return new OpenVexReport(report.at().truncatedTo(ChronoUnit.SECONDS)).document(report);
    }

    private Map<String, Object> document(ScanReport report) {
        List<Map<String, Object>> statements = new ArrayList<>();
        report.suppressed().forEach(suppressed -> statements.add(statement(suppressed)));
        report.findings().forEach(finding -> statements.add(statement(finding)));
        return object(
                "@context",
                "https://openvex.dev/ns/v0.2.0",
                "@id",
                "https://openvex.dev/docs/plimsoll-"
                        + UUID.nameUUIDFromBytes((report.reference() + "\n" + at).getBytes(StandardCharsets.UTF_8)),
                "author",
                "plimsoll " + Version.NUMBER,
                "timestamp",
                at.toString(),
                "version",
                1,
                "statements",
                statements);
    }

    private Map<String, Object> statement(Finding finding) {
        boolean isKnown = finding.status() != FindingStatus.UNDETERMINED;
        return statement(
                finding,
                (isKnown ? VexStatement.Status.AFFECTED : VexStatement.Status.UNDER_INVESTIGATION).word(),
                null,
                null,
                isKnown ? action(finding) : null);
    }

    private static String action(Finding finding) {
        if (!finding.fixedVersions().isEmpty()) {
            return "Update to " + String.join(" or ", finding.fixedVersions());
        }
        return finding.status() == FindingStatus.WILL_NOT_FIX
                ? "The distribution will not fix it; replace or remove the package"
                : "No fix is known yet";
    }

    private Map<String, Object> statement(SuppressedFinding suppressed) {
        Finding finding = suppressed.finding();
        Suppression suppression = suppressed.suppression();
        return switch (suppression) {
            case VexStatement vex ->
                statement(finding, vex.status().word(), text(vex.justification()), text(vex.explanation()), null);
            case Waiver waiver ->
                statement(
                        finding,
                        VexStatement.Status.AFFECTED.word(),
                        null,
                        null,
                        "Accepted for now: " + waiver.sentence());
        };
    }

    private Map<String, Object> statement(
            Finding finding,
            String status,
            @Nullable String justification,
            @Nullable String impact,
            @Nullable String action) {
        return object(
                "vulnerability",
                object(
                        "name",
                        finding.id(),
                        "aliases",
                        finding.aliases().isEmpty() ? null : finding.aliases(),
                        "description",
                        text(finding.title())),
                "timestamp",
                at.toString(),
                "products",
                List.of(object("@id", finding.software().purl())),
                "status",
                status,
                "status_notes",
                finding.why(),
                "justification",
                justification,
                "impact_statement",
                impact,
                "action_statement",
                action);
    }
}
