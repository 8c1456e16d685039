package io.plimsoll.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Digest;
import io.plimsoll.model.PackageType;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SupplyRulesTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-29");
    private static final Digest APPROVED = Digest.of(new byte[] {1});
    private static final Digest OTHER = Digest.of(new byte[] {2});

    /// Orders whole numbers and nothing else.
    private static final VersionOrder NUMBERS = (_, a, b) -> a.matches("\\d+") && b.matches("\\d+")
            ? OptionalInt.of(Integer.compare(Integer.parseInt(a), Integer.parseInt(b)))
            : OptionalInt.empty();

    @Test
    void anEmptyImageBreaksNoRuleAboutPackages() {
        for (SupplyCheck check : List.of(
                new SupplyCheck.DeniedPackages(List.of(PackagePattern.named("*"))),
                new SupplyCheck.AllowedPackages(List.of(PackagePattern.named("none"))),
                new SupplyCheck.DeniedLicences(List.of("*"), false),
                new SupplyCheck.AllowedLicences(List.of("MIT"), false))) {
            assertThat(broken(check, List.of())).as(check.rule()).isEmpty();
        }
    }

    @Test
    void whatNobodyKnowsIsUndecidedAndNotPassed() {
        for (SupplyCheck check : List.of(
                new SupplyCheck.DeniedPackages(List.of(PackagePattern.named("gcc"))),
                new SupplyCheck.AllowedPackages(List.of(PackagePattern.named("*"))),
                new SupplyCheck.DeniedLicences(List.of("GPL-*"), true),
                new SupplyCheck.AllowedLicences(List.of("*"), true),
                new SupplyCheck.MaximumScanAge(7),
                new SupplyCheck.EndOfLife(0, false),
                new SupplyCheck.ApprovedDigests(Map.of("shop/web:1", Set.of(APPROVED))))) {
            assertThat(broken(check, ImageContext.UNKNOWN))
                    .as(check.rule())
                    .hasValueSatisfying(reason -> assertThat(reason).startsWith("undecided: "));
        }
        assertThat(broken(new SupplyCheck.EndOfLife(0, true), ImageContext.UNKNOWN))
                .isEmpty();
    }

    @Test
    void namesTheFirstDeniedPackage() {
        List<InstalledPackage> all = List.of(deb("openssh-server", "9"), deb("gcc-12", "12"), deb("bash", "5"));
        assertThat(broken(denied(PackagePattern.named("ssh*")), all)).isEmpty();
        assertThat(broken(denied(PackagePattern.named("gcc*"), PackagePattern.named("openssh-server")), all))
                .contains("the image holds gcc-12 12, which no image may hold (and 1 more)");
    }

    @Test
    void deniesARangeOfVersionsAndStaysUndecidedWhereItCannotBeCompared() {
        SupplyCheck check = denied(new PackagePattern(
                "openssl",
                Optional.of(PackageType.DEB),
                List.of(new PackagePattern.Bound(">=", "2"), new PackagePattern.Bound("<", "4"))));
        assertThat(broken(check, List.of(deb("openssl", "1"), deb("openssl", "4"))))
                .isEmpty();
        assertThat(broken(check, List.of(deb("openssl", "2")))).isPresent();
        assertThat(broken(check, List.of(deb("openssl", "3")))).isPresent();
        assertThat(broken(check, List.of(new InstalledPackage("openssl", "3", PackageType.NPM, List.of()))))
                .isEmpty();
        assertThat(broken(check, List.of(deb("openssl", ""), deb("openssl", "x"))))
                .contains("undecided: it cannot be told if the version of openssl is >= 2, < 4 (and 1 more)");
    }

    @Test
    void allowsOnlyWhatIsNamed() {
        SupplyCheck check = new SupplyCheck.AllowedPackages(List.of(
                PackagePattern.named("lib*"),
                new PackagePattern("bash", Optional.empty(), List.of(new PackagePattern.Bound(">=", "5")))));
        assertThat(broken(check, List.of(deb("libc6", "2"), deb("bash", "5")))).isEmpty();
        assertThat(broken(check, List.of(deb("bash", "4"))))
                .contains("the image holds bash 4, which the policy does not name");
        assertThat(broken(check, List.of(deb("bash", "x"))))
                .contains("undecided: it cannot be told if the version of bash x is >= 5");
    }

    @Test
    void aDeniedLicenceCountsUnlessAnotherMayBeChosen() {
        SupplyCheck check = new SupplyCheck.DeniedLicences(List.of("GPL-*", "AGPL*"), true);
        for (String fine : List.of(
                "MIT",
                "MIT OR GPL-3.0-only",
                "LGPL-2.1-only",
                "(MIT AND BSD-3-Clause) OR (GPL-2.0-only AND MIT)",
                "")) {
            assertThat(broken(check, List.of(licensed(fine)))).as(fine).isEmpty();
        }
        for (String bad : List.of(
                "GPL-2.0-only",
                "gpl-2.0-only",
                "MIT AND GPL-3.0-or-later",
                "GPL-2.0-only WITH Classpath-exception-2.0",
                "MIT AND (GPL-2.0-only OR AGPL-3.0-only)",
                "MIT and GPL-2+",
                "MIT, GPL-2",
                "(GPL-2",
                "(".repeat(1000) + "GPL-2" + ")".repeat(1000))) {
            assertThat(broken(check, List.of(licensed(bad)))).as(bad).isPresent();
        }
        assertThat(broken(check, List.of(new InstalledPackage("a", "1", PackageType.DEB, List.of("MIT", "GPL-2")))))
                .as("all that a package names apply")
                .contains("a 1 is under MIT, GPL-2, which the policy denies");
    }

    @Test
    void onlyAllowedLicencesAreEnough() {
        SupplyCheck check = new SupplyCheck.AllowedLicences(List.of("MIT", "Apache-2.0", "GPL v2 or later"), false);
        for (String fine : List.of("MIT", "MIT OR GPL-3.0-only", "MIT AND Apache-2.0", "GPL v2 or later", "MIT, mit")) {
            assertThat(broken(check, List.of(licensed(fine)))).as(fine).isEmpty();
        }
        for (String bad : List.of("MIT AND GPL-3.0-only", "GPL-3.0-only", "MIT and GPL-2")) {
            assertThat(broken(check, List.of(licensed(bad)))).as(bad).isPresent();
        }
        assertThat(broken(check, List.of(licensed(""))))
                .contains("undecided: a 1 names no licence; 'unknown: allow' in the policy lets it pass");
        assertThat(broken(new SupplyCheck.AllowedLicences(List.of("MIT"), true), List.of(licensed(""))))
                .isEmpty();
    }

    @Test
    void aScanGetsOld() {
        assertThat(broken(new SupplyCheck.MaximumScanAge(7), scanned(TODAY.minusDays(7))))
                .isEmpty();
        assertThat(broken(new SupplyCheck.MaximumScanAge(7), scanned(TODAY.minusDays(8))))
                .contains("the image was scanned on 2026-11-21, more than 7 days ago; scan it again");
    }

    @Test
    void aDistributionReachesItsEnd() {
        assertThat(broken(new SupplyCheck.EndOfLife(0, false), ending(TODAY))).isEmpty();
        assertThat(broken(new SupplyCheck.EndOfLife(0, false), ending(TODAY.minusDays(1))))
                .contains("the distribution in the image is past its end of life since 2026-11-28");
        assertThat(broken(new SupplyCheck.EndOfLife(90, false), ending(TODAY.plusDays(90))))
                .isEmpty();
        assertThat(broken(new SupplyCheck.EndOfLife(90, false), ending(TODAY.plusDays(89))))
                .contains("the distribution in the image reaches its end of life on 2027-02-26; the policy asks for 90"
                        + " more days");
    }

    @Test
    void aTagDrifts() {
        SupplyCheck check = new SupplyCheck.ApprovedDigests(Map.of("shop/web:1", Set.of(APPROVED)));
        assertThat(broken(check, digests(Set.of(OTHER, APPROVED)))).isEmpty();
        assertThat(broken(check, digests(Set.of(OTHER))))
                .contains("shop/web:1 is not the image that was approved under this name, but " + OTHER);
        assertThat(broken(new SupplyCheck.ApprovedDigests(Map.of("shop/web:2", Set.of(APPROVED))), digests(Set.of())))
                .as("another name")
                .isEmpty();
    }

    private static SupplyCheck denied(PackagePattern... patterns) {
        return new SupplyCheck.DeniedPackages(List.of(patterns));
    }

    private static InstalledPackage deb(String name, String version) {
        return new InstalledPackage(name, version, PackageType.DEB, List.of());
    }

    private static InstalledPackage licensed(String expression) {
        return new InstalledPackage("a", "1", PackageType.DEB, expression.isEmpty() ? List.of() : List.of(expression));
    }

    private static ImageContext scanned(LocalDate day) {
        return context(day, null, Set.of(), List.of());
    }

    private static ImageContext ending(LocalDate day) {
        return context(null, day, Set.of(), List.of());
    }

    private static ImageContext digests(Set<Digest> digests) {
        return context(null, null, digests, List.of());
    }

    private static ImageContext context(
            @Nullable LocalDate scanned,
            @Nullable LocalDate end,
            Set<Digest> digests,
            List<InstalledPackage> packages) {
        return new ImageContext(scanned, end, digests, packages, null);
    }

    private static Optional<String> broken(SupplyCheck check, List<InstalledPackage> packages) {
        return broken(check, context(null, null, Set.of(), packages));
    }

    private static Optional<String> broken(SupplyCheck check, ImageContext context) {
        ImageFacts image = new ImageFacts(
                List.of("shop/web:1"),
                ScanState.SCANNED,
                List.of(),
                false,
                Map.of(),
                null,
                null,
                List.of(),
                context,
                List.of(),
                List.of());
        AssurancePolicy policy = new AssurancePolicy("p", "", Mode.ENFORCE, Scope.ALL, List.of(check));
        return Judge.judge(List.of(policy), image, new Circumstances(TODAY, NUMBERS))
                .deciding()
                .map(Violation::reason);
    }
}
