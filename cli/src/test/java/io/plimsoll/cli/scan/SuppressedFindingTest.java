package io.plimsoll.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Finding;
import io.plimsoll.policy.Vex;
import io.plimsoll.policy.VexDocument;
import io.plimsoll.policy.VexProduct;
import io.plimsoll.policy.VexStatement;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SuppressedFindingTest {
    @ParameterizedTest
    @EnumSource(ScanFormat.class)
    void staysVisibleInEveryFormatWithReasonAndWhoGrantedIt(ScanFormat format) {
        String written = written(format);
        assertThat(written)
                .contains("CVE-2026-7")
                .contains("nobody ")
                .contains("alice")
                .contains("2027-03-31");
        EnumSet<ScanFormat> markup = EnumSet.of(ScanFormat.HTML, ScanFormat.JUNIT);
        assertThat(written).contains(markup.contains(format) ? "&lt;reaches&gt;" : "<reaches>");
    }

    @Test
    void isMarkedWhereProgramsLookForIt() throws Exception {
        JsonNode json = parsed(ScanFormat.JSON);
        assertThat(json.at("/findings/2/suppressed/reason").asString()).isEqualTo("nobody <reaches> it");
        assertThat(json.at("/findings/2/suppressed/by").asString()).isEqualTo("alice");
        assertThat(json.at("/findings/0/suppressed").isMissingNode()).isTrue();

        JsonNode sarif = parsed(ScanFormat.SARIF);
        assertThat(sarif.at("/runs/0/results/2/suppressions/0/status").asString())
                .isEqualTo("accepted");
        assertThat(sarif.at("/runs/0/tool/driver/rules").size()).isEqualTo(3);

        assertThat(parsed(ScanFormat.CYCLONEDX)
                        .at("/vulnerabilities/2/analysis/response/0")
                        .asString())
                .isEqualTo("will_not_fix");
        assertThat(new JsonParser().validate(written(ScanFormat.CYCLONEDX).getBytes(StandardCharsets.UTF_8)))
                .isEmpty();

        assertThat(written(ScanFormat.JUNIT))
                .contains("skipped=\"1\"")
                .contains("<skipped message=\"suppressed: nobody");
        assertThat(written(ScanFormat.TEAMCITY)).containsPattern("typeId='CVE-2026-7'.*SEVERITY='INFO'");
    }

    @Test
    void keepsTheAnswerOfTheMakerWhoClearedIt() throws Exception {
        VexStatement cleared = new VexStatement(
                Set.of("CVE-2026-7"),
                List.of(new VexProduct(SampleReport.LODASH.purl())),
                List.of(),
                VexStatement.Status.NOT_AFFECTED,
                "vulnerable_code_not_in_execute_path",
                "nobody calls it",
                "maker",
                "");
        ScanReport report = SampleReport.suppressing(cleared);
        JsonNode json = JsonMapper.shared().readTree(ScanFormat.JSON.write(report, 100, false));
        assertThat(json.at("/findings/2/suppressed/vex").asString()).isEqualTo("not_affected");
        JsonNode cycloneDx = JsonMapper.shared().readTree(ScanFormat.CYCLONEDX.write(report, 100, false));
        assertThat(cycloneDx.at("/vulnerabilities/2/analysis/state").asString()).isEqualTo("not_affected");
        assertThat(cycloneDx.at("/vulnerabilities/2/analysis/justification").asString())
                .isEqualTo("code_not_reachable");
        assertThat(new JsonParser()
                        .validate(ScanFormat.CYCLONEDX.write(report, 100, false).getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        Vex openVex = VexDocument.parse(ScanFormat.OPENVEX.write(report, 100, false));
        assertThat(openVex.statements()).hasSize(3);
        assertThat(openVex.statements().getFirst())
                .extracting(VexStatement::status, VexStatement::justification, VexStatement::explanation)
                .containsExactly(cleared.status(), cleared.justification(), cleared.explanation());
        Vex fromCycloneDx = VexDocument.parse(ScanFormat.CYCLONEDX.write(report, 100, false));
        Finding finding = report.suppressed().getFirst().finding();
        VexProduct.Image image = new VexProduct.Image(List.of(), Optional.empty());
        assertThat(fromCycloneDx.clearing(finding, image)).isPresent();
        assertThat(openVex.clearing(finding, image)).isPresent();
    }

    private static JsonNode parsed(ScanFormat format) {
        return JsonMapper.builder().build().readTree(written(format));
    }

    private static String written(ScanFormat format) {
        return format.write(SampleReport.suppressing(), 100, false);
    }
}
