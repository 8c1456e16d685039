package io.plimsoll.cli.scan;

import static io.plimsoll.cli.scan.Json.object;
import static io.plimsoll.cli.scan.Json.text;

import io.plimsoll.model.Cvss;
import io.plimsoll.model.Executable;
import io.plimsoll.model.Finding;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.Severity;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.model.Ssvc;
import io.plimsoll.policy.SuppressedFinding;
import io.plimsoll.policy.Suppression;
import io.plimsoll.policy.VexStatement;
import io.plimsoll.policy.Waiver;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// CycloneDX 1.6 JSON (ECMA-424): the components, and the vulnerabilities that affect them. The serial number is made
/// from the content, so that the same image and advisories give the same document.
final class CycloneDxReport {
    private CycloneDxReport() {}

    static Map<String, Object> tree(ScanReport report) {
        Map<String, Object> document = inventory(report.reference(), report.inventory());
        document.put(
                "vulnerabilities",
                Stream.concat(
                                report.findings().stream().map(CycloneDxReport::vulnerability),
                                report.suppressed().stream().map(CycloneDxReport::suppressed))
                        .toList());
        return document;
    }

    /// The components alone, as `plimsoll sbom`.
    static Map<String, Object> inventory(String reference, Inventory inventory) {
        String root =
                inventory.imageId() == null ? reference : inventory.imageId().toString();
        return object(
                "$schema",
                "http://cyclonedx.org/schema/bom-1.6.schema.json",
                "bomFormat",
                "CycloneDX",
                "specVersion",
                "1.6",
                "serialNumber",
                "urn:uuid:" + UUID.nameUUIDFromBytes(root.getBytes(StandardCharsets.UTF_8)),
                "version",
                1,
                "metadata",
                object(
                        "tools",
                        object(
                                "components",
                                List.of(object("type", "application", "name", "plimsoll", "version", Version.NUMBER))),
                        "component",
                        object(
                                "type",
                                inventory.imageId() == null ? "file" : "container",
                                "bom-ref",
                                root,
                                "name",
                                inventory.names().isEmpty()
                                        ? reference
                                        : inventory.names().getFirst(),
                                "version",
                                text(inventory.imageId()))),
                "components",
                components(inventory),
                "compositions",
                List.of(object("aggregate", inventory.isComplete() ? "complete" : "incomplete")));
    }

    private static List<Map<String, Object>> components(Inventory inventory) {
        List<Map<String, Object>> components = new ArrayList<>();
        var distribution = inventory.distribution();
        if (distribution != null) {
            components.add(object(
                    "type",
                    "operating-system",
                    "bom-ref",
                    "os:" + distribution.id() + ":" + distribution.versionId(),
                    "name",
                    distribution.id(),
                    "version",
                    text(distribution.versionId()),
                    "description",
                    text(distribution.prettyName()),
                    "properties",
                    properties("plimsoll:codename", distribution.codename())));
        }
        inventory.packages().stream().distinct().map(CycloneDxReport::component).forEach(components::add);
        files(inventory).forEach(components::add);
        return components;
    }

    /// A file may belong to several packages, so it is a part of none of them but names them all.
    private static Stream<Map<String, Object>> files(Inventory inventory) {
        Map<String, Executable> executables = new HashMap<>();
        inventory.executables().forEach(one -> executables.put(one.path(), one));
        return Optional.ofNullable(inventory.files()).stream()
                .flatMap(List::stream)
                .map(file -> {
                    Executable executable = executables.get(file.path());
                    List<Map<String, Object>> owners = file.packages().stream()
                            .map(place -> ref(inventory.packages().get(place)))
                            .distinct()
                            .map(ref -> object("name", "plimsoll:package", "value", ref))
                            .toList();
                    return object(
                            "type",
                            "file",
                            "bom-ref",
                            "file:" + file.path(),
                            "name",
                            file.path(),
                            "hashes",
                            executable == null
                                    ? null
                                    : List.of(object(
                                            "alg",
                                            "SHA-256",
                                            "content",
                                            executable.sha256().hex())),
                            "properties",
                            owners.isEmpty() ? null : owners);
                });
    }

    private static Map<String, Object> component(SoftwarePackage software) {
        return object(
                "type",
                "library",
                "bom-ref",
                ref(software),
                "name",
                software.name(),
                "version",
                text(software.version()),
                "purl",
                software.purl(),
                "licenses",
                software.licences().isEmpty()
                        ? null
                        : software.licences().stream()
                                .map(name -> object("license", object("name", name)))
                                .toList(),
                "evidence",
                object("occurrences", List.of(object("location", software.path()))),
                "properties",
                properties(
                        "plimsoll:layer",
                        software.layer() == null ? "" : software.layer().toString(),
                        "plimsoll:owner",
                        software.owner(),
                        "plimsoll:scope",
                        software.scope()));
    }

