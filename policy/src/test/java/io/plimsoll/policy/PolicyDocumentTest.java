package io.plimsoll.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.plimsoll.model.Digest;
import io.plimsoll.model.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
                  denied-packages: [gcc-*, openssh-server]
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
                        new ContentCheck.WorldWritableFiles(List.of("/data")),
                        new ContentCheck.DeniedPackages(List.of("gcc-*", "openssh-server")))
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
    void writesWhatItReads() {
        for (Policy policy : List.of(
                everything(),
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
                        .containsExactly("'when-enforcer-away' is missing; it is one of deny, allow"));
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
        PolicySnapshot snapshot = SnapshotDocument.of(7, List.of(everything()));
        assertThat(SnapshotDocument.read(SnapshotDocument.write(snapshot))).isEqualTo(snapshot);
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
