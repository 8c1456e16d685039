package io.plimsoll.cli.scan;

import static io.plimsoll.cli.scan.Json.object;
import static io.plimsoll.cli.scan.Json.text;

import io.plimsoll.model.Digest;
import io.plimsoll.model.Distribution;
import io.plimsoll.model.Executable;
import io.plimsoll.model.Finding;
import io.plimsoll.model.Gap;
import io.plimsoll.model.ImageFile;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.SoftwarePackage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// SPDX 3.0.1 in JSON-LD: the image, the packages and files that it contains, and the vulnerabilities of packages. What
/// was not seen is said as `contains NoAssertionElement`.
final class Spdx3Report {
    private static final String UNKNOWN = "https://spdx.org/rdf/3.0.1/terms/Core/NoAssertionElement";
    private static final String CREATION = "_:creation";

    private final String reference;
    private final Inventory inventory;
    private final String namespace;
    private final List<Map<String, Object>> graph = new ArrayList<>();
    private final Set<String> ids = new LinkedHashSet<>();

    private Spdx3Report(String reference, Inventory inventory, Instant at) {
        this.reference = reference;
        this.inventory = inventory;
        this.namespace = SpdxReport.namespace(reference, inventory, at) + "#";
        document(at);
        content();
    }

    static Map<String, Object> tree(ScanReport report) {
        Spdx3Report document = new Spdx3Report(report.reference(), report.inventory(), report.at());
        report.findings().forEach(finding -> document.vulnerability(finding, ""));
        report.suppressed()
                .forEach(s -> document.vulnerability(
                        s.finding(), "; suppressed: " + s.suppression().sentence()));
        return document.whole();
    }

    /// The packages alone, as `plimsoll sbom --format spdx-3`.
    ///
    /// @param at when the document was made; SPDX insists on it
    static Map<String, Object> inventory(String reference, Inventory inventory, Instant at) {
        return new Spdx3Report(reference, inventory, at).whole();
    }

    private Map<String, Object> whole() {
        return object("@context", "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph", graph);
    }

    private void document(Instant at) {
        graph.add(object(
                "type",
                "CreationInfo",
                "@id",
                CREATION,
                "specVersion",
                "3.0.1",
                "created",
                at.truncatedTo(ChronoUnit.SECONDS).toString(),
                "createdBy",
                List.of(namespace + "Plimsoll")));
        add("SoftwareAgent", "Plimsoll", "name", "plimsoll-" + Version.NUMBER);
        add(
                "SpdxDocument",
                "Document",
                "name",
                reference,
                "profileConformance",
                List.of("core", "software", "security"),
                "rootElement",
                List.of(namespace + "Sbom"));
        add("software_Sbom", "Sbom", "rootElement", List.of(namespace + "Image"));
    }

    private void content() {
        image();
        Distribution distribution = inventory.distribution();
        List<String> contained = new ArrayList<>();
        if (distribution != null) {
            contained.add(add(
                    "software_Package",
                    "OperatingSystem",
                    "name",
                    distribution.id(),
                    "software_packageVersion",
                    text(distribution.versionId()),
                    "software_primaryPurpose",
                    "operatingSystem",
                    "summary",
                    text(distribution.prettyName()),
                    "software_sourceInfo",
                    distribution.codename().isEmpty() ? null : "codename " + distribution.codename()));
        }
        inventory.packages().forEach(software -> contained.add(software(software)));
        Map<String, List<String>> files = files(contained);
        contain("Image", contained);
        files.forEach(this::contain);
        inventory.gaps().forEach(this::gap);
    }

    private void image() {
        Digest id = inventory.imageId();
        add(
                "software_Package",
                "Image",
                "name",
                inventory.names().isEmpty() ? reference : inventory.names().getFirst(),
                "software_packageVersion",
                text(id),
                "software_primaryPurpose",
                id == null ? "file" : "container",
                "verifiedUsing",
                id == null ? null : List.of(hash(id)));
    }

