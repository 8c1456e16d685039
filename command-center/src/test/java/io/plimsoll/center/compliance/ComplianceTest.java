package io.plimsoll.center.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.policy.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComplianceTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Catalogue CATALOGUE = Catalogue.shipped();
    private static final Map<String, String> LABELLED =
            Map.of("pci-scope", "cde", "purpose", "web shop", "owner", "shop team");

    private HostFact host = new HostFact("h1", "web-1", LABELLED, false, ago(1), ago(1), ago(60));
    private ImageFact image =
            new ImageFact("sha256:1", List.of("shop/web:1"), LABELLED, ago(60), ago(60), 0, 0, 0, 0, 0, 0, false);
    private ContainerFact container =
            new ContainerFact("c1", "web", "h1", "sha256:1", Map.of(), Map.of(), true, false, "enforce");
    private List<FeedFact> feeds = List.of(new FeedFact("Debian", ago(60), 1), new FeedFact("OSV", ago(60), 1));
    private List<GateFact> gates = List.of(new GateFact("production", Scope.ALL, true, true));
    private Map<String, Integer> alerts = Map.of();
    private AuditSourceFact engine = source("web-1", "h1", Map.of(), 100, 10, 0);
    private final AuditSourceFact center = source("Command Center", "", Map.of(), 50, 0, 0);

    @Test
    void neverPassesOnNothing() {
        assertThat(Compliance.evaluate(
                        CATALOGUE,
                        new Facts(NOW, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Map.of())))
                .allSatisfy(r -> assertThat(r.verdict()).isEqualTo(PciVerdict.NO_DATA));
    }

    @Test
    void showsBothNumberingsOfEveryEntry() {
        assertThat(report().results()).hasSize(14).allSatisfy(r -> {
            assertThat(r.entry().idsV321()).isNotEmpty();
            assertThat(r.entry().idsV401()).isNotEmpty();
        });
        assertThat(CATALOGUE.entry("S-2.4").idsV401()).containsExactly("12.5.1");
    }

    @Test
    void containersOfTwoHostsWithOneIdAreEachNearToCardDataByThemselves() {
        HostFact out = new HostFact("h2", "lab-1", Map.of("pci-scope", "out"), false, ago(1), ago(1), ago(60));
        ContainerFact copy = new ContainerFact("c1", "copy", "h2", "sha256:2", Map.of(), Map.of(), true, false, "none");
        Facts facts = new Facts(
                NOW,
                List.of(host, out),
                List.of(image),
                List.of(copy, container),
                List.of(),
                List.of(),
                List.of(),
                Map.of());
        assertThat(facts.runningInScope()).containsExactly(container);
        assertThat(facts.hostsInScope()).containsExactly(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2.4", "6.5.6", "10.3", "10.3.1", "10.3.2", "10.3.3", "10.3.4", "10.3.5", "10.3.6", "10.1", "10.2.2",
                "11.5"
            })
    void canPassWhereEveryFactIsGood(String requirement) {
        assertThat(result(requirement)).returns(PciVerdict.PASS, PciResult::verdict);
    }

    @ParameterizedTest
    @ValueSource(strings = {"6.1", "2.2.2"})
    void staysWithoutDataWhereTheProductHasNoSuchFactYet(String requirement) {
        assertThat(result(requirement)).returns(PciVerdict.NO_DATA, PciResult::verdict);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1", "10.2.2", "10.3.1"})
    void failsWhileTheEngineNamesNoUser(String requirement) {
        engine = source("web-1", "h1", Map.of(AuditField.USER, 10L), 100, 10, 10);
        assertThat(result(requirement)).returns(PciVerdict.FAIL, PciResult::verdict);
    }

    @Test
    void doesNotPassFileChangesWithoutTheWeeklyComparison() {
        host = new HostFact("h1", "web-1", LABELLED, false, ago(1), ago(1), null);
        assertThat(result("11.5")).returns(PciVerdict.NO_DATA, PciResult::verdict);
        host = new HostFact("h1", "web-1", LABELLED, false, ago(1), ago(1), NOW.minus(Duration.ofDays(8)));
        assertThat(result("11.5")).returns(PciVerdict.FAIL, PciResult::verdict);
    }

    @Test
    void failsFileChangesWhereDriftControlIsOff() {
        container = new ContainerFact("c1", "web", "h1", "sha256:1", Map.of(), Map.of(), true, false, "none");
        assertThat(result("11.5")).returns(PciVerdict.FAIL, PciResult::verdict);
        container = new ContainerFact("c1", "web", "h1", "sha256:1", Map.of(), Map.of(), true, false, "audit");
        assertThat(result("11.5")).returns(PciVerdict.NO_DATA, PciResult::verdict);
    }

    @Test
    void treatsWhatIsNotLabelledAsCardData() {
        host = new HostFact("h1", "web-1", Map.of(), false, ago(1), ago(1), null);
        image = new ImageFact("sha256:1", List.of(), Map.of(), null, null, 0, 0, 0, 0, 0, 0, false);
        assertThat(result("2.4").members())
                .filteredOn(m -> m.kind().equals("container"))
                .singleElement()
                .satisfies(m -> assertThat(m.reason())
                        .contains("pci-scope")
                        .contains("purpose")
                        .contains("owner"));
        assertThat(result("6.1").verdict()).as("unscanned and running").isEqualTo(PciVerdict.FAIL);
        assertThat(result("2.2.2").verdict()).isEqualTo(PciVerdict.FAIL);
    }

    @Test
    void leavesOutWhatIsLabelledOut() {
        Map<String, String> out = Map.of("pci-scope", "out");
        host = new HostFact("h1", "web-1", out, false, ago(1), ago(1), null);
        image = new ImageFact("sha256:1", List.of(), out, null, null, 0, 0, 0, 0, 0, 0, false);
        assertThat(result("6.1").members()).isEmpty();
        assertThat(result("2.4").verdict()).isEqualTo(PciVerdict.PASS);
    }

    @Test
    void letsTheMostSensitiveLabelWinAndACardDataContainerDrawItsHostIn() {
        host = new HostFact("h1", "web-1", Map.of("pci-scope", "out"), false, ago(1), ago(1), null);
        assertThat(facts().scopeOf(container)).as("by its image").isEqualTo(PciScope.CDE);
        assertThat(facts().scopeOf(host)).isEqualTo(PciScope.CDE);
    }

    @Test
    void failsNewWeaknessesOnStaleFeedsUncoveredPackagesAndOldMatches() {
        feeds = List.of(new FeedFact("Debian", NOW.minus(Duration.ofDays(2)), 1), new FeedFact("OSV", null, 1));
        assertThat(reasons("6.1")).contains("0 feeds were updated within 24 hours");
        image = new ImageFact(
                "sha256:1",
                List.of("shop/web:1"),
                LABELLED,
                ago(60),
                NOW.minus(Duration.ofDays(2)),
                3,
                1,
                0,
                0,
                0,
                0,
                false);
        assertThat(reasons("6.1"))
                .contains("not matched")
                .contains("3 packages")
                .contains("1 findings have no rank");
    }

    @Test
    void failsHighRiskFlawsWithoutAnEnforcingPolicyOrAgainstItsDecision() {
        gates = List.of(new GateFact("default", Scope.ALL, false, true));
        assertThat(result("6.5.6").verdict()).isEqualTo(PciVerdict.FAIL);
        gates = List.of(new GateFact("production", Scope.ALL, true, true));
        image = new ImageFact("sha256:1", List.of("shop/web:1"), LABELLED, ago(60), ago(60), 0, 0, 1, 0, 0, 0, true);
        assertThat(reasons("6.5.6")).contains("runs although the policies refuse it");
    }

    @Test
    void hasNoDataOnHighRiskFlawsWhereNoAlertIsRecorded() {
        image = new ImageFact("sha256:1", List.of("shop/web:1"), LABELLED, ago(60), ago(60), 0, 0, 0, 2, 0, 0, false);
        assertThat(result("6.5.6").verdict()).isEqualTo(PciVerdict.NO_DATA);
        alerts = Map.of("sha256:1", 1, "sha256:2", 5);
        assertThat(result("6.5.6").verdict()).isEqualTo(PciVerdict.NO_DATA);
        assertThat(result("6.5.6").reason()).contains("no record tells whether 1 of its 2 findings raised an alert");
        alerts = Map.of("sha256:1", 2);
        assertThat(result("6.5.6").verdict()).isEqualTo(PciVerdict.PASS);
    }

    @Test
    void showsAcceptedHighRiskFlawsAsAcceptedAndOnlyWhereTwoPeopleDid() {
        image = new ImageFact("sha256:1", List.of("shop/web:1"), LABELLED, ago(60), ago(60), 0, 0, 1, 2, 3, 0, false);
        assertThat(result("6.5.6").verdict()).isEqualTo(PciVerdict.EXCEPTED);
        assertThat(result("6.5.6").reason()).contains("its 3 critical and high findings are accepted");
        image = new ImageFact("sha256:1", List.of("shop/web:1"), LABELLED, ago(60), ago(60), 0, 0, 1, 2, 3, 1, false);
        assertThat(result("6.5.6").verdict()).isEqualTo(PciVerdict.NO_DATA);
        assertThat(result("6.5.6").reason()).contains("no second person has confirmed");
        image = new ImageFact("sha256:1", List.of("shop/web:1"), LABELLED, ago(60), ago(60), 0, 0, 1, 2, 2, 0, false);
        assertThat(result("6.5.6").reason()).contains("its 1 findings raised an alert (2 more are accepted");
        image = new ImageFact("sha256:1", List.of("shop/web:1"), LABELLED, ago(60), ago(60), 0, 0, 1, 0, 1, 0, true);
        assertThat(result("6.5.6").verdict()).isEqualTo(PciVerdict.FAIL);
    }

    @Test
    void failsAFieldThatOneRecordInAThousandOrANamedKindLacks() {
        engine = source("web-1", "h1", Map.of(AuditField.ORIGIN, 1L), 999, 1, 0);
        assertThat(result("10.3.5").verdict()).isEqualTo(PciVerdict.FAIL);
        assertThat(result("10.3").verdict()).isEqualTo(PciVerdict.FAIL);
        engine = source("web-1", "h1", Map.of(AuditField.ORIGIN, 1L), 1000, 1, 0);
        assertThat(result("10.3.5").verdict()).isEqualTo(PciVerdict.PASS);
        engine = new AuditSourceFact(
                "web-1", "h1", ago(1), 1000, Map.of(), Map.of(AuditField.ORIGIN, 1L), 1, 0, 0, 0, 0);
        assertThat(result("10.3.5").verdict()).isEqualTo(PciVerdict.FAIL);
    }

    @Test
    void failsTheTrailOfASilentSource() {
        engine = new AuditSourceFact(
                "web-1", "h1", NOW.minus(Duration.ofHours(2)), 5, Map.of(), Map.of(), 0, 0, 0, 0, 0);
        assertThat(reasons("10.1")).contains("silent");
    }

    @Test
    void countsPercentOverAllThatApplies() {
        PciReport report = report();
        assertThat(report.percentPassing()).isEqualTo(100.0 * 12 / 14);
        assertThat(report.counts()).containsEntry(PciVerdict.NO_DATA, 2);
    }

    private String reasons(String requirement) {
        PciResult result = result(requirement);
        assertThat(result.verdict()).isEqualTo(PciVerdict.FAIL);
        return result.members().stream().map(Member::reason).collect(Collectors.joining("; "));
    }

    private PciResult result(String requirement) {
        return report().results().stream()
                .filter(r -> r.entry().key().equals("S-" + requirement))
                .findFirst()
                .orElseThrow();
    }

    private PciReport report() {
        Facts facts = facts();
        return new Compliance(
                        () -> CATALOGUE,
                        new Compliance.Evidences(
                                at -> facts.hosts(),
                                at -> facts.images(),
                                at -> facts.containers(),
                                at -> facts.feeds(),
                                at -> facts.gates(),
                                at -> facts.sources(),
                                at -> facts.alerts()),
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .report();
    }

    private Facts facts() {
        return new Facts(
                NOW, List.of(host), List.of(image), List.of(container), feeds, gates, List.of(engine, center), alerts);
    }

    private static AuditSourceFact source(
            String name, String hostId, Map<AuditField, Long> lacking, long records, long changes, long unattributed) {
        return new AuditSourceFact(name, hostId, ago(1), records, lacking, Map.of(), changes, unattributed, 3, 0, 0);
    }

    private static Instant ago(long minutes) {
        return NOW.minus(Duration.ofMinutes(minutes));
    }
}
