package io.plimsoll.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.model.CardNumbers;
import io.plimsoll.model.Finding;
import io.plimsoll.model.FindingStatus;
import io.plimsoll.model.Leak;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.SensitiveContent;
import io.plimsoll.model.Severity;
import io.plimsoll.model.SoftwarePackage;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaiversTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);
    private static final Circumstances NOW = new Circumstances(TODAY, VersionOrder.UNKNOWN);
    private static final Finding FINDING = new Finding(
            "CVE-2020-8203",
            List.of("GHSA-p6mc-m468-83gw"),
            new SoftwarePackage(
                    "lodash",
                    "4.17.15",
                    PackageType.NPM,
                    "pkg:npm/lodash@4.17.15",
                    null,
                    "",
                    "/app/node_modules/lodash/package.json",
                    null),
            List.of("4.17.19"),
            FindingStatus.FIXED,
            Severity.HIGH,
            null,
            false,
            null,
            "",
            "",
            "");

    @Test
    void waivesNothingWithoutWaivers() {
        assertThat(WaiverDocument.parse("exceptions: []")).isEqualTo(Waivers.NONE);
        assertThat(applied(Waivers.NONE).counting()).containsExactly(FINDING);
    }

    @Test
    void partsFindingsAndKeepsTheReasonBesideTheWaivedOne() {
        Waivers.Applied applied = applied(WaiverDocument.parse("""
                exceptions:
                  - id: CVE-2020-8203
                    scope: {package: lodash, path: "/app/*", image: "shop/*"}
                    reason: nobody reaches it
                    expiry: 2027-03-31
                    by: alice
                """));
        assertThat(applied.counting()).isEmpty();
        assertThat(applied.waived().getFirst().finding()).isEqualTo(FINDING);
        assertThat(applied.waived().getFirst().suppression().sentence())
                .isEqualTo("nobody reaches it (by alice, until 2027-03-31)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id: GHSA-p6mc-m468-83gw                                  | true",
                "id: CVE-2020-8203, scope: {package: 'pkg:npm/lodash@4.*'}   | true",
                "id: CVE-2020-8203, scope: {package: 'lodash.*'}             | false",
                "id: CVE-2020-8203, scope: {package: loda}                   | false",
                "id: CVE-2020-8203, scope: {path: /app}                      | false",
                "id: CVE-2020-8203, scope: {image: 'bank/*'}                 | false",
                "id: CVE-2020-820                                            | false",
            })
    void coversOnlyWhatIdAndScopeMean(String entry, boolean waived) {
        Waivers waivers = WaiverDocument.parse("exceptions: [{reason: r, expiry: 2027-01-01, " + entry + "}]");
        assertThat(applied(waivers).waived()).hasSize(waived ? 1 : 0);
    }

    @Test
    void countsToTheEndOfItsLastDayAndNamesWhatHasExpired() {
        String entry = "exceptions: [{id: CVE-2020-8203, reason: r, expiry: %s}]";
        assertThat(applied(WaiverDocument.parse(entry.formatted(TODAY))).waived())
                .hasSize(1);
        Waivers.Applied late = applied(WaiverDocument.parse(entry.formatted(TODAY.minusDays(1))));
        assertThat(late.counting()).containsExactly(FINDING);
        assertThat(late.expired()).extracting(Waiver::id).containsExactly("CVE-2020-8203");
    }

    @Test
    void refusesUnknownWordsAndWaiversWithoutReasonOrEndAllAtOnce() {
        assertThatThrownBy(() -> WaiverDocument.parse("""
                        exceptions:
                          - id: CVE-1
                            reason: " "
                            expiry: soon
                            scope: {packge: lodash}
                          - {reason: r, until: 2027-01-01}
                          - CVE-2
                        ignore: all
                        """))
                .isInstanceOfSatisfying(
                        InvalidPolicyException.class,
                        e -> assertThat(e.mistakes())
                                .contains(
                                        "line 3, column 5: entry 1 of 'exceptions' lacks 'reason'",
                                        "line 4, column 5: 'expiry' in entry 1 of 'exceptions' is a day such as 2027-03-31,"
                                                + " not 'soon'",
                                        "line 5, column 13: 'packge' is not known in 'scope'",
                                        "line 6, column 5: entry 2 of 'exceptions' lacks 'id'",
                                        "line 6, column 5: entry 2 of 'exceptions' lacks 'expiry'",
                                        "line 6, column 17: 'until' is not known in entry 2 of 'exceptions'",
                                        "line 8, column 1: 'ignore' is not known in the file of exceptions"));
        assertThatThrownBy(() -> WaiverDocument.parse("- CVE-1"))
                .hasMessageContaining("the file of exceptions is a mapping");
        assertThatThrownBy(() -> WaiverDocument.parse("{}")).hasMessageContaining("'exceptions' is a list");
    }

    private static final Leak KEY = new Leak(
            "private-key", Severity.HIGH, "/app/test/key.pem", null, 1, "-----BEGIN ****", "0f".repeat(16), false);
    private static final CardNumbers CARDS =
            new CardNumbers("/srv/samples/orders.csv", null, "visa", 2, List.of("453201******0366"), false, false);
    private static final SensitiveContent CONTENT = new SensitiveContent(List.of(KEY), List.of(CARDS), List.of());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id: 0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f                        | 1 | 0",
                "id: leaks/private-key, scope: {path: '/app/test/*'}         | 1 | 0",
                "id: leaks/private-key, scope: {path: '/app/*', image: 'bank/*'} | 0 | 0",
                "id: leaks/private-key, scope: {path: '/etc/*'}              | 0 | 0",
                "id: leaks/github-token, scope: {path: '*'}                  | 0 | 0",
                "id: private-key                                             | 0 | 0",
                "id: card-numbers/visa, scope: {path: '/srv/samples/*'}      | 0 | 1",
                "id: card-numbers/amex, scope: {path: '*'}                   | 0 | 0",
            })
    void coversLeaksAndCardNumbers(String entry, int leaks, int cards) {
        Waivers waivers = WaiverDocument.parse("exceptions: [{reason: r, expiry: 2027-01-01, " + entry + "}]");

        WaivedContent waived = waivers.apply(CONTENT, List.of("shop/web:1"), TODAY);

        assertThat(waived.leaks()).hasSize(leaks);
        assertThat(waived.cardNumbers()).hasSize(cards);
        assertThat(waivers.apply(CONTENT, List.of("shop/web:1"), LocalDate.of(2027, 1, 2)))
                .as("when it has expired")
                .isEqualTo(WaivedContent.NONE);
    }

    @Test
    void whatIsWaivedBreaksNoRuleAndTheRestDoes() {
        AssurancePolicy policy = (AssurancePolicy) PolicyDocument.parse("""
                {kind: AssurancePolicy, name: p, mode: enforce, checks: {leaks: refuse, card-numbers: refuse}}
                """);
        ImageFacts image = new ImageFacts(
                List.of("shop/web:1"),
                ScanState.SCANNED,
                List.of(),
                false,
                Map.of(),
                CONTENT,
                true,
                List.of(),
                ImageContext.UNKNOWN,
                List.of(),
                List.of());
        WaivedContent waived = WaiverDocument.parse(
                        "exceptions: [{id: " + KEY.fingerprint() + ", reason: r, expiry: 2027-01-01}]")
                .apply(CONTENT, image.names(), TODAY);

        assertThat(Judge.judge(List.of(policy), image, NOW).violations())
                .extracting(Violation::rule)
                .containsExactly("leaks", "card-numbers");
        assertThat(Judge.judge(List.of(policy), image.without(waived), NOW).violations())
                .extracting(Violation::rule)
                .containsExactly("card-numbers");
    }

    @Test
    void aKindAsAWholeNeedsAPath() {
        assertThatThrownBy(() ->
                        WaiverDocument.parse("exceptions: [{id: leaks/private-key, reason: r, expiry: 2027-01-01}]"))
                .isInstanceOfSatisfying(
                        InvalidPolicyException.class,
                        e -> assertThat(e.mistakes())
                                .containsExactly(
                                        "line 1, column 14: entry 1 of 'exceptions' is about everything of a kind,"
                                                + " 'leaks/private-key', and needs a scope with a 'path'"));
    }

    private static Waivers.Applied applied(Waivers waivers) {
        return waivers.apply(List.of(FINDING), List.of("shop/web:1"), TODAY);
    }

    private static final ImageFacts LEGACY = new ImageFacts(
            List.of("shop/legacy:1"),
            ScanState.SCANNED,
            List.of(),
            true,
            Map.of(),
            CONTENT,
            true,
            List.of(),
            ImageContext.UNKNOWN,
            List.of(),
            List.of(FINDING));

    private static PolicySnapshot strict(String exceptions) {
        return SnapshotDocument.of(3, List.of(PolicyDocument.parse("""
                        {kind: AssurancePolicy, name: p, mode: enforce, checks:
                         {unscanned: refuse, runs-as-root: refuse, leaks: refuse, maximum-severity: low}}
                        """)), WaiverDocument.parse(exceptions), Map.of());
    }

    @Test
    void anImageAcceptedAsAWholeBreaksNoRuleToTheEndOfItsLastDay() {
        PolicySnapshot policies =
                strict("exceptions: [{id: image, scope: {image: 'shop/legacy:*'}, reason: r, expiry: " + TODAY + "}]");

        assertThat(policies.judge(LEGACY, NOW)).isEqualTo(new Judgement.Admitted());
        assertThat(policies.judge(LEGACY, new Circumstances(TODAY.plusDays(1), VersionOrder.UNKNOWN))
                        .violations())
                .extracting(Violation::rule)
                .containsExactlyInAnyOrder("runs-as-root", "leaks", "maximum-severity");
        WaivedFacts waived = policies.waivers().apply(LEGACY, TODAY);
        assertThat(waived.findings().waived()).hasSize(1);
        assertThat(waived.content().size()).isEqualTo(2);
    }

    @Test
    void anImageThatNobodyScannedIsNotAcceptedAsAWhole() {
        PolicySnapshot policies =
                strict("exceptions: [{id: image, scope: {image: '*'}, reason: r, expiry: 2027-01-01}]");

        assertThat(policies.judge(ImageFacts.notScanned(LEGACY.names(), ScanState.UNSCANNED), NOW)
                        .word())
                .isEqualTo("refused");
        assertThat(policies.judge(ImageFacts.notScanned(LEGACY.names(), ScanState.FAILED), NOW)
                        .word())
                .isEqualTo("refused");
    }

    @Test
    void anExceptionForAnImageAsAWholeNamesTheImageAndNothingInIt() {
        assertThatThrownBy(() -> WaiverDocument.parse("""
                        exceptions:
                          - {id: image, reason: r, expiry: 2027-01-01}
                          - {id: image, scope: {image: a, path: /b}, reason: r, expiry: 2027-01-01}
                        """))
                .isInstanceOfSatisfying(
                        InvalidPolicyException.class,
                        e -> assertThat(e.mistakes())
                                .containsExactly(
                                        "line 2, column 5: entry 1 of 'exceptions' is about images as a whole and needs a scope with an"
                                                + " 'image'",
                                        "line 3, column 5: entry 2 of 'exceptions' is about images as a whole; leave out 'package' and"
                                                + " 'path'"));
    }

    @Test
    void travelWithThePoliciesAndCountThereAlike() {
        PolicySnapshot policies = strict("""
                exceptions:
                  - {id: CVE-2020-8203, scope: {package: lodash, path: "/app/*", image: "shop/*"}, reason: r,
                     expiry: 2027-01-01, by: alice}
                  - {id: leaks/private-key, scope: {path: "*"}, reason: r, expiry: 2027-01-01}
                """);

        PolicySnapshot read = SnapshotDocument.read(SnapshotDocument.write(policies));

        assertThat(read).isEqualTo(policies);
        assertThat(read.judge(LEGACY, NOW).violations())
                .extracting(Violation::rule)
                .containsExactly("runs-as-root");
    }

    @Test
    void aSnapshotOfAnEarlierVersionHasNone() {
        assertThat(SnapshotDocument.read("{\"version\":1,\"policies\":[]}".getBytes(StandardCharsets.UTF_8))
                        .waivers())
                .isEqualTo(Waivers.NONE);
    }
}
