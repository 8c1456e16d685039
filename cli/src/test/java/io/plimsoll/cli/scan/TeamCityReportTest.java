package io.plimsoll.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Gap;
import io.plimsoll.policy.Mode;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TeamCityReportTest {
    /// A message as TeamCity's documentation has it: names, and values in which `|` escapes what would end them.
    private static final Pattern MESSAGE = Pattern.compile(
            "##teamcity\\[[A-Za-z]+( [A-Za-z]+='([ -~&&[^|'\\[\\]]]|\\|[|'\\[\\]]|\\|0x[0-9A-F]{4})*')+]");

    @Test
    void makesABuildProblemOfNothingMatched() {
        assertThat(ScanFormat.TEAMCITY.write(SampleReport.withoutBundle(), 80, false))
                .contains(
                        "##teamcity[buildProblem description='Plimsoll: Not known to be safe: there is no intelligence"
                                + " bundle, so nothing was matched' identity='plimsoll-")
                .endsWith("##teamcity[message text='Plimsoll: dir:/x: incomplete' status='ERROR']\n");
    }

    @Test
    void declaresATypeBeforeTheInspectionsThatUseIt() {
        List<String> lines = lines(SampleReport.report(List.of()));
        assertThat(lines.getFirst())
                .isEqualTo("##teamcity[inspectionType id='CVE-2019-10744' name='CVE-2019-10744'"
                        + " description='Prototype pollution' category='Vulnerabilities']");
        assertThat(lines.get(2))
                .startsWith(
                        "##teamcity[inspection typeId='CVE-2019-10744' message='lodash 4.17.15: critical, exploited;"
                                + " fixed in 4.17.19 or 4.18.0; ")
                .endsWith("file='/app/node_modules/lodash/package.json' SEVERITY='ERROR']");
        assertThat(lines.get(4))
                .contains("buildProblem")
                .contains("Policy default, rule maximum-severity: CVE-2019-10744 (critical)");
    }

    @Test
    void whatBreaksAPolicyInAuditIsAMessageAndNoBuildProblem() {
        assertThat(lines(SampleReport.report(List.of(), Mode.AUDIT)))
                .noneMatch(line -> line.contains("buildProblem"))
                .contains("##teamcity[message text='Plimsoll: recorded only: policy default, rule maximum-severity:"
                        + " CVE-2019-10744 (critical)' status='WARNING']")
                .endsWith("##teamcity[message text='Plimsoll: docker:shop/web:1: passed' status='NORMAL']");
    }

    @Test
    void escapesWhatWouldEndAMessageOrBeginOne() {
        String hostile = "|'[]\n\r##teamcity[buildStatus status='SUCCESS']\u00e9\u2028\ud83d\ude00";
        List<String> lines = lines(SampleReport.report(List.of(new Gap("c", hostile, ""))));
        assertThat(lines).hasSize(9).allMatch(l -> MESSAGE.matcher(l).matches());
        assertThat(lines.get(5))
                .contains("||" + "|'" + "|[" + "|]" + "\\u{a}\\u{d}##teamcity|[buildStatus status=|'SUCCESS|'|]"
                        + "|0x00E9" + "\\u{2028}" + "|0xD83D|0xDE00");
    }

    @Test
    void cutsWhatTeamCityWouldDrop() {
        List<String> lines = lines(SampleReport.report(List.of(new Gap("c", "x".repeat(10_000), ""))));
        assertThat(lines.get(5)).hasSizeLessThan(4200).contains("xxx...'");
    }

    private static List<String> lines(ScanReport report) {
        return ScanFormat.TEAMCITY.write(report, 80, false).lines().toList();
    }
}
