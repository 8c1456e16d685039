package io.plimsoll.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.model.Digest;
import io.plimsoll.model.Finding;
import io.plimsoll.model.FindingStatus;
import io.plimsoll.model.Gap;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.Leak;
import io.plimsoll.model.SensitiveContent;
import io.plimsoll.model.Severity;
import io.plimsoll.policy.AssuranceCheck;
import io.plimsoll.policy.AssurancePolicy;
import io.plimsoll.policy.ImageContext;
import io.plimsoll.policy.ImageDecisions;
import io.plimsoll.policy.ImageFacts;
import io.plimsoll.policy.Mode;
import io.plimsoll.policy.PolicyDocument;
import io.plimsoll.policy.ScanState;
import io.plimsoll.policy.Scope;
import io.plimsoll.policy.SuppressedFinding;
import io.plimsoll.policy.Vex;
import io.plimsoll.policy.VexDocument;
import io.plimsoll.policy.Violation;
import io.plimsoll.policy.WaivedContent;
import io.plimsoll.policy.WaiverDocument;
import io.plimsoll.policy.Waivers;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ScanJudgingTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);
    private static final Finding FIXED_HIGH = SampleReport.finding("CVE-1", SampleReport.LODASH, 7.5, false);
    private static final Finding UNFIXED_CRITICAL =
            unfixed(SampleReport.finding("CVE-2", SampleReport.LODASH, 9.9, false));

    @Test
    void passesAnImageWithoutFindings() {
        ScanJudging.Judged judged =
                judging("negligible", true, Severity.LOW).judge(facts(List.of()), Optional.empty(), TODAY);
        assertThat(judged.violations()).isEmpty();
        assertThat(judged.remarks()).isEmpty();
    }

    @Test
    void saysHowManyProgramsNobodyKnows() {
        ScanReport sample = SampleReport.report(List.of());
        Inventory inventory = sample.inventory();
        Inventory strange = new Inventory(
                inventory.format(),
                inventory.scanner(),
                inventory.imageId(),
                inventory.names(),
                inventory.distribution(),
                inventory.configuration(),
                inventory.layers(),
                inventory.packages(),
                inventory.executables(),
                3,
                inventory.sensitive(),
                inventory.gaps());
        ScanReport report = new ScanReport(
                sample.reference(),
                sample.at(),
                strange,
                List.of(),
                Set.of(),
                List.of(),
                WaivedContent.NONE,
                List.of(),
                List.of(),
                List.of(),
                sample.bundle());
        assertThat(report.verdict()).isEqualTo(ScanReport.Verdict.PASSED);
        assertThat(report.notes())
                .contains("3 programs and libraries belong to no package and could not be recognised");
        assertThat(ScanFormat.JSON.write(report, 80, false)).containsPattern("\"unknownExecutables\" ?: ?3");
    }

    @Test
    void namesWhatNobodyPublishesAdvisoriesAboutWithoutBeingIncomplete() {
        ScanReport sample = SampleReport.report(List.of());
        ScanReport report = new ScanReport(
                sample.reference(),
                sample.at(),
                sample.inventory(),
                sample.findings(),
                sample.violating(),
                sample.suppressed(),
                WaivedContent.NONE,
                List.of(new Unassessed("generic", 2, "no source", false)),
                List.of(),
                sample.remarks(),
                sample.bundle());
        assertThat(report.verdict()).isEqualTo(ScanReport.Verdict.PASSED);
        assertThat(report.notes()).contains("2 packages of generic not assessed: no source");
        assertThat(ScanFormat.JSON.write(report, 80, false))
                .containsPattern("\"ecosystem\" ?: ?\"generic\"[^}]*\"incomplete\" ?: ?false");
        assertThat(ScanFormat.TABLE.write(report, 100, false)).contains("2 packages of generic not assessed");
    }

    @ParameterizedTest
    @CsvSource({
        "negligible, true",
        "low, true",
        "medium, true",
        "high, true",
        "critical, false",
    })
    void failsFromTheSeverityAskedForUpwardsWhateverThePolicy(String failOn, boolean fails) {
        ScanJudging.Judged judged =
                judging(failOn, false, null).judge(facts(List.of(FIXED_HIGH)), Optional.empty(), TODAY);
        assertThat(judged.violations())
                .extracting(Violation::policy)
                .isEqualTo(fails ? List.of("--fail-on") : List.of());
        assertThat(judged.violating()).isEqualTo(fails ? java.util.Set.of(FIXED_HIGH) : java.util.Set.of());
    }

    @Test
    void saysWhenNobodyHasRankedWhatItShouldFailOn() {
        Finding unranked = withSeverity(UNFIXED_CRITICAL, Severity.UNKNOWN);
        ScanJudging.Judged judged =
                judging("low", false, null).judge(facts(List.of(unranked)), Optional.empty(), TODAY);
        assertThat(judged.violations()).isEmpty();
        assertThat(judged.remarks())
                .containsExactly(
                        "1 finding of unknown severity may be as bad as --fail-on says; only a policy can refuse them");
        assertThat(judging(null, false, Severity.HIGH)
                        .judge(facts(List.of(unranked)), Optional.empty(), TODAY)
                        .violations())
                .hasSize(1);
    }

    @Test
    void leavesOutWhatHasNoFixAndSaysHowMuch() {
        ScanJudging.Judged judged = judging("critical", true, null)
                .judge(facts(List.of(FIXED_HIGH, UNFIXED_CRITICAL)), Optional.empty(), TODAY);
        assertThat(judged.listed()).containsExactly(FIXED_HIGH);
        assertThat(judged.violations()).isEmpty();
        assertThat(judged.remarks())
                .containsExactly(
                        "1 finding without a fix left out (--only-fixed); policies have judged them all the same");
    }

    @Test
    void doesNotWeakenAPolicyByLeavingOut() {
        ScanJudging.Judged judged =
                judging(null, true, Severity.HIGH).judge(facts(List.of(UNFIXED_CRITICAL)), Optional.empty(), TODAY);
        assertThat(judged.listed()).isEmpty();
        assertThat(judged.violations())
                .extracting(Violation::reason)
                .singleElement()
                .asString()
                .contains("CVE-2");
    }

    @Test
    void letsASuppressedFindingBreakNothingButStayVisible() {
        Waivers waivers = WaiverDocument.parse("""
            exceptions:
              - {id: CVE-1, reason: known, expiry: 2027-01-01}
              - {id: CVE-2, reason: late, expiry: 2026-01-01}
            """);
        ScanJudging judging =
                new ScanJudging(List.of(policy(Severity.LOW)), Optional.of(Severity.LOW), false, waivers, Vex.NONE);
        ScanJudging.Judged known = judging.judge(facts(List.of(FIXED_HIGH)), Optional.empty(), TODAY);
        assertThat(known.violations()).isEmpty();
        assertThat(known.waived().findings().waived())
                .extracting(SuppressedFinding::finding)
                .containsExactly(FIXED_HIGH);
        assertThat(known.remarks())
                .containsExactly(
                        "1 finding suppressed by exceptions, shown apart",
                        "the exception for CVE-2 expired on 2026-01-01 and does not count: late");
        assertThat(judging.judge(facts(List.of(UNFIXED_CRITICAL)), Optional.empty(), TODAY)
                        .violations())
                .hasSize(2);
    }

    @Test
    void letsAFindingThatItsMakerClearedBreakNothingButStayVisible() {
        Vex vex = VexDocument.parse("""
            {"@context": "https://openvex.dev/ns/v0.2.0", "author": "maker", "statements": [
             {"vulnerability": "CVE-1", "products": ["%s"], "status": "not_affected"},
             {"vulnerability": "CVE-2", "products": ["%s"], "status": "affected"}]}
            """.formatted(SampleReport.LODASH.purl(), SampleReport.LODASH.purl()));
        ScanJudging judging =
                new ScanJudging(List.of(policy(Severity.LOW)), Optional.empty(), false, Waivers.NONE, vex);
        ScanJudging.Judged judged =
                judging.judge(facts(List.of(FIXED_HIGH, UNFIXED_CRITICAL)), Optional.empty(), TODAY);
        assertThat(judged.suppressed()).extracting(SuppressedFinding::finding).containsExactly(FIXED_HIGH);
        assertThat(judged.listed()).containsExactly(UNFIXED_CRITICAL);
        assertThat(judged.remarks()).containsExactly("1 finding cleared by VEX documents, shown apart");
    }

    /// Each combination of a broken policy, a severity that fails, a gap and packages that nobody assessed.
    @ParameterizedTest
    @CsvSource({
        "false, false, false, false, 0",
        "true,  false, false, false, 1",
        "false, true,  false, false, 1",
        "true,  true,  false, false, 1",
        "false, false, true,  false, 2",
        "true,  false, true,  false, 2",
        "false, true,  true,  false, 2",
        "true,  true,  true,  false, 2",
        "false, false, false, true,  2",
        "true,  false, false, true,  2",
        "false, true,  false, true,  2",
        "true,  true,  false, true,  2",
        "true,  true,  true,  true,  2",
    })
    void neverHidesIncompleteBehindViolated(
            boolean policyBroken, boolean severityFails, boolean gap, boolean notAssessed, int exitCode) {
        ScanJudging judging = judging(severityFails ? "high" : "critical", false, policyBroken ? Severity.LOW : null);
        ScanJudging.Judged judged = judging.judge(facts(List.of(FIXED_HIGH)), Optional.empty(), TODAY);
        ScanReport report = new ScanReport(
                "dir:/x",
                SampleReport.AT,
                SampleReport.inventory(gap ? List.of(new Gap("limit-bytes", "too long", "")) : List.of()),
                judged.listed(),
                judged.violating(),
                judged.suppressed(),
                judged.content(),
                notAssessed ? List.of(new Unassessed("npm", 1, "no source", true)) : List.of(),
                judged.violations(),
                judged.remarks(),
                SampleReport.BUNDLE);
        assertThat(report.verdict().exitCode()).isEqualTo(exitCode);
    }

    private static ScanJudging judging(@Nullable String failOn, boolean onlyFixed, @Nullable Severity highest) {
        List<AssurancePolicy> policies = new ArrayList<>();
        if (highest != null) {
            policies.add(policy(highest));
        }
        return new ScanJudging(
                policies, Optional.ofNullable(failOn).map(Severity::ofWord), onlyFixed, Waivers.NONE, Vex.NONE);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aPolicyInAuditIsToldAndFailsNothing(Mode mode) {
        AssurancePolicy policy = policy(mode, Severity.LOW);
        ScanJudging judging = new ScanJudging(List.of(policy), Optional.empty(), false, Waivers.NONE, Vex.NONE);
        ScanJudging.Judged judged = judging.judge(facts(List.of(FIXED_HIGH)), Optional.empty(), TODAY);
        assertThat(judged.violations()).extracting(Violation::mode).containsExactly(mode);
        assertThat(judged.violating()).hasSize(mode == Mode.AUDIT ? 0 : 1);
        AssurancePolicy later = new AssurancePolicy("p", "", mode, TODAY.plusDays(1), Scope.ALL, policy.checks());
        assertThat(new ScanJudging(List.of(later), Optional.empty(), false, Waivers.NONE, Vex.NONE)
                        .judge(facts(List.of(FIXED_HIGH)), Optional.empty(), TODAY)
                        .violating())
                .isEmpty();
    }

    private static AssurancePolicy policy(Severity highest) {
        return policy(Mode.FAIL_PIPELINE, highest);
    }

    private static AssurancePolicy policy(Mode mode, Severity highest) {
        return new AssurancePolicy(
                "p", "", mode, Scope.ALL, List.of(new AssuranceCheck.MaximumSeverity(highest, false, false)));
    }

    private static ImageFacts facts(List<Finding> findings) {
        return ImageFacts.scanned(
                List.of(), SampleReport.inventory(List.of()), findings, List.of(), ImageContext.UNKNOWN);
    }

    private static Finding unfixed(Finding finding) {
        return changed(finding, List.of(), FindingStatus.AFFECTED, finding.severity());
    }

    @Test
    void whatExceptionsSuppressIsSaidAndBreaksNoPolicy() {
        Leak key = new Leak("private-key", Severity.HIGH, "/app/key", null, 1, "****", "f1", false);
        ImageFacts image = new ImageFacts(
                List.of("shop/web:1"),
                ScanState.SCANNED,
                List.of(),
                false,
                Map.of(),
                new SensitiveContent(List.of(key), List.of(), List.of()),
                true,
                List.of(),
                ImageContext.UNKNOWN,
                List.of(),
                List.of());
        AssurancePolicy policy = (AssurancePolicy)
                PolicyDocument.parse("{kind: AssurancePolicy, name: p, mode: enforce, checks: {leaks: refuse}}");
        Waivers waivers = WaiverDocument.parse(
                "exceptions: [{id: leaks/private-key, scope: {path: /app/key}, reason: r, expiry: 2999-01-01}]");

        ScanJudging.Judged judged = new ScanJudging(List.of(policy), Optional.empty(), false, waivers, Vex.NONE)
                .judge(image, Optional.empty(), TODAY);

        assertThat(judged.violations()).isEmpty();
        assertThat(judged.content().leaks()).containsOnlyKeys(key);
        assertThat(judged.remarks()).containsExactly("1 leak suppressed by exceptions, shown apart");
    }

    @Test
    void anImageAcceptedAsAWholeBreaksNoPolicyAndSaysBecauseOfWhat() {
        Waivers waivers = WaiverDocument.parse(
                "exceptions: [{id: image, scope: {image: '*'}, reason: goes soon, expiry: 2999-01-01}]");

        ScanJudging.Judged judged = new ScanJudging(
                        List.of(policy(Severity.LOW)), Optional.of(Severity.LOW), false, waivers, Vex.NONE)
                .judge(facts(List.of(FIXED_HIGH)), Optional.empty(), TODAY);

        assertThat(judged.violations()).isEmpty();
        assertThat(judged.suppressed()).extracting(SuppressedFinding::finding).containsExactly(FIXED_HIGH);
        assertThat(judged.remarks())
                .containsExactly(
                        "the image is accepted as a whole, so it breaks no policy: goes soon (until 2999-01-01)",
                        "1 finding suppressed by exceptions, shown apart");
    }

    @Test
    void anImageThatWasDisallowedAtTheCenterViolatesWhateverIsAccepted() {
        Digest id = Digest.of(new byte[] {9});
        ImageFacts facts = ImageFacts.notScanned(List.of("shop/web:1"), ScanState.SCANNED, Set.of(id));
        ImageDecisions decisions = new ImageDecisions(
                List.of(new ImageDecisions.Disallowed(id, "a stolen key", "alice", Instant.EPOCH)), Set.of());

        assertThat(new ScanJudging(List.of(), Optional.empty(), false, Waivers.NONE, Vex.NONE, decisions)
                        .judge(facts, Optional.empty(), TODAY)
                        .violations())
                .extracting(Violation::rule, Violation::reason)
                .containsExactly(tuple("disallowed", "alice disallowed this image: a stolen key"));
    }

    private static Finding withSeverity(Finding finding, Severity severity) {
        return changed(finding, finding.fixedVersions(), finding.status(), severity);
    }

    private static Finding changed(Finding finding, List<String> fixed, FindingStatus status, Severity severity) {
        return new Finding(
                finding.id(),
                finding.aliases(),
                finding.software(),
                fixed,
                status,
                severity,
                finding.cvss(),
                finding.kev(),
                finding.epss(),
                finding.title(),
                finding.published(),
                finding.why());
    }
}