    private String software(SoftwarePackage software) {
        return add(
                "software_Package",
                id(software),
                "name",
                software.name(),
                "software_packageVersion",
                text(software.version()),
                "software_packageUrl",
                software.purl(),
                "software_sourceInfo",
                SpdxReport.foundAt(software),
                "comment",
                software.licences().isEmpty() ? null : "the package names: " + String.join(", ", software.licences()));
    }

    /// Writes the files, if they were asked for.
    ///
    /// @param ofImage gets to know those that no package brought
    /// @return those of each package, by its id
    private Map<String, List<String>> files(List<String> ofImage) {
        Map<String, Executable> executables = new HashMap<>();
        inventory.executables().forEach(one -> executables.put(one.path(), one));
        Map<String, List<String>> ofPackages = new LinkedHashMap<>();
        List<ImageFile> files = inventory.files();
        for (ImageFile file : files == null ? List.<ImageFile>of() : files) {
            Executable executable = executables.get(file.path());
            String id = add(
                    "software_File",
                    "File-" + SpdxReport.number(file.path()),
                    "name",
                    file.path(),
                    "verifiedUsing",
                    executable == null ? null : List.of(hash(executable.sha256())));
            file.packages().stream()
                    .map(place -> id(inventory.packages().get(place)))
                    .distinct()
                    .forEach(owner -> ofPackages
                            .computeIfAbsent(owner, one -> new ArrayList<>())
                            .add(id));
            if (file.packages().isEmpty()) {
                ofImage.add(id);
            }
        }
        return ofPackages;
    }

    private void contain(String container, List<String> contained) {
        List<String> distinct = contained.stream().distinct().toList();
        if (!distinct.isEmpty()) {
            relationship("Contains-" + container, container, "contains", distinct, null);
        }
    }

    private void gap(Gap gap) {
        relationship(
                "Gap-" + SpdxReport.number(gap.code() + gap.detail() + "#" + gap.path()),
                "Image",
                "contains",
                List.of(UNKNOWN),
                "not seen: " + gap.detail() + (gap.path().isEmpty() ? "" : " (" + gap.path() + ")"));
    }

    private void vulnerability(Finding finding, String more) {
        String vulnerability = add(
                "security_Vulnerability",
                "Vulnerability-" + SpdxReport.number(finding.id()),
                "name",
                finding.id(),
                "summary",
                text(finding.title()),
                "externalIdentifier",
                List.of(object(
                        "type",
                        "ExternalIdentifier",
                        "externalIdentifierType",
                        finding.id().startsWith("CVE-") ? "cve" : "securityOther",
                        "identifier",
                        finding.id())));
        String affected = id(finding.software());
        relationship(
                "Affects-" + SpdxReport.number(finding.id() + "#" + affected),
                affected,
                "hasAssociatedVulnerability",
                List.of(vulnerability),
                finding.severity().word() + ", " + finding.status().word() + ": " + finding.why() + more);
    }

    private void relationship(String id, String from, String type, List<String> to, @Nullable String comment) {
        add("Relationship", id, "from", namespace + from, "relationshipType", type, "to", to, "comment", comment);
    }

    /// Adds an element unless it is there.
    ///
    /// @return its whole id
    private String add(String type, String id, @Nullable Object... fields) {
        String whole = namespace + id;
        if (ids.add(whole)) {
            Map<String, Object> element = object("type", type, "spdxId", whole, "creationInfo", CREATION);
            element.putAll(object(fields));
            graph.add(element);
        }
        return whole;
    }

    private static Map<String, Object> hash(Digest digest) {
        return object("type", "Hash", "algorithm", "sha256", "hashValue", digest.hex());
    }

    private static String id(SoftwarePackage software) {
        return "Package-" + SpdxReport.number(software.purl() + "#" + software.path());
    }
}
