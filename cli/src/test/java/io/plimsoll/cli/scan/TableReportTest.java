package io.plimsoll.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.cli.Terminal;
import io.plimsoll.model.Finding;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.policy.WaivedContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableReportTest {
    @Test
    void saysThatNothingWasMatchedInsteadOfNoFindings() {
        assertThat(table(SampleReport.withoutBundle(), 80))
                .contains("Nothing was matched: no intelligence bundle.")
                .contains("Incomplete: there is no intelligence bundle");
    }

    @Test
    void groupsFindingsByPackageTheWorstFirst() {
        assertThat(table(sample(SampleReport.finding("CVE-2026-3", SampleReport.LODASH, 3.1, false)), 100))
                .contains("""
                          SEVERITY      VULNERABILITY               FIXED IN         TITLE
                        lodash 4.17.15  /app/node_modules/lodash/package.json
                          critical 9.1  CVE-2019-10744 (exploited)  4.17.19, 4.18.0  Prototype pollution
                          low 3.1       CVE-2026-3                  4.17.19, 4.18.0  Prototype pollution

                        evil\\u{1b}[2J\\u{202e}<b> 1  /app/=cmd|x
                          medium 5.3    CVE-2020-1                  4.17.19, 4.18.0  Prototype pollution

                        3 findings in 2 packages: 1 critical, 1 medium, 1 low
                        """)
                .contains("Failed by policy \"default\", rule maximum-severity")
                .endsWith("Verdict: violated\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 61, 79, 80, 120, 200})
    void keepsFindingsWithinTheWidthWhateverTheyAreCalled(int width) {
        SoftwarePackage odd = new SoftwarePackage(
                "\u6f22".repeat(90) + "\u0301".repeat(300) + "\n\t",
                "v".repeat(200),
                PackageType.NPM,
                "pkg:npm/x",
                null,
                "",
                "/" + "d\ud83d\ude00".repeat(200),
                null);
        Finding finding = SampleReport.finding("X-" + "9".repeat(100), odd, 10.0, true);
        List<String> lines = table(sample(finding), width)
                .lines()
                .skip(2)
                .takeWhile(l -> !l.contains(" findings in "))
                .toList();
        assertThat(lines).hasSizeGreaterThan(6).allMatch(l -> Terminal.columns(l) <= width);
    }

    @Test
    void coloursOnlyTheSeverityAndThePackageAndOnlyWhenAsked() {
        String coloured = ScanFormat.TABLE.write(SampleReport.report(List.of()), 100, true);
        assertThat(coloured)
                .contains("  \u001b[1;31mcritical 9.1\u001b[0m  CVE-2019-10744")
                .contains("\u001b[1mlodash 4.17.15\u001b[0m");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(table(SampleReport.report(List.of()), 100));
    }

    private static String table(ScanReport report, int width) {
        return ScanFormat.TABLE.write(report, width, false);
    }

    private static ScanReport sample(Finding more) {
        ScanReport sample = SampleReport.report(List.of());
        List<Finding> findings = new ArrayList<>(sample.findings());
        findings.add(more);
        return new ScanReport(
                sample.reference(),
                sample.at(),
                sample.inventory(),
                findings,
                Set.of(),
                List.of(),
                WaivedContent.NONE,
                sample.notAssessed(),
                sample.violations(),
                sample.remarks(),
                sample.bundle());
    }
}
