package io.plimsoll.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.model.Digest;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PolicyDocumentTest {
    private static final Digest BASE = Digest.of(new byte[] {1});

    @Test
    void saysAllThatIsWrongWithAnEmptyDocument() {
        assertThatExceptionOfType(InvalidPolicyException.class)
                .isThrownBy(() -> PolicyDocument.parse("{}"))
                .satisfies(e -> assertThat(e.mistakes())
                        .anyMatch(m -> m.contains("'kind'"))
                        .anyMatch(m -> m.contains("'name'")));
    }

    @Test
    void readsEveryCheck() {
        assertThat(PolicyDocument.parse("""
                kind: AssurancePolicy
                name: production
                description: what faces customers
                mode: enforce
                scope: {images: ["shop/*"]}
                checks:
                  unscanned: refuse
                  incomplete: refuse
                  maximum-severity: {severity: medium, only-fixed: true, unranked: allow}
                  maximum-score: 8.9
                  average-score: 5
                  runs-as-root: refuse
                  approved-bases: ["%s"]
                  required-labels: {team: "*"}
                  forbidden-labels: {stage: dev}
                """.formatted(BASE))).isEqualTo(everything());
    }

    @Test
    void onlyAPolicyAboutImagesCanBeForPipelines() {
        String build = "kind: AssurancePolicy\nname: build\nmode: fail-pipeline\nchecks: {unscanned: refuse}\n";
        AssurancePolicy policy = (AssurancePolicy) PolicyDocument.parse(build);
        assertThat(policy.mode()).isEqualTo(Mode.FAIL_PIPELINE);
        assertThat(PolicyDocument.parse(PolicyDocument.write(policy))).isEqualTo(policy);
        assertThatExceptionOfType(InvalidPolicyException.class)
                .isThrownBy(() -> PolicyDocument.parse("kind: RuntimePolicy\nname: r\nmode: fail-pipeline\n"))
                .satisfies(e -> assertThat(e.mistakes())
                        .singleElement()
                        .asString()
                        .contains("'mode' is one of audit, enforce, not 'fail-pipeline'"));
        assertThatExceptionOfType(InvalidPolicyException.class)
                .isThrownBy(() ->
                        PolicyDocument.parse(build.replace("unscanned: refuse", FindingCheck.NO_WORSE + ": refuse")));
    }

    @Test
    void readsChecksOfTheContentWithAndWithoutExceptions() {
        assertThat(content("""
                  leaks: refuse
                  card-numbers: refuse
                  setuid-files: refuse
                  world-writable-files: refuse
                  no-healthcheck: refuse
                  lone-update: refuse
                  add-instruction: refuse
                  unverified-packages: refuse
                """)).isEqualTo(content(false));
        assertThat(content("""
                  leaks: {severity: low, except: ["00112233445566778899aabbccddeeff"]}
                  card-numbers: {except: ["/srv/test/*"]}
                  setuid-files: {except: [/usr/bin/su]}
                  world-writable-files: {except: [/data]}
                """)).isEqualTo(content(true));
        assertThat(content("  leaks: allow\n  no-healthcheck: allow\n").checks())
                .isEmpty();
        assertThatExceptionOfType(InvalidPolicyException.class)
                .isThrownBy(() -> content("  leaks: {severity: none, excpet: []}\n"))
                .satisfies(e -> assertThat(e.mistakes()).hasSize(2));
    }

    private static AssurancePolicy content(String checks) {
        return (AssurancePolicy)
                PolicyDocument.parse("kind: AssurancePolicy\nname: content\nmode: audit\nchecks:\n" + checks.indent(2));
    }

    private static AssurancePolicy content(boolean withExceptions) {
        List<AssuranceCheck> checks = withExceptions
                ? List.of(
                        new ContentCheck.Leaks(Severity.LOW, Set.of("00112233445566778899aabbccddeeff")),
                        new ContentCheck.CardNumbers(List.of("/srv/test/*")),
                        new ContentCheck.SetuidFiles(List.of("/usr/bin/su")),
                        new ContentCheck.WorldWritableFiles(List.of("/data")))
                : List.of(
                        new ContentCheck.Leaks(Severity.UNKNOWN, Set.of()),
                        new ContentCheck.CardNumbers(List.of()),
                        new ContentCheck.SetuidFiles(List.of()),
                        new ContentCheck.WorldWritableFiles(List.of()),
                        new ContentCheck.Healthcheck(),
                        new ContentCheck.LoneUpdate(),
                        new ContentCheck.AddInstruction(),
                        new ContentCheck.UnverifiedPackages());
        return new AssurancePolicy("content", "", Mode.AUDIT, Scope.ALL, checks);
    }

    @Test
    void readsChecksOfFindingsAndOfTheSupply() {
        assertThat(content("""
                  known-exploited: refuse
                  maximum-epss: {probability: 0.25, unknown: allow}
                  fix-overdue: {days: 30d, severity: high}
                  denied-vulnerabilities: [CVE-2021-44228]
                  malware: refuse
                  no-worse-than-running: refuse
                  denied-packages: ["gcc-*", {name: openssl, type: deb, versions: ">= 3, < 3.0.11"}]
                  allowed-packages: ["*"]
                  denied-licences: [AGPL-*]
                  allowed-licences: {licences: [MIT], unknown: allow}
                  maximum-scan-age: 7d
                  end-of-life: {within: 90d, unknown: allow}
                  approved-digests: {"shop/web:1": ["%s"]}
                """.formatted(BASE))).isEqualTo(supply());
        assertThat(content("  maximum-epss: 0.5\n  fix-overdue: 14\n  end-of-life: refuse\n")
                        .checks())
                .containsExactly(
                        new FindingCheck.MaximumProbability(0.5, false),
                        new FindingCheck.FixOverdue(14, Severity.UNKNOWN),
                        new SupplyCheck.EndOfLife(0, false));
    }

    @Test
    void saysInWhichLineAndColumnEachMistakeIs() {
        assertThatExceptionOfType(InvalidPolicyException.class)
                .isThrownBy(() -> PolicyDocument.parse("""
                        kind: AssurancePolicy
                        name: p
                        mode: enforce
                        scope:
                          image: ["*"]
                        checks:
                          maximum-epss: 7
                          denied-packages:
                            - gcc
                            - {name: openssl, versions: "3.0.11", typ: deb}
                          fix-overdue: {days: soon}
                          allowed-licences: []
                          no-worse-than-running: refuse
                        """))
                .satisfies(e -> assertThat(e.places())
                        .extracting(PolicyMistake::line, PolicyMistake::column, PolicyMistake::sentence)
                        .containsExactlyInAnyOrder(
                                tuple(5, 3, "'image' is not known in 'scope'"),
                                tuple(7, 3, "'maximum-epss' is a probability from 0.0 to 1.0, not '7'"),
                                tuple(10, 23, "'versions' is a range such as '>= 2.0, < 2.17.1', not '3.0.11'"),
                                tuple(10, 43, "'typ' is not known in entry 2 of 'denied-packages'"),
                                tuple(11, 17, "'days' is a number of days such as 30d, up to 9999d, not 'soon'"),
                                tuple(12, 3, "'allowed-licences' names at least one entry"),
                                tuple(
                                        3,
                                        1,
                                        "'no-worse-than-running' is decided by the Command Center alone, so a policy"
                                                + " with it is in audit; put it in a policy of its own")));
        assertThatExceptionOfType(InvalidPolicyException.class)
                .isThrownBy(() -> PolicyDocument.parse("kind: AssurancePolicy\nname: [\n"))
                .satisfies(e -> assertThat(e.places())
                        .singleElement()
                        .satisfies(mistake -> assertThat(mistake.line()).isGreaterThan(1)));
    }

    @Test
    void readsATextThatIsNoPolicyYet() {
        PolicyReading half = PolicyDocument.read(
                "kind: AssurancePolicy\nchecks: {maximum-score: 11}\nname: X\n", KnownServices.NONE);
        assertThat(half.mistakes()).extracting(PolicyMistake::line).containsExactly(1, 2, 3);
        assertThat(half.tree())
                .isEqualTo(Map.of("kind", "AssurancePolicy", "checks", Map.of("maximum-score", 11), "name", "X"));
        assertThat(PolicyDocument.read("checks:\n", KnownServices.NONE).tree()).containsEntry("checks", "");
        assertThat(PolicyDocument.read("checks: null\n", KnownServices.NONE).tree())
                .containsEntry("checks", null);
        assertThat(PolicyDocument.read("kind: [", KnownServices.NONE).tree()).isNull();
        assertThat(PolicyDocument.read("only words", KnownServices.NONE).tree()).isNull();
        assertThat(PolicyDocument.read(PolicyDocument.write(supply()), KnownServices.NONE)
                        .mistakes())
                .isEmpty();
    }

    @Test
    void readsEveryPartOfAScopeAndTheDayOnWhichAPolicyStarts() {
        AssurancePolicy policy = (AssurancePolicy) PolicyDocument.parse("""
                kind: AssurancePolicy
                name: p
                mode: enforce
                starts: 2027-01-31
                scope: {registries: ["*.shop.test"], repositories: [web/*], labels: {team: "*"}}
                checks: {unscanned: refuse}
                """);
        assertThat(policy)
                .isEqualTo(new AssurancePolicy(
                        "p",
                        "",
                        Mode.ENFORCE,
                        LocalDate.parse("2027-01-31"),
                        new Scope(List.of(), List.of("*.shop.test"), List.of("web/*"), Map.of("team", "*")),
                        List.of(new AssuranceCheck.Scanned())));
        assertThat(PolicyDocument.parse(PolicyDocument.write(policy))).isEqualTo(policy);
        assertThatExceptionOfType(InvalidPolicyException.class)
                .isThrownBy(
                        () -> PolicyDocument.parse(
                                "kind: RuntimePolicy\nname: r\nmode: audit\nstarts: 2027-01-31\nscope: {labels: {team: shop}}\n"))
                .satisfies(e -> assertThat(e.mistakes()).hasSize(2));
    }

    @Test
    void putsTheImagesOfServicesIntoAScope() {
        KnownServices known = name -> switch (name) {
            case "shop" -> new KnownServices.Images(List.of("shop/*", "web:*"));
            case "all" ->
                new KnownServices.Images(
                        IntStream.range(0, 1001).mapToObj(Integer::toString).toList());
            default -> new KnownServices.Unusable("there is no service '" + name + "'");
        };
        String text = "kind: AssurancePolicy\nname: p\nmode: audit\nscope: {services: [%s]}\nchecks: {leaks: refuse}\n";
        AssurancePolicy policy = (AssurancePolicy) PolicyDocument.parse(text.formatted("shop"), known);
        assertThat(policy.scope()).isEqualTo(new Scope(List.of("shop/*", "web:*")));
        AssurancePolicy asWritten =
                (AssurancePolicy) PolicyDocument.parse(text.formatted("shop"), KnownServices.AS_WRITTEN);
        assertThat(asWritten.scope().services()).containsExactly("shop");
        assertThat(asWritten.scope().isGlobal()).isFalse();
        assertThat(PolicyDocument.parse(PolicyDocument.write(asWritten), known)).isEqualTo(policy);

        assertThat(mistakes(text.formatted("shop"), KnownServices.NONE)).contains("--policy center");
        assertThat(mistakes(text.formatted("bank"), known)).contains("there is no service 'bank'");
        assertThat(mistakes(text.formatted("all"), known)).contains("1001 patterns");
        assertThat(mistakes(text.formatted(""), known)).contains("names at least one");
        assertThat(mistakes(text.formatted("shop").replace("scope: {", "scope: {images: [a], "), known))
                .contains("leave 'images' out");
    }

    private static String mistakes(String text, KnownServices known) {
        return PolicyDocument.read(text, known).mistakes().toString();
    }

    private static AssurancePolicy supply() {
        return new AssurancePolicy(
                "content",
                "",
                Mode.AUDIT,
                Scope.ALL,
                List.of(
                        new FindingCheck.KnownExploited(),
                        new FindingCheck.MaximumProbability(0.25, true),
                        new FindingCheck.FixOverdue(30, Severity.HIGH),
                        new FindingCheck.DeniedVulnerabilities(Set.of("CVE-2021-44228")),
                        new FindingCheck.Malware(),
                        new FindingCheck.NoWorseThanRunning(),
                        new SupplyCheck.DeniedPackages(List.of(
                                PackagePattern.named("gcc-*"),
                                new PackagePattern(
                                        "openssl",
                                        Optional.of(PackageType.DEB),
                                        List.of(
                                                new PackagePattern.Bound(">=", "3"),
                                                new PackagePattern.Bound("<", "3.0.11"))))),
                        new SupplyCheck.AllowedPackages(List.of(PackagePattern.named("*"))),
                        new SupplyCheck.DeniedLicences(List.of("AGPL-*"), false),
                        new SupplyCheck.AllowedLicences(List.of("MIT"), true),
                        new SupplyCheck.MaximumScanAge(7),
                        new SupplyCheck.EndOfLife(90, true),
                        new SupplyCheck.ApprovedDigests(Map.of("shop/web:1", Set.of(BASE)))));
    }

    @Test
    void writesWhatItReads() {
        for (Policy policy : List.of(
                everything(),
                supply(),
                content(false),
                content(true),
                new RuntimePolicy("r", "", Mode.AUDIT, Scope.ALL, List.of("/opt/plugins"), WrittenLibraries.ALLOW),
                new HostPolicy(HostPolicy.Direction.ALLOW, Duration.ofSeconds(3)))) {
            assertThat(PolicyDocument.parse(PolicyDocument.write(policy))).isEqualTo(policy);
        }
    }

    @Test
    void saysWhatIsMissingAndWhatItMayBe() {
        assertThatExceptionOfType(InvalidPolicyException.class)
                .isThrownBy(() -> PolicyDocument.parse("{kind: HostPolicy, name: host, scan-wait: 3s}"))
                .satisfies(e -> assertThat(e.mistakes())
                        .containsExactly(
                                "line 1, column 1: 'when-enforcer-away' is missing; it is one of deny, allow"));
    }

    @Test
    void refusesWrittenLibrariesUnlessToldOtherwise() {
        assertThat(libraries("")).isEqualTo(WrittenLibraries.REFUSE);
        assertThat(libraries("written-libraries: audit")).isEqualTo(WrittenLibraries.AUDIT);
        assertThat(libraries("written-libraries: allow")).isEqualTo(WrittenLibraries.ALLOW);
        assertThatExceptionOfType(InvalidPolicyException.class)
                .isThrownBy(() -> libraries("written-libraries: never"))
                .withMessageContaining("refuse, audit, allow");
    }

    private static WrittenLibraries libraries(String line) {
        String document = "kind: RuntimePolicy\nname: r\nmode: enforce\n" + line;
        return ((RuntimePolicy) PolicyDocument.parse(document)).writtenLibraries();
    }

    @Test
    void neverIgnoresAWordThatItDoesNotKnow() {
        assertThatExceptionOfType(InvalidPolicyException.class)
                .isThrownBy(() -> PolicyDocument.parse("""
                        kind: AssurancePolicy
                        name: Production!
                        mode: enforced
                        checks: {maximum-severety: high, maximum-score: 11}
                        """))
                .satisfies(e -> assertThat(e.mistakes())
                        .anyMatch(m -> m.contains("maximum-severety"))
                        .anyMatch(m -> m.contains("'enforced'"))
                        .anyMatch(m -> m.contains("Production!"))
                        .anyMatch(m -> m.contains("11")));
    }

    @Test
    void refusesWhatIsNotYamlOrTooDeep() {
        assertThatExceptionOfType(InvalidPolicyException.class).isThrownBy(() -> PolicyDocument.parse("kind: ["));
        assertThatExceptionOfType(InvalidPolicyException.class)
                .isThrownBy(() -> PolicyDocument.parse("[".repeat(1000) + "]".repeat(1000)));
        assertThatExceptionOfType(InvalidPolicyException.class).isThrownBy(() -> PolicyDocument.parse(""));
    }

    @Test
    void carriesASnapshotThroughItsSignedForm() {
        PolicySnapshot snapshot = SnapshotDocument.of(
                7,
                List.of(everything(), supply()),
                Waivers.NONE,
                Map.of("production", new Authorship(3, "alice", Instant.parse("2026-11-01T00:00:00Z"))));
        assertThat(SnapshotDocument.read(SnapshotDocument.write(snapshot))).isEqualTo(snapshot);
        assertThat(SnapshotDocument.read("{\"version\":7,\"policies\":[]}".getBytes(StandardCharsets.UTF_8))
                        .authors())
                .as("one of before authors were told")
                .isEmpty();
        assertThat(SnapshotDocument.read(SnapshotDocument.write(PolicySnapshot.defaults())))
                .isEqualTo(PolicySnapshot.defaults());
    }

    private static AssurancePolicy everything() {
        return new AssurancePolicy(
                "production",
                "what faces customers",
                Mode.ENFORCE,
                new Scope(List.of("shop/*")),
                List.of(
                        new AssuranceCheck.Scanned(),
                        new AssuranceCheck.Complete(),
                        new AssuranceCheck.MaximumSeverity(Severity.MEDIUM, true, true),
                        new AssuranceCheck.MaximumScore(8.9),
                        new AssuranceCheck.AverageScore(5),
                        new AssuranceCheck.NotRoot(),
                        new AssuranceCheck.ApprovedBase(Set.of(BASE)),
                        new AssuranceCheck.RequiredLabels(Map.of("team", "*")),
                        new AssuranceCheck.ForbiddenLabels(Map.of("stage", "dev"))));
    }
}
