package io.plimsoll.cli.scan;

import static io.plimsoll.cli.scan.Json.object;
import static io.plimsoll.cli.scan.Json.text;

import io.plimsoll.model.Cvss;
import io.plimsoll.model.Distribution;
import io.plimsoll.model.Executable;
import io.plimsoll.model.Finding;
import io.plimsoll.model.ImageConfiguration;
import io.plimsoll.model.ImageFile;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.Layer;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.model.Ssvc;
import io.plimsoll.policy.ChainId;
import io.plimsoll.policy.SuppressedFinding;
import io.plimsoll.policy.Suppression;
import io.plimsoll.policy.VexStatement;
import io.plimsoll.policy.WaivedContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The documented, stable form `--format json` (docs/scan-json.md). Names are those of the ecosystem.
final class JsonReport {
    private JsonReport() {}

    static Map<String, Object> tree(ScanReport report) {
        Inventory inventory = report.inventory();
        Map<String, Object> tree = object(
                "image",
                image(report.reference(), inventory),
                "verdict",
                report.verdict().word(),
                "violations",
                report.violations().stream()
                        .map(v -> object(
                                "policy", v.policy(), "mode", v.mode().word(), "rule", v.rule(), "reason", v.reason()))
                        .toList(),
                "gaps",
                inventory.gaps().stream()
                        .map(g -> object("code", g.code(), "detail", g.detail(), "path", text(g.path())))
                        .toList(),
                "notAssessed",
                report.notAssessed().stream()
                        .map(n -> object(
                                "ecosystem",
                                n.ecosystem(),
                                "packages",
                                n.packages(),
                                "reason",
                                n.reason(),
                                "incomplete",
                                n.incomplete()))
                        .toList(),
                "notDecidable",
                NotDecidable.in(inventory),
                "remarks",
                report.remarks(),
                "bundle",
                bundle(report.bundle()),
                "packages",
                inventory.packages().stream().map(p -> software(inventory, p)).toList(),
                "executables",
                inventory.executables().stream().map(JsonReport::executable).toList(),
                "unownedExecutables",
                unowned(inventory),
                "unknownExecutables",
                inventory.unknownExecutables(),
                "findings",
                Stream.concat(
                                report.findings().stream().map(JsonReport::finding),
                                report.suppressed().stream().map(JsonReport::suppressed))
                        .toList());
        tree.putAll(SensitiveLine.fields(inventory.sensitive(), report.waivedContent()));
        return tree;
    }

    /// The inventory alone, as `plimsoll sbom --format json`.
    static Map<String, Object> inventory(String reference, Inventory inventory) {
        Map<String, Object> tree = object(
                "image",
                image(reference, inventory),
                "packages",
                inventory.packages().stream().map(p -> software(inventory, p)).toList(),
                "executables",
                inventory.executables().stream().map(JsonReport::executable).toList(),
                "unownedExecutables",
                unowned(inventory),
                "unknownExecutables",
                inventory.unknownExecutables(),
                "files",
                files(inventory));
        tree.putAll(SensitiveLine.fields(inventory.sensitive(), WaivedContent.NONE));
        return tree;
    }

    private static Map<String, Object> image(String reference, Inventory inventory) {
        ImageConfiguration configuration = inventory.configuration();
        return object(
                "reference",
                reference,
                "id",
                text(inventory.imageId()),
                "names",
                inventory.names(),
                "distribution",
                distribution(inventory.distribution()),
                "user",
                configuration == null ? null : configuration.user(),
                "architecture",
                configuration == null ? null : configuration.architecture(),
                "healthcheck",
                configuration == null ? null : configuration.healthcheck(),
                "labels",
                configuration == null ? null : configuration.labels(),
                "layers",
                layers(inventory.layers()));
    }

    private static @Nullable Map<String, Object> distribution(@Nullable Distribution distribution) {
        return distribution == null
                ? null
                : object(
                        "id",
                        distribution.id(),
                        "versionId",
                        distribution.versionId(),
                        "codename",
                        text(distribution.codename()),
                        "prettyName",
                        text(distribution.prettyName()));
    }

