package io.plimsoll.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.model.Gap;
import io.plimsoll.model.Inventory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ScanFormatTest {
    @Test
    void neverCallsAnEmptyInventoryWithoutAdvisoriesPassed() {
        ScanReport report = SampleReport.withoutBundle();
        assertThat(report.verdict()).isEqualTo(ScanReport.Verdict.INCOMPLETE);
        assertThat(report.verdict().exitCode()).isEqualTo(2);
        assertThat(ScanFormat.TABLE.write(report, 100, false))
                .contains("no intelligence bundle")
                .contains("incomplete");
    }

    @Test
    void letsIncompleteWinOverViolated() {
        assertThat(SampleReport.report(List.of(new Gap("limit-bytes", "too long", "/x")))
                        .verdict())
                .isEqualTo(ScanReport.Verdict.INCOMPLETE);
        assertThat(SampleReport.report(List.of()).verdict()).isEqualTo(ScanReport.Verdict.VIOLATED);
    }

    @Test
    void letsNoNameSteerTheTerminal() {
        String table = ScanFormat.TABLE.write(SampleReport.report(List.of()), 200, false);
        assertThat(table)
                .contains("evil\\u{1b}[2J\\u{202e}<b>")
                .doesNotContain("\u001b")
                .doesNotContain("\u202e");
    }

    @Test
    void writesTheDocumentedJson() {
        JsonNode json = parsed(ScanFormat.JSON);
        assertThat(json.path("verdict").asString()).isEqualTo("violated");
        assertThat(json.at("/image/layers/0/chainId").asString()).isEqualTo(SampleReport.LAYER.toString());
        assertThat(json.at("/violations/0/rule").asString()).isEqualTo("maximum-severity");
        JsonNode finding = json.at("/findings/0");
        assertThat(finding.path("id").asString()).isEqualTo("CVE-2019-10744");
        assertThat(finding.at("/package/purl").asString()).isEqualTo("pkg:npm/lodash@4.17.15");
        assertThat(finding.at("/cvss/score").asDouble()).isEqualTo(9.1);
        assertThat(finding.path("kev").asBoolean()).isTrue();
        assertThat(finding.path("ssvc").toString())
                .isEqualTo("{\"exploitation\":\"poc\",\"automatable\":true,\"totalImpact\":false}");
        assertThat(finding.path("layer").asString()).isEqualTo(SampleReport.LAYER.toString());
        assertThat(json.at("/executables/0/mode").asString()).isEqualTo("755");
    }

    @Test
    void saysOfAnImageWhatNoImageCanShow() {
        JsonNode image = parsed(ScanFormat.JSON);

        assertThat(image.path("notDecidable")
                        .valueStream()
                        .map(one -> one.path("id").asString()))
                .containsExactly("4.5", "4.12");
        assertThat(image.at("/notDecidable/0/why").asString()).contains("nothing here verifies signatures");
    }

    @Test
    void aFolderIsAskedNothingThatIsAboutImages() {
        Inventory folder = new Inventory(
                Inventory.FORMAT, "test", null, List.of(), null, null, List.of(), List.of(), List.of(), List.of());

        assertThat(NotDecidable.in(folder)).isEmpty();
    }

    @Test
    void tellsWhichExecutablesNoPackageBrought() {
        JsonNode json = parsed(ScanFormat.JSON);

        assertThat(json.path("unownedExecutables").asInt()).isEqualTo(1);
        assertThat(json.at("/executables/0/owner").isMissingNode()).isTrue();
        assertThat(ScanFormat.TABLE.write(SampleReport.report(List.of()), 100, false))
                .contains("1 executable (1 that no package brought), ");
        assertThat(ScanFormat.HTML.write(SampleReport.report(List.of()), 100, false))
                .contains("1 executable (1 that no package brought), ");
    }

    @Test
    void listsFilesWithTheirPackages() throws Exception {
        Inventory inventory = SampleReport.withFiles();
        JsonNode json = JsonMapper.shared().readTree(Json.write(JsonReport.inventory("docker:shop/web:1", inventory)));
        String bom = Json.write(CycloneDxReport.inventory("docker:shop/web:1", inventory));

        assertThat(json.at("/files/0/path").asString()).isEqualTo("/app/node_modules/lodash/a.js");
        assertThat(json.at("/files/0/packages/0").asInt(-1)).isZero();
        assertThat(json.at("/files/1/packages").isEmpty()).isTrue();
        assertThat(new JsonParser().validate(bom.getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(JsonMapper.shared()
                        .readTree(bom)
                        .path("components")
                        .valueStream()
                        .filter(component -> component.path("type").asString().equals("file"))
                        .map(file -> file.at("/properties/0/value").asString("none")))
                .containsExactly("pkg:npm/lodash@4.17.15#" + SampleReport.LODASH.path(), "none");
    }

    @Test
    void writesValidCycloneDx() throws Exception {
        String bom = ScanFormat.CYCLONEDX.write(SampleReport.report(List.of()), 100, false);
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

    /// The forms of inventories have no place for it, nor has VEX, which claims nothing about what it does not
    /// name.
    @ParameterizedTest
    @EnumSource(
            value = ScanFormat.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CYCLONEDX", "SPDX", "SPDX_3", "OPENVEX"})
    void saysWhatIsNotListed(ScanFormat format) {
        assertThat(format.write(SampleReport.report(List.of()), 100, false))
                .contains("3 findings without a fix left out");
    }

    @Test
    void namesTheFormatsThatExist() {
        assertThatThrownBy(() -> ScanFormat.ofWord("xml"))
                .hasMessageContaining(
                        "use table, json, sarif, junit, teamcity, cyclonedx, spdx, spdx-3, openvex or html");
    }

    private static JsonNode parsed(ScanFormat format) {
        return JsonMapper.builder().build().readTree(format.write(SampleReport.report(List.of()), 100, false));
    }
}
