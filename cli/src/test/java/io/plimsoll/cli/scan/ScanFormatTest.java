package io.plimsoll.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.model.Cvss;
import io.plimsoll.model.Digest;
import io.plimsoll.model.Distribution;
import io.plimsoll.model.Executable;
import io.plimsoll.model.Finding;
import io.plimsoll.model.FindingStatus;
import io.plimsoll.model.Gap;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.Layer;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.Severity;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.policy.Mode;
import io.plimsoll.policy.Violation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ScanFormatTest {
    private static final Digest LAYER = Digest.of(new byte[] {1});
    private static final SoftwarePackage LODASH = new SoftwarePackage(
            "lodash",
            "4.17.15",
            PackageType.NPM,
            "pkg:npm/lodash@4.17.15",
            null,
            "",
            "/app/node_modules/lodash/package.json",
            LAYER);
    private static final SoftwarePackage EVIL = new SoftwarePackage(
            "evil\u001b[2J\u202e<b>", "1", PackageType.NPM, "pkg:npm/evil@1", null, "", "/app/=cmd|x", LAYER);
    private static final UsedBundle BUNDLE = new UsedBundle(
            "sha256:b", Instant.parse("2026-11-01T00:00:00Z"), List.of("npm"), List.of("knows only fixes"));

    @Test
    void neverCallsAnEmptyInventoryWithoutAdvisoriesPassed() {
        ScanReport report = new ScanReport("dir:/x", inventory(List.of()), List.of(), List.of(), List.of(), null);
        assertThat(report.verdict()).isEqualTo(ScanReport.Verdict.INCOMPLETE);
        assertThat(report.verdict().exitCode()).isEqualTo(2);
        assertThat(ScanFormat.TABLE.write(report, 100, false))
                .contains("no intelligence bundle")
                .contains("incomplete");
    }

    @Test
    void letsIncompleteWinOverViolated() {
        assertThat(report(List.of(new Gap("limit-bytes", "too long", "/x"))).verdict())
                .isEqualTo(ScanReport.Verdict.INCOMPLETE);
        assertThat(report(List.of()).verdict()).isEqualTo(ScanReport.Verdict.VIOLATED);
    }

    @Test
    void showsTheWorstFirstInColumns() {
        String table = ScanFormat.TABLE.write(report(List.of()), 110, false);
        assertThat(table)
                .contains("critical 9.1  CVE-2019-10744 (exploited)  lodash")
                .contains("4.17.19, 4.18.0")
                .contains("Would be refused by policy \"default\", rule maximum-severity")
                .endsWith("Verdict: violated\n");
        assertThat(table.lines().mapToInt(String::length).max().orElseThrow()).isLessThanOrEqualTo(130);
    }

    @Test
    void letsNoNameSteerTheTerminal() {
        String table = ScanFormat.TABLE.write(report(List.of()), 200, false);
        assertThat(table)
                .contains("evil\\u{1b}[2J\\u{202e}<b>")
                .doesNotContain("\u001b")
                .doesNotContain("\u202e");
    }

    @Test
    void writesTheDocumentedJson() {
        JsonNode json = parsed(ScanFormat.JSON);
        assertThat(json.path("verdict").asString()).isEqualTo("violated");
        assertThat(json.at("/image/layers/0/chainId").asString()).isEqualTo(LAYER.toString());
        assertThat(json.at("/violations/0/rule").asString()).isEqualTo("maximum-severity");
        JsonNode finding = json.at("/findings/0");
        assertThat(finding.path("id").asString()).isEqualTo("CVE-2019-10744");
        assertThat(finding.at("/package/purl").asString()).isEqualTo("pkg:npm/lodash@4.17.15");
        assertThat(finding.at("/cvss/score").asDouble()).isEqualTo(9.1);
        assertThat(finding.path("kev").asBoolean()).isTrue();
        assertThat(finding.path("layer").asString()).isEqualTo(LAYER.toString());
        assertThat(json.at("/executables/0/mode").asString()).isEqualTo("755");
    }

    @Test
    void writesValidCycloneDx() throws Exception {
        String bom = ScanFormat.CYCLONEDX.write(report(List.of()), 100, false);
        assertThat(new JsonParser().validate(bom.getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void writesSarifWithOneRuleForEachVulnerability() {
        JsonNode run = parsed(ScanFormat.SARIF).at("/runs/0");
        assertThat(run.at("/tool/driver/rules").size()).isEqualTo(2);
        assertThat(run.at("/results/0/level").asString()).isEqualTo("error");
        assertThat(run.at("/results/1/locations/0/physicalLocation/artifactLocation/uri")
                        .asString())
                .isEqualTo("app/=cmd%7Cx");
    }

    @Test
    void namesTheFormatsThatExist() {
        assertThatThrownBy(() -> ScanFormat.ofWord("xml")).hasMessageContaining("table, json, sarif or cyclonedx");
    }

    private static JsonNode parsed(ScanFormat format) {
        return JsonMapper.builder().build().readTree(format.write(report(List.of()), 100, false));
    }

    private static ScanReport report(List<Gap> gaps) {
        return new ScanReport(
                "docker:shop/web:1",
                inventory(gaps),
                List.of(finding("CVE-2020-1", EVIL, 5.3, false), finding("CVE-2019-10744", LODASH, 9.1, true)),
                List.of(),
                List.of(new Violation("default", Mode.AUDIT, "maximum-severity", "CVE-2019-10744 (critical)")),
                BUNDLE);
    }

    private static Inventory inventory(List<Gap> gaps) {
        return new Inventory(
                Inventory.FORMAT,
                "test",
                Digest.of(new byte[] {2}),
                List.of("shop/web:1"),
                new Distribution("debian", "12", "bookworm", "Debian GNU/Linux 12 (bookworm)"),
                null,
                List.of(new Layer(LAYER, 10, "ADD")),
                List.of(LODASH, EVIL),
                List.of(new Executable("/bin/x", LAYER, 3, 0755, LAYER)),
                gaps);
    }

    private static Finding finding(String id, SoftwarePackage software, double score, boolean kev) {
        return new Finding(
                id,
                List.of("GHSA-x"),
                software,
                List.of("4.17.19", "4.18.0"),
                FindingStatus.FIXED,
                Severity.ofScore(score),
                new Cvss(score, "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:H", "ghsa"),
                kev,
                0.5,
                "Prototype pollution",
                "2019-07-26",
                "npm lodash <4.17.19 (ghsa), installed 4.17.15");
    }
}
