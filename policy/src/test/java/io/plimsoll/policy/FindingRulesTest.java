package io.plimsoll.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Finding;
import io.plimsoll.model.FindingStatus;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.Severity;
import io.plimsoll.model.SoftwarePackage;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FindingRulesTest {
    private static final Circumstances NOW = new Circumstances(LocalDate.parse("2026-11-29"), VersionOrder.UNKNOWN);
    private static final FindingCheck.MaximumProbability TENTH = new FindingCheck.MaximumProbability(0.1, false);
    private static final FindingCheck.FixOverdue MONTH = new FindingCheck.FixOverdue(30, Severity.HIGH);

    @Test
    void nothingFoundBreaksNothing() {
        for (FindingCheck check : List.of(
                new FindingCheck.KnownExploited(),
                TENTH,
                MONTH,
                new FindingCheck.DeniedVulnerabilities(Set.of("CVE-1")),
                new FindingCheck.Malware())) {
            assertThat(broken(check)).as(check.rule()).isEmpty();
        }
    }

    @Test
    void refusesWhatIsKnownToBeExploited() {
        FindingCheck check = new FindingCheck.KnownExploited();
        assertThat(broken(check, finding("CVE-1", 0.9, "2026-01-01"))).isEmpty();
        assertThat(broken(check, exploited("CVE-1"), exploited("CVE-2")))
                .contains("CVE-1 (high) in log4j 2.14.1 is known to be exploited, fixed in 2.17.1 (and 1 more)");
    }

    @Test
    void comparesTheProbabilityAndStaysUndecidedWhereThereIsNone() {
        assertThat(broken(TENTH, finding("CVE-1", 0.1, ""))).isEmpty();
        assertThat(broken(TENTH, finding("CVE-1", 0.25, ""), finding("CVE-2", null, "")))
                .as("what is certain is told before what is not")
                .contains("CVE-1 (high) in log4j 2.14.1 is exploited within 30 days with a probability of 25.0 %; the"
                        + " policy allows 10.0 % at most, fixed in 2.17.1");
        assertThat(broken(TENTH, finding("CVE-2", null, "")))
                .contains("undecided: nobody has worked out how likely CVE-2 (high) in log4j 2.14.1 is to be"
                        + " exploited; 'unknown: allow' in the policy lets such findings pass");
        assertThat(broken(new FindingCheck.MaximumProbability(0.1, true), finding("CVE-2", null, "")))
                .isEmpty();
    }

    @Test
    void countsTheDaysSinceAFixCouldBeHad() {
        assertThat(broken(MONTH, finding("CVE-1", null, "2026-10-30")))
                .as("30 days")
                .isEmpty();
        assertThat(broken(MONTH, finding("CVE-1", null, "2026-10-29T23:59:59Z")))
                .contains("CVE-1 (high) in log4j 2.14.1 was published 31 days ago and can be mended, fixed in 2.17.1;"
                        + " the policy allows 30 days");
        assertThat(broken(MONTH, unfixed("CVE-1", "2020-01-01"))).isEmpty();
        assertThat(broken(MONTH, finding("CVE-1", null, "long ago")))
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("undecided: "));
        assertThat(broken(new FindingCheck.FixOverdue(30, Severity.CRITICAL), finding("CVE-1", null, "2020-01-01")))
                .isEmpty();
    }

    @Test
    void findsListedVulnerabilitiesByAnyOfTheirNames() {
        assertThat(broken(new FindingCheck.DeniedVulnerabilities(Set.of("GHSA-CVE-1")), finding("CVE-1", null, "")))
                .contains("CVE-1 (high) in log4j 2.14.1 is on the policy's list, fixed in 2.17.1");
        assertThat(broken(new FindingCheck.DeniedVulnerabilities(Set.of("CVE-2")), finding("CVE-1", null, "")))
                .isEmpty();
    }

    @Test
    void refusesPackagesThatWereMadeToDoHarm() {
        assertThat(broken(new FindingCheck.Malware(), finding("CVE-1", null, "")))
                .isEmpty();
        assertThat(broken(new FindingCheck.Malware(), finding("MAL-2024-1", null, "")))
                .hasValueSatisfying(reason -> assertThat(reason).contains("made to do harm"));
    }

    @Test
    void comparesWithTheRunningVersionFromTheWorstSeverityOn() {
        FindingCheck check = new FindingCheck.NoWorseThanRunning();
        Finding[] image = {finding("CVE-1", null, ""), finding("CVE-2", null, "")};
        assertThat(broken(check, null, image))
                .contains("undecided: only the Command Center knows which version of the image runs");
        assertThat(broken(check, RunningVersion.NONE, image))
                .as("the first version")
                .isEmpty();
        assertThat(broken(check, running(Severity.HIGH, 2), image)).isEmpty();
        assertThat(broken(check, running(Severity.CRITICAL, 1), image)).isEmpty();
        assertThat(broken(check, running(Severity.HIGH, 1), image))
                .contains("the image has 2 findings of severity high, and shop/web:1, which runs now, has 1");
    }

    private static RunningVersion running(Severity severity, int count) {
        return new RunningVersion("shop/web:1", Map.of(severity, count));
    }

    private static Optional<String> broken(FindingCheck check, Finding... findings) {
        return broken(check, null, findings);
    }

    private static Optional<String> broken(FindingCheck check, @Nullable RunningVersion running, Finding... findings) {
        ImageFacts image = new ImageFacts(
                List.of("shop/web:2"),
                ScanState.SCANNED,
                List.of(),
                false,
                Map.of(),
                null,
                null,
                List.of(),
                new ImageContext(null, null, Set.of(), null, running),
                List.of(),
                List.of(findings));
        AssurancePolicy policy = new AssurancePolicy("p", "", Mode.ENFORCE, Scope.ALL, List.of(check));
        boolean blames = !Judge.violating(List.of(policy), image, NOW).isEmpty();
        Optional<String> reason =
                Judge.judge(List.of(policy), image, NOW).deciding().map(Violation::reason);
        assertThat(blames).isEqualTo(reason.isPresent() && !(check instanceof FindingCheck.NoWorseThanRunning));
        return reason;
    }

    private static Finding exploited(String id) {
        return finding(id, FindingStatus.FIXED, true, null, "");
    }

    private static Finding unfixed(String id, String published) {
        return finding(id, FindingStatus.AFFECTED, false, null, published);
    }

    private static Finding finding(String id, @Nullable Double epss, String published) {
        return finding(id, FindingStatus.FIXED, false, epss, published);
    }

    private static Finding finding(
            String id, FindingStatus status, boolean kev, @Nullable Double epss, String published) {
        var software = new SoftwarePackage(
                "log4j", "2.14.1", PackageType.MAVEN, "pkg:maven/x/log4j@2.14.1", null, "", "/app.jar", null);
        List<String> fixed = status == FindingStatus.FIXED ? List.of("2.17.1") : List.of();
        return new Finding(
                id, List.of("GHSA-" + id), software, fixed, status, Severity.HIGH, null, kev, epss, "", published, "");
    }
}