    /// From names and values in turn; those without a value are left out, and so is a list without any.
    private static @Nullable List<Map<String, Object>> properties(String... namesAndValues) {
        List<Map<String, Object>> properties = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (!namesAndValues[i + 1].isEmpty()) {
                properties.add(object("name", namesAndValues[i], "value", namesAndValues[i + 1]));
            }
        }
        return properties.isEmpty() ? null : properties;
    }

    private static Map<String, Object> suppressed(SuppressedFinding suppressed) {
        Map<String, Object> vulnerability = vulnerability(suppressed.finding());
        vulnerability.put("analysis", analysis(suppressed.suppression()));
        return vulnerability;
    }

    /// Living with a finding says nothing of whether it can be exploited, so such an analysis has no state.
    private static Map<String, Object> analysis(Suppression suppression) {
        return switch (suppression) {
            case Waiver waiver -> object("response", List.of("will_not_fix"), "detail", waiver.sentence());
            case VexStatement vex ->
                object(
                        "state",
                        vex.status() == VexStatement.Status.FIXED ? "resolved" : "not_affected",
                        "justification",
                        justification(vex.justification()),
                        "detail",
                        vex.sentence());
        };
    }

    /// OpenVEX's words in those of CycloneDX, whose own are kept; null where there is none.
    private static @Nullable String justification(String word) {
        return switch (word) {
            case "component_not_present", "vulnerable_code_not_present" -> "code_not_present";
            case "vulnerable_code_not_in_execute_path" -> "code_not_reachable";
            case "vulnerable_code_cannot_be_controlled_by_adversary" -> "requires_environment";
            case "inline_mitigations_already_exist" -> "protected_by_mitigating_control";
            case "code_not_present",
                    "code_not_reachable",
                    "requires_configuration",
                    "requires_dependency",
                    "requires_environment",
                    "protected_by_compiler",
                    "protected_at_runtime",
                    "protected_at_perimeter",
                    "protected_by_mitigating_control" -> word;
            default -> null;
        };
    }

    private static Map<String, Object> vulnerability(Finding finding) {
        return object(
                "bom-ref",
                finding.id() + "|" + ref(finding.software()),
                "id",
                finding.id(),
                "ratings",
                ratings(finding),
                "description",
                text(finding.title()),
                "detail",
                finding.why(),
                "recommendation",
                finding.fixedVersions().isEmpty() ? null : "Update to " + String.join(" or ", finding.fixedVersions()),
                "affects",
                List.of(object("ref", ref(finding.software()))),
                "properties",
                properties(finding));
    }

    private static List<Map<String, Object>> properties(Finding finding) {
        Map<String, Object> kev = object("name", "plimsoll:kev", "value", Boolean.toString(finding.kev()));
        Ssvc ssvc = finding.ssvc();
        return ssvc == null ? List.of(kev) : List.of(kev, object("name", "plimsoll:ssvc", "value", ssvc.inWords()));
    }

    /// The one that counts first, then every other score and word.
    private static List<Map<String, Object>> ratings(Finding finding) {
        List<Map<String, Object>> ratings = new ArrayList<>();
        if (finding.scores().isEmpty()) {
            ratings.add(object("severity", severity(finding.severity())));
        }
        for (Cvss cvss : finding.scores()) {
            Severity counts = ratings.isEmpty() ? finding.severity() : Severity.ofScore(cvss.score());
            ratings.add(object(
                    "source",
                    object("name", cvss.source()),
                    "score",
                    cvss.score(),
                    "severity",
                    severity(counts),
                    "method",
                    method(cvss.vector()),
                    "vector",
                    cvss.vector()));
        }
        finding.ratings()
                .forEach(r -> ratings.add(object(
                        "source", object("name", r.source()), "severity", severity(r.severity()), "method", "other")));
        return ratings;
    }

    private static String severity(Severity severity) {
        return severity == Severity.NEGLIGIBLE ? "info" : severity.word();
    }

    private static String method(String vector) {
        if (vector.startsWith("CVSS:4")) {
            return "CVSSv4";
        }
        if (vector.startsWith("CVSS:3.1")) {
            return "CVSSv31";
        }
        return vector.startsWith("CVSS:3") ? "CVSSv3" : "CVSSv2";
    }

    private static String ref(SoftwarePackage software) {
        return software.purl() + "#" + software.path();
    }
}
