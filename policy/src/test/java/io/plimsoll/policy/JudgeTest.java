package io.plimsoll.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.model.Cvss;
import io.plimsoll.model.Digest;
import io.plimsoll.model.Finding;
import io.plimsoll.model.FindingStatus;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.Severity;
import io.plimsoll.model.SoftwarePackage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final Circumstances NOW = new Circumstances(LocalDate.parse("2026-11-29"), VersionOrder.UNKNOWN);

    private static final List<Digest> CHAIN =
            ChainId.ofPrefixes(List.of(Digest.of(new byte[] {1}), Digest.of(new byte[] {2})));

    @Test
    void admitsEverythingWithoutPolicies() {
        assertThat(Judge.judge(List.of(), ImageFacts.notScanned(List.of(), ScanState.UNSCANNED), NOW))
                .isEqualTo(new Judgement.Admitted());
    }

    @Test
    void refusesAnUnscannedImageEvenWhenOnlyAnotherRuleIsAsked() {
        Judgement judgement = Judge.judge(
                List.of(policy("p", Mode.ENFORCE, new AssuranceCheck.NotRoot())),
                ImageFacts.notScanned(List.of("shop/web:1"), ScanState.UNSCANNED),
                NOW);
        assertThat(judgement).isInstanceOf(Judgement.Refused.class);
        assertThat(judgement.deciding().orElseThrow().line())
                .isEqualTo("refused by policy \"p\", rule unscanned: image shop/web:1 has not been scanned");
    }

    @Test
    void waitsForAScanThatIsUnderWay() {
        ImageFacts scanning = ImageFacts.notScanned(List.of("a:1"), ScanState.SCANNING);
        assertThat(Judge.judge(List.of(policy("p", Mode.ENFORCE, new AssuranceCheck.Scanned())), scanning, NOW))
                .isInstanceOf(Judgement.Pending.class);
        assertThat(Judge.judge(List.of(policy("p", Mode.AUDIT, new AssuranceCheck.Scanned())), scanning, NOW))
                .as("audit holds nobody up")
                .isInstanceOf(Judgement.WouldRefuse.class);
    }

    @Test
    void rejectsImageWithFixableCriticalVulnerabilityAndSaysHowToMendIt() {
        Judgement judgement = Judge.judge(
                List.of(policy("p", Mode.ENFORCE, new AssuranceCheck.MaximumSeverity(Severity.HIGH, false, false))),
                image(finding("CVE-1", 9.8, "2.17.1"), finding("CVE-2", 10.0), finding("CVE-3", 5.0)),
                NOW);
        assertThat(judgement.deciding().orElseThrow().reason())
                .isEqualTo(
                        "CVE-2 (critical) in log4j 2.14.1, no fix known (and 1 more); the policy allows high at most");
    }

    @Test
    void leavesOutFindingsWithoutFixWhenAskedTo() {
        assertThat(Judge.judge(
                        List.of(policy(
                                "p", Mode.ENFORCE, new AssuranceCheck.MaximumSeverity(Severity.HIGH, true, false))),
                        image(finding("CVE-2", 10.0)),
                        NOW))
                .isEqualTo(new Judgement.Admitted());
    }

    @Test
    void takesWhatNobodyHasRankedForTooSevereUnlessThePolicyLetsItPass() {
        ImageFacts image = image(unranked("CVE-9"), finding("CVE-3", 5.0));
        Judgement strict = Judge.judge(
                List.of(policy("p", Mode.ENFORCE, new AssuranceCheck.MaximumSeverity(Severity.HIGH, false, false))),
                image,
                NOW);
        assertThat(strict.deciding().orElseThrow().reason())
                .isEqualTo(
                        "CVE-9 (unknown) in log4j 2.14.1, no fix known; the policy allows high at most, and nobody has"
                                + " ranked this yet; 'unranked: allow' in the policy lets such findings pass");
        assertThat(Judge.judge(
                        List.of(policy(
                                "p", Mode.ENFORCE, new AssuranceCheck.MaximumSeverity(Severity.HIGH, false, true))),
                        image,
                        NOW))
                .isEqualTo(new Judgement.Admitted());
    }

    @Test
    void putsTheEnforcingPolicyFirst() {
        Judgement judgement = Judge.judge(
                List.of(
                        policy("watch", Mode.AUDIT, new AssuranceCheck.MaximumScore(1)),
                        policy("hold", Mode.ENFORCE, new AssuranceCheck.AverageScore(6))),
                image(finding("CVE-1", 9.0), finding("CVE-2", 4.0)),
                NOW);
        assertThat(judgement).isInstanceOf(Judgement.Refused.class);
        assertThat(judgement.violations()).extracting(Violation::policy).containsExactly("hold", "watch");
        assertThat(judgement.deciding().orElseThrow().reason()).contains("average score of 6.5");
    }

    @Test
    void namesTheFindingsThatBreakAnyPolicyInScope() {
        var elsewhere = new AssurancePolicy(
                "e", "", Mode.ENFORCE, new Scope(List.of("bank/*")), List.of(new AssuranceCheck.MaximumScore(0)));
        var image =
                image(finding("CVE-1", 9.8, "2"), finding("CVE-2", 9.8), finding("CVE-3", 5.0), finding("CVE-4", 4));
        assertThat(Judge.violating(List.of(elsewhere), image, NOW)).isEmpty();
        assertThat(Judge.violating(
                        List.of(
                                elsewhere,
                                policy("a", Mode.AUDIT, new AssuranceCheck.MaximumSeverity(Severity.HIGH, true, false)),
                                policy("b", Mode.ENFORCE, new AssuranceCheck.MaximumScore(4.5)),
                                policy("c", Mode.ENFORCE, new AssuranceCheck.AverageScore(1))),
                        image,
                        NOW))
                .extracting(Finding::id)
                .containsExactly("CVE-1", "CVE-2", "CVE-3");
    }

    @Test
    void asksOnlyPoliciesInScope() {
        var policy = new AssurancePolicy(
                "p", "", Mode.ENFORCE, new Scope(List.of("shop/*", "*:prod")), List.of(new AssuranceCheck.Scanned()));
        assertThat(judgeUnscanned(policy, "bank/web:1")).isEqualTo("admitted");
        assertThat(judgeUnscanned(policy, "shop/web:1")).isEqualTo("refused");
        assertThat(judgeUnscanned(policy, "bank/web:prod")).isEqualTo("refused");
        assertThat(judgeUnscanned(policy, "bank/web:prod2")).isEqualTo("admitted");
    }

    @Test
    void takesABaseOnlyByTheWholeChainBelowIt() {
        assertThat(judge(new AssuranceCheck.ApprovedBase(Set.of(CHAIN.getFirst()))))
                .isEqualTo("admitted");
        assertThat(judge(new AssuranceCheck.ApprovedBase(Set.of(Digest.of(new byte[] {2})))))
                .isEqualTo("refused");
    }

    @Test
    void comparesLabels() {
        assertThat(judge(new AssuranceCheck.RequiredLabels(Map.of("team", "*"))))
                .isEqualTo("admitted");
        assertThat(judge(new AssuranceCheck.RequiredLabels(Map.of("team", "other"))))
                .isEqualTo("refused");
        assertThat(judge(new AssuranceCheck.ForbiddenLabels(Map.of("team", "shop"))))
                .isEqualTo("refused");
        assertThat(judge(new AssuranceCheck.ForbiddenLabels(Map.of("stage", "*"))))
                .isEqualTo("admitted");
    }

    @Test
    void refusesRootAndIncompleteScans() {
        assertThat(judge(new AssuranceCheck.NotRoot())).isEqualTo("refused");
        assertThat(judge(new AssuranceCheck.Complete())).isEqualTo("refused");
    }

    @Test
    void aPolicyThatHasNotBegunOnlyRecords() {
        var tomorrow = new AssurancePolicy(
                "p", "", Mode.ENFORCE, NOW.today().plusDays(1), Scope.ALL, List.of(new AssuranceCheck.NotRoot()));
        Judgement before = Judge.judge(List.of(tomorrow), image(), NOW);
        assertThat(before.word()).isEqualTo("would-refuse");
        assertThat(before.violations()).extracting(Violation::mode).containsExactly(Mode.AUDIT);
        Circumstances then = new Circumstances(NOW.today().plusDays(1), VersionOrder.UNKNOWN);
        assertThat(Judge.judge(List.of(tomorrow), image(), then).word()).isEqualTo("refused");
    }

    @Test
    void tellsTheStrictestModeFirstAndPoliciesForSomeImagesBeforeThoseForAll() {
        Scope shop = new Scope(List.of("shop/*"));
        List<AssuranceCheck> checks = List.of(new AssuranceCheck.NotRoot());
        Judgement judgement = Judge.judge(
                List.of(
                        new AssurancePolicy("audit", "", Mode.AUDIT, shop, checks),
                        new AssurancePolicy("everywhere", "", Mode.ENFORCE, Scope.ALL, checks),
                        new AssurancePolicy("shop", "", Mode.ENFORCE, shop, checks)),
                image(),
                NOW);
        assertThat(judgement.violations()).extracting(Violation::policy).containsExactly("shop", "everywhere", "audit");
    }

    @Test
    void aPolicyForPipelinesOnlyRecordsOnHostsAndIsToldBeforeThoseInAudit() {
        List<AssuranceCheck> checks = List.of(new AssuranceCheck.NotRoot());
        Judgement judgement = Judge.judge(
                List.of(
                        new AssurancePolicy("audit", "", Mode.AUDIT, new Scope(List.of("shop/*")), checks),
                        new AssurancePolicy("build", "", Mode.FAIL_PIPELINE, Scope.ALL, checks)),
                image(),
                NOW);
        assertThat(judgement.word()).isEqualTo("would-refuse");
        assertThat(judgement.violations()).extracting(Violation::policy).containsExactly("build", "audit");
        assertThat(judgement.violations())
                .extracting(violation -> violation.mode().failsPipelines())
                .containsExactly(true, false);
    }

    @Test
    void ofRuntimePoliciesTheStrictestThenTheOneForSomeImagesCounts() {
        RuntimePolicy all = runtime("a-all", Mode.AUDIT, Scope.ALL);
        RuntimePolicy some = runtime("z-some", Mode.AUDIT, new Scope(List.of("shop/*")));
        RuntimePolicy strict = runtime("strict", Mode.ENFORCE, new Scope(List.of("*:prod")));
        PolicySnapshot policies = new PolicySnapshot(
                1,
                List.of(),
                List.of(all, some, strict),
                PolicySnapshot.defaults().host());
        assertThat(policies.runtimeFor(List.of("shop/web:1"))).contains(some);
        assertThat(policies.runtimeFor(List.of("shop/web:prod"))).contains(strict);
        assertThat(policies.runtimeFor(List.of("bank/web:1"))).contains(all);
    }

    private static RuntimePolicy runtime(String name, Mode mode, Scope scope) {
        return new RuntimePolicy(name, "", mode, scope, List.of(), WrittenLibraries.REFUSE);
    }

    @Test
    void tellsWhoWroteThePolicyAndSinceWhenItCounts() {
        Authorship alice = new Authorship(7, "alice", Instant.parse("2026-11-01T00:00:00Z"));
        PolicySnapshot snapshot = new PolicySnapshot(
                7,
                List.of(
                        policy("p", Mode.ENFORCE, new AssuranceCheck.NotRoot()),
                        policy("q", Mode.ENFORCE, new AssuranceCheck.Complete())),
                List.of(),
                PolicySnapshot.defaults().host(),
                Waivers.NONE,
                Map.of("p", alice));
        assertThat(snapshot.judge(image(), NOW).violations())
                .extracting(Violation::written)
                .containsExactly(alice, null);
    }

    @Test
    void aRehearsalAsksTheDraftAloneAndTakesItForEnforced() {
        var draft = new AssurancePolicy(
                "draft",
                "",
                Mode.AUDIT,
                NOW.today().plusDays(9),
                new Scope(List.of("shop/*")),
                List.of(new AssuranceCheck.NotRoot()));
        PolicySnapshot alone = PolicySnapshot.defaults().rehearsing(draft);
        assertThat(alone.judge(image(), NOW).violations())
                .extracting(Violation::policy, Violation::mode, Violation::rule)
                .containsExactly(tuple("draft", Mode.ENFORCE, "runs-as-root"));
        assertThat(alone.asksAbout(List.of("shop/web:1"))).isTrue();
        assertThat(alone.asksAbout(List.of("bank:1"))).isFalse();
    }

    private static String judge(AssuranceCheck check) {
        return Judge.judge(List.of(policy("p", Mode.ENFORCE, check)), image(), NOW)
                .word();
    }

    private static String judgeUnscanned(AssurancePolicy policy, String name) {
        return Judge.judge(List.of(policy), ImageFacts.notScanned(List.of(name), ScanState.UNSCANNED), NOW)
                .word();
    }

    private static AssurancePolicy policy(String name, Mode mode, AssuranceCheck check) {
        return new AssurancePolicy(name, "", mode, Scope.ALL, List.of(check));
    }

    private static ImageFacts image(Finding... findings) {
        return new ImageFacts(
                List.of("shop/web:1"),
                ScanState.SCANNED,
                List.of("the archive ends early"),
                true,
                Map.of("team", "shop"),
                CHAIN,
                List.of(findings));
    }

    private static Finding unranked(String id) {
        return finding(id, Severity.UNKNOWN, null);
    }

    private static Finding finding(String id, double score, String... fixed) {
        return finding(id, Severity.ofScore(score), new Cvss(score, "CVSS:3.1/…", "test"), fixed);
    }

    private static Finding finding(String id, Severity severity, @Nullable Cvss cvss, String... fixed) {
        var software = new SoftwarePackage(
                "log4j", "2.14.1", PackageType.MAVEN, "pkg:maven/x/log4j@2.14.1", null, "", "/app.jar", null);
        return new Finding(
                id,
                List.of(),
                software,
                List.of(fixed),
                fixed.length == 0 ? FindingStatus.AFFECTED : FindingStatus.FIXED,
                severity,
                cvss,
                false,
                null,
                "",
                "",
                "");
    }
}