    private static List<Map<String, Object>> layers(List<Layer> layers) {
        var chainIds = ChainId.ofPrefixes(layers.stream().map(Layer::diffId).toList());
        List<Map<String, Object>> list = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            list.add(object(
                    "diffId",
                    layer.diffId().toString(),
                    "chainId",
                    chainIds.get(i).toString(),
                    "size",
                    layer.size(),
                    "createdBy",
                    text(layer.createdBy())));
        }
        return list;
    }

    private static @Nullable Map<String, Object> bundle(@Nullable UsedBundle bundle) {
        return bundle == null
                ? null
                : object(
                        "digest",
                        bundle.digest(),
                        "builtAt",
                        bundle.builtAt().toString(),
                        "coverage",
                        bundle.coverage(),
                        "notes",
                        bundle.notes());
    }

    private static Map<String, Object> software(Inventory inventory, SoftwarePackage software) {
        SoftwarePackage.Source source = software.source();
        return object(
                "name",
                software.name(),
                "version",
                software.version(),
                "purl",
                software.purl(),
                "type",
                software.type().purlType(),
                "source",
                source == null ? null : object("name", source.name(), "version", source.version()),
                "path",
                software.path(),
                "layer",
                text(software.layer()),
                "part",
                inventory
                        .isOfBase(software)
                        .map(base -> base ? "base" : "application")
                        .orElse(null),
                "licences",
                software.licences().isEmpty() ? null : software.licences(),
                "owner",
                text(software.owner()),
                "scope",
                text(software.scope()));
    }

    private static Map<String, Object> executable(Executable executable) {
        return object(
                "path",
                executable.path(),
                "sha256",
                executable.sha256().hex(),
                "size",
                executable.size(),
                "mode",
                Integer.toOctalString(executable.mode()),
                "layer",
                text(executable.layer()),
                "owner",
                text(executable.owner()));
    }

    /// Null where they were not asked for.
    private static @Nullable List<Map<String, Object>> files(Inventory inventory) {
        List<ImageFile> files = inventory.files();
        return files == null
                ? null
                : files.stream()
                        .map(file -> object("path", file.path(), "packages", file.packages()))
                        .toList();
    }

    /// Null where nobody has looked.
    private static @Nullable Integer unowned(Inventory inventory) {
        OptionalInt unowned = inventory.unownedExecutables();
        return unowned.isPresent() ? unowned.getAsInt() : null;
    }

    private static Map<String, Object> suppressed(SuppressedFinding suppressed) {
        Map<String, Object> finding = finding(suppressed.finding());
        finding.put("suppressed", suppression(suppressed.suppression()));
        return finding;
    }

    static @Nullable Map<String, Object> suppression(@Nullable Suppression suppression) {
        return suppression == null
                ? null
                : object(
                        "reason",
                        suppression.reason(),
                        "expiry",
                        text(suppression.lastDay().orElse(null)),
                        "by",
                        text(suppression.by()),
                        "vex",
                        suppression instanceof VexStatement vex ? vex.status().word() : null);
    }

    private static Map<String, Object> finding(Finding finding) {
        SoftwarePackage software = finding.software();
        Cvss cvss = finding.cvss();
        return object(
                "id",
                finding.id(),
                "aliases",
                finding.aliases(),
                "title",
                text(finding.title()),
                "package",
                object("name", software.name(), "version", software.version(), "purl", software.purl()),
                "fixedVersions",
                finding.fixedVersions(),
                "status",
                finding.status().word(),
                "severity",
                finding.severity().word(),
                "severityWhy",
                text(finding.severityWhy()),
                "cvss",
                cvss == null ? null : score(cvss),
                "scores",
                finding.scores().stream().map(JsonReport::score).toList(),
                "ratings",
                finding.ratings().stream()
                        .map(r -> object(
                                "source", r.source(), "severity", r.severity().word()))
                        .toList(),
                "kev",
                finding.kev(),
                "epss",
                finding.epss(),
                "ssvc",
                ssvc(finding.ssvc()),
                "published",
                text(finding.published()),
                "path",
                software.path(),
                "layer",
                text(software.layer()),
                "why",
                finding.why());
    }

    /// Members of an object in the documents of several formats.
    static @Nullable Map<String, Object> ssvc(@Nullable Ssvc ssvc) {
        return ssvc == null
                ? null
                : object(
                        "exploitation",
                        ssvc.exploitation().word(),
                        "automatable",
                        ssvc.automatable(),
                        "totalImpact",
                        ssvc.totalImpact());
    }

    private static Map<String, Object> score(Cvss cvss) {
        return object("score", cvss.score(), "vector", cvss.vector(), "source", cvss.source());
    }
}
