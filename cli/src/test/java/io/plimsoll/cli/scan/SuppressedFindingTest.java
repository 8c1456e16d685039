package io.plimsoll.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
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

    private static JsonNode parsed(ScanFormat format) {
        return JsonMapper.builder().build().readTree(written(format));
    }

    private static String written(ScanFormat format) {
        return format.write(SampleReport.suppressing(), 100, false);
    }
}
