package io.plimsoll.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.CardNumbers;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.Leak;
import io.plimsoll.model.RiskyFile;
import io.plimsoll.model.SensitiveContent;
import io.plimsoll.model.Severity;
import io.plimsoll.policy.Mode;
import io.plimsoll.policy.Scope;
import io.plimsoll.policy.Violation;
import io.plimsoll.policy.WaivedContent;
import io.plimsoll.policy.Waiver;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SensitiveReportTest {
    private static final SensitiveContent CONTENT = new SensitiveContent(
            List.of(
                    new Leak(
                            "private-key", Severity.HIGH, "/app/k<b>\u001b[2J", null, 3, "-----BEGIN ****", "f1", true),
                    new Leak("secret-setting", Severity.MEDIUM, "env:PW", null, 0, "PW=****", "f2", false)),
            List.of(
                    new CardNumbers("/srv/a", null, "visa", 2, List.of("453201******0366"), false, false),
                    new CardNumbers("/srv/b", null, "amex", 1, List.of("378282*****0005"), true, false)),
            List.of(new RiskyFile("/bin/su", null, RiskyFile.Kind.SETUID, 04755)));

    /// The forms of inventories and the one of exceptions have no place for it.
    @ParameterizedTest
    @EnumSource(
            value = ScanFormat.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CYCLONEDX", "SPDX", "SPDX_3", "OPENVEX"})
    void everyFormatTellsLeaksAndCardNumbers(ScanFormat format) {
        assertThat(format.write(report(CONTENT), 160, false))
                .contains("private-key")
                .contains("PW=****")
                .contains("453201******0366")
                .doesNotContain("\u001b")
                .doesNotContain(format == ScanFormat.HTML || format == ScanFormat.JUNIT ? "<b>" : "\u001b");
    }

    @Test
    void theTableSaysWhereAndThatADeletedFileIsStillThere() {
        assertThat(ScanFormat.TABLE.write(report(CONTENT), 160, false)).contains("""
                Leaks and card numbers
                  private-key (high) in /app/k<b>\\u{1b}[2J, line 3: -----BEGIN **** (deleted by a higher layer, but still in the image)
                  secret-setting (medium) in env:PW: PW=****
                  2 card numbers of visa in /srv/a: 453201******0366
                  1 test card number of amex in /srv/b: 378282*****0005

                Risky files: 1 setuid, 0 setgid, 0 world-writable (--format json lists them)
                """);
    }

    @Test
    void theJsonFormHasFieldsOnlyWhereSomebodyLooked() {
        JsonNode json = json(ScanFormat.JSON, CONTENT);
        assertThat(json.at("/leaks/0/fingerprint").asString()).isEqualTo("f1");
        assertThat(json.at("/leaks/0/line").asInt()).isEqualTo(3);
        assertThat(json.at("/leaks/1").has("line")).isFalse();
        assertThat(json.at("/cardNumbers/1/test").asBoolean()).isTrue();
        assertThat(json.at("/riskyFiles/0/mode").asString()).isEqualTo("4755");
        assertThat(json(ScanFormat.JSON, SensitiveContent.NONE).at("/leaks").isArray())
                .isTrue();
        assertThat(json(ScanFormat.JSON, null).has("leaks")).isFalse();
    }

    @Test
    void sarifPointsToTheLine() {
        JsonNode run = json(ScanFormat.SARIF, CONTENT).at("/runs/0");
        assertThat(run.at("/results/2/ruleId").asString()).isEqualTo("leaks/private-key");
        assertThat(run.at("/results/2/locations/0/physicalLocation/region/startLine")
                        .asInt())
                .isEqualTo(3);
        assertThat(run.at("/results/3/locations/0/physicalLocation/artifactLocation/uri")
                        .asString())
                .isEqualTo("configuration/env:PW");
        assertThat(run.at("/tool/driver/rules").size()).isEqualTo(6);
    }

    @Test
    void junitFailsThemOnlyIfAPolicyBreaksByThem() {
        assertThat(ScanFormat.JUNIT.write(report(CONTENT), 80, false))
                .contains("<testsuite name=\"sensitive content\" tests=\"4\" failures=\"2\"");
    }

    @ParameterizedTest
    @EnumSource(
            value = ScanFormat.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CYCLONEDX", "SPDX", "SPDX_3", "OPENVEX"})
    void everyFormatTellsWhySomethingIsWaived(ScanFormat format) {
        assertThat(format.write(report(CONTENT, waived()), 200, false))
                .contains("made for tests")
                .contains("a sample file");
    }

    @Test
    void whatIsWaivedStandsApart() {
        ScanReport report = report(CONTENT, waived());

        assertThat(ScanFormat.TABLE.write(report, 160, false))
                .contains("""
                Leaks and card numbers
                  private-key (high) in /app/k<b>\\u{1b}[2J, line 3: -----BEGIN **** (deleted by a higher layer, but still in the image)
                  1 test card number of amex in /srv/b: 378282*****0005
                """)
                .contains(
                        "Suppressed: secret-setting (medium) in env:PW: PW=****: made for tests (until 2027-03-31)\n");
        assertThat(ScanFormat.JUNIT.write(report, 80, false))
                .contains(
                        "<testsuite name=\"sensitive content\" tests=\"4\" failures=\"1\" errors=\"0\" skipped=\"2\"");
        JsonNode sarif = JsonMapper.shared().readTree(ScanFormat.SARIF.write(report, 80, false));
        assertThat(sarif.at("/runs/0/results/2").has("suppressions")).isFalse();
        assertThat(sarif.at("/runs/0/results/3/suppressions/0/justification").asString())
                .isEqualTo("made for tests (until 2027-03-31)");
        JsonNode json = JsonMapper.shared().readTree(ScanFormat.JSON.write(report, 80, false));
        assertThat(json.at("/leaks/1/suppressed/reason").asString()).isEqualTo("made for tests");
        assertThat(json.at("/leaks/0").has("suppressed")).isFalse();
        assertThat(json.at("/cardNumbers/0/suppressed/expiry").asString()).isEqualTo("2027-03-31");
    }

    private static WaivedContent waived() {
        return new WaivedContent(
                Map.of(CONTENT.leaks().get(1), waiver("f2", "made for tests")),
                Map.of(CONTENT.cardNumbers().getFirst(), waiver("card-numbers/visa", "a sample file")));
    }

    private static Waiver waiver(String id, String reason) {
        return new Waiver(id, "*", "*", Scope.ALL, reason, LocalDate.of(2027, 3, 31), "");
    }

    private static JsonNode json(ScanFormat format, @Nullable SensitiveContent content) {
        return JsonMapper.builder().build().readTree(format.write(report(content), 80, false));
    }

    private static ScanReport report(@Nullable SensitiveContent content) {
        return report(content, WaivedContent.NONE);
    }

    private static ScanReport report(@Nullable SensitiveContent content, WaivedContent waived) {
        ScanReport sample = SampleReport.report(List.of());
        Inventory inventory = sample.inventory();
        return new ScanReport(
                sample.reference(),
                sample.at(),
                new Inventory(
                        inventory.format(),
                        inventory.scanner(),
                        inventory.imageId(),
                        inventory.names(),
                        inventory.distribution(),
                        inventory.configuration(),
                        inventory.layers(),
                        inventory.packages(),
                        inventory.executables(),
                        0,
                        content,
                        inventory.gaps()),
                sample.findings(),
                sample.violating(),
                sample.suppressed(),
                waived,
                sample.notAssessed(),
                List.of(new Violation("default", Mode.FAIL_PIPELINE, "leaks", "private-key")),
                sample.remarks(),
                sample.bundle());
    }
}
