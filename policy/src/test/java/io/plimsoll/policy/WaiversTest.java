package io.plimsoll.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.model.Finding;
import io.plimsoll.model.FindingStatus;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.Severity;
import io.plimsoll.model.SoftwarePackage;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaiversTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);
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
                                        "entry 1 of 'exceptions' lacks 'reason'",
                                        "'expiry' in entry 1 of 'exceptions' is a day such as 2027-03-31, not 'soon'",
                                        "'packge' is not known in 'scope'",
                                        "entry 2 of 'exceptions' lacks 'id'",
                                        "entry 2 of 'exceptions' lacks 'expiry'",
                                        "'until' is not known in entry 2 of 'exceptions'",
                                        "'ignore' is not known in the file of exceptions"));
        assertThatThrownBy(() -> WaiverDocument.parse("- CVE-1"))
                .hasMessageContaining("the file of exceptions is a mapping");
        assertThatThrownBy(() -> WaiverDocument.parse("{}")).hasMessageContaining("'exceptions' is a list");
    }

    private static Waivers.Applied applied(Waivers waivers) {
        return waivers.apply(List.of(FINDING), List.of("shop/web:1"), TODAY);
    }
}
