package io.plimsoll.cli.scan;

import static io.plimsoll.cli.scan.Json.object;
import static io.plimsoll.cli.scan.Json.text;

import io.plimsoll.model.Digest;
import io.plimsoll.model.Distribution;
import io.plimsoll.model.Finding;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.SoftwarePackage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// SPDX 2.3 JSON (ISO/IEC 5962 and its successor): the image that the document describes, and the packages that it
/// contains. Findings are security references of their package. SPDX asks every file for a SHA-1, which we do not
/// compute, so no files are listed. What was not seen is said as `CONTAINS NOASSERTION`.
final class SpdxReport {
    private static final String DOCUMENT = "SPDXRef-DOCUMENT";
    private static final String IMAGE = "SPDXRef-Image";
    private static final String UNKNOWN = "NOASSERTION";

    private SpdxReport() {}

    static Map<String, Object> tree(ScanReport report) {
        return document(report.reference(), report.inventory(), report.at(), references(report));
    }

    /// The packages alone, as `plimsoll sbom --format spdx`.
    ///
    /// @param at when the document was made; SPDX insists on it
    static Map<String, Object> inventory(String reference, Inventory inventory, Instant at) {
        return document(reference, inventory, at, Map.of());
    }

    private static Map<String, Object> document(
            String reference, Inventory inventory, Instant at, Map<String, List<Map<String, Object>>> advisories) {
        Map<String, SoftwarePackage> contained = new LinkedHashMap<>();
        inventory.packages().forEach(p -> contained.putIfAbsent(id(p), p));
        return object(
                "spdxVersion",
                "SPDX-2.3",
                "dataLicense",
                "CC0-1.0",
                "SPDXID",
                DOCUMENT,
                "name",
                reference,
                "documentNamespace",
                namespace(reference, inventory, at),
                "creationInfo",
                object(
                        "created",
                        at.truncatedTo(ChronoUnit.SECONDS).toString(),
                        "creators",
                        List.of("Tool: plimsoll-" + Version.NUMBER)),
                "packages",
                packages(reference, inventory, contained, advisories),
                "relationships",
                relationships(inventory, contained));
    }

    /// One of its own for each document, as the standard asks.
    static String namespace(String reference, Inventory inventory, Instant at) {
        String content = reference + "\n" + inventory.imageId() + "\n" + at;
        return "https://spdx.org/spdxdocs/plimsoll-" + UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Map<String, Object>> packages(
            String reference,
            Inventory inventory,
            Map<String, SoftwarePackage> contained,
            Map<String, List<Map<String, Object>>> advisories) {
        List<Map<String, Object>> packages = new ArrayList<>();
        packages.add(image(reference, inventory));
        Distribution distribution = inventory.distribution();
        if (distribution != null) {
            Map<String, Object> system = element(
                    "SPDXRef-OperatingSystem",
                    distribution.id(),
                    distribution.versionId(),
                    "OPERATING_SYSTEM",
                    distribution.prettyName());
            if (!distribution.codename().isEmpty()) {
                system.put("sourceInfo", "codename " + distribution.codename());
            }
            packages.add(system);
        }
        contained.forEach(
                (id, software) -> packages.add(software(id, software, advisories.getOrDefault(id, List.of()))));
        return packages;
    }

    private static Map<String, Object> image(String reference, Inventory inventory) {
        Digest id = inventory.imageId();
        Map<String, Object> image = element(
                IMAGE,
                inventory.names().isEmpty() ? reference : inventory.names().getFirst(),
                id == null ? "" : id.toString(),
                id == null ? "FILE" : "CONTAINER",
                "");
        if (id != null) {
            image.put("checksums", List.of(object("algorithm", "SHA256", "checksumValue", id.hex())));
        }
        return image;
    }

    private static Map<String, Object> element(
            String id, String name, String version, @Nullable String purpose, String summary) {
        return object(
                "SPDXID",
                id,
                "name",
                name,
                "versionInfo",
                text(version),
                "primaryPackagePurpose",
                purpose,
                "supplier",
                UNKNOWN,
                "downloadLocation",
                UNKNOWN,
                "filesAnalyzed",
                false,
                "licenseConcluded",
                UNKNOWN,
                "licenseDeclared",
                UNKNOWN,
                "copyrightText",
                UNKNOWN,
                "summary",
                text(summary));
    }

    private static Map<String, Object> software(
            String id, SoftwarePackage software, List<Map<String, Object>> advisories) {
        Map<String, Object> element = element(id, software.name(), software.version(), null, "");
        element.put("sourceInfo", foundAt(software));
        if (!software.licences().isEmpty()) {
            element.put("licenseComments", "the package names: " + String.join(", ", software.licences()));
        }
        List<Map<String, Object>> references = new ArrayList<>();
        references.add(reference("PACKAGE-MANAGER", "purl", software.purl(), null));
        references.addAll(advisories);
        element.put("externalRefs", references);
        return element;
    }

    static String foundAt(SoftwarePackage software) {
        return "found at " + software.path()
                + (software.layer() == null ? "" : " in layer " + software.layer())
                + (software.owner().isEmpty() ? "" : " owned by " + software.owner());
    }

    /// The advisories about each package, by its id.
    private static Map<String, List<Map<String, Object>>> references(ScanReport report) {
        Map<String, List<Map<String, Object>>> references = new LinkedHashMap<>();
        report.findings().forEach(f -> add(references, f, ""));
        report.suppressed()
                .forEach(s -> add(
                        references,
                        s.finding(),
                        "; suppressed: " + s.suppression().sentence()));
        return references;
    }

    private static void add(Map<String, List<Map<String, Object>>> references, Finding finding, String more) {
        references
                .computeIfAbsent(id(finding.software()), id -> new ArrayList<>())
                .add(reference(
                        "SECURITY",
                        "advisory",
                        "https://osv.dev/vulnerability/" + URLEncoder.encode(finding.id(), StandardCharsets.UTF_8),
                        finding.id() + ", " + finding.severity().word() + ", "
                                + finding.status().word() + ": " + finding.why() + more));
    }

    private static Map<String, Object> reference(
            String category, String type, String locator, @Nullable String comment) {
        return object(
                "referenceCategory", category, "referenceType", type, "referenceLocator", locator, "comment", comment);
    }

    private static List<Map<String, Object>> relationships(
            Inventory inventory, Map<String, SoftwarePackage> contained) {
        List<Map<String, Object>> relationships = new ArrayList<>();
        relationships.add(relationship(DOCUMENT, "DESCRIBES", IMAGE, null));
        if (inventory.distribution() != null) {
            relationships.add(relationship(IMAGE, "CONTAINS", "SPDXRef-OperatingSystem", null));
        }
        contained.keySet().forEach(id -> relationships.add(relationship(IMAGE, "CONTAINS", id, null)));
        inventory
                .gaps()
                .forEach(g -> relationships.add(relationship(
                        IMAGE,
                        "CONTAINS",
                        UNKNOWN,
                        "not seen: " + g.detail() + (g.path().isEmpty() ? "" : " (" + g.path() + ")"))));
        return relationships;
    }

    private static Map<String, Object> relationship(String from, String type, String to, @Nullable String comment) {
        return object("spdxElementId", from, "relationshipType", type, "relatedSpdxElement", to, "comment", comment);
    }

    /// Letters, digits, dots and dashes are all that an id may have, so it is made from what tells packages apart.
    private static String id(SoftwarePackage software) {
        return "SPDXRef-Package-" + number(software.purl() + "#" + software.path());
    }

    static String number(String content) {
        return Digest.of(content.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 24);
    }
}
