package io.plimsoll.advisories.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.advisories.Advisory;
import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.Statement;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.bundle.BundleFixture;
import io.plimsoll.advisories.bundle.Coverage.Extent;
import io.plimsoll.advisories.matching.NotAssessed.Cause;
import io.plimsoll.model.Cvss;
import io.plimsoll.model.Distribution;
import io.plimsoll.model.Finding;
import io.plimsoll.model.FindingStatus;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.Severity;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.model.Ssvc;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatcherTest {
    private static final Distribution BOOKWORM =
            new Distribution("debian", "12", "bookworm", "Debian GNU/Linux 12 (bookworm)");
    private static final Answer BEFORE_10 =
            new Answer.Affected(List.of(VersionRange.before("2.36-9+deb12u10")), List.of());

    @TempDir
    Path folder;

    private final BundleFixture fixture = new BundleFixture()
            .source("Debian tracker")
            .source("OSV Maven")
            .covers("Debian:12", Extent.FULL)
            .covers("npm", Extent.FULL)
            .covers("Maven", Extent.FULL);

    @Test
    void findsNothingInAnEmptyInventory() {
        MatchReport report = match(BOOKWORM);
        assertThat(report.findings()).isEmpty();
        assertThat(report.isComplete()).isTrue();
        assertThat(report.notes()).isEmpty();
    }

    @Test
    void matchesADebianPackageByItsSource() {
        debian("glibc", "CVE-2025-0395", BEFORE_10);
        SoftwarePackage libc = deb("libc6", "2.36-9+deb12u7", "glibc", "2.36-9+deb12u7");
        MatchReport report = match(BOOKWORM, libc, deb("glibc-doc", "1", "other", "2.36-9+deb12u7"));
        assertThat(report.findings())
                .containsExactly(
                        new Finding(
                                "CVE-2025-0395",
                                List.of(),
                                libc,
                                List.of("2.36-9+deb12u10"),
                                FindingStatus.FIXED,
                                Severity.UNKNOWN,
                                "nobody has ranked it yet",
                                null,
                                List.of(),
                                List.of(),
                                false,
                                null,
                                null,
                                "",
                                "",
                                "Debian tracker: bookworm fixes glibc in 2.36-9+deb12u10, installed source glibc 2.36-9+deb12u7"));
    }

    @Test
    void findsNothingInTheFixedVersion() {
        debian("glibc", "CVE-2025-0395", BEFORE_10);
        assertThat(match(BOOKWORM, deb("libc6", "2.36-9+deb12u10", "glibc", "2.36-9+deb12u10"))
                        .findings())
                .isEmpty();
    }

    @Test
    void keepsTheAnswersOfADistributionApart() {
        debian("curl", "CVE-1", new Answer.NotAffected());
        debian("curl", "CVE-2", new Answer.Unfixed("no DSA: Minor issue"));
        debian("curl", "CVE-3", new Answer.WillNotFix("end of life"));
        debian("curl", "CVE-4", new Answer.Undetermined());
        assertThat(match(BOOKWORM, deb("curl", "7.88.1-10", "curl", "7.88.1-10"))
                        .findings())
                .extracting(Finding::id, Finding::status, Finding::why)
                .containsExactly(
                        tuple(
                                "CVE-2",
                                FindingStatus.AFFECTED,
                                "Debian tracker: bookworm has no fix for curl (no DSA: Minor issue),"
                                        + " installed source curl 7.88.1-10"),
                        tuple(
                                "CVE-3",
                                FindingStatus.WILL_NOT_FIX,
                                "Debian tracker: bookworm will not fix curl (end of life),"
                                        + " installed source curl 7.88.1-10"),
                        tuple(
                                "CVE-4",
                                FindingStatus.UNDETERMINED,
                                "Debian tracker: bookworm has not determined yet whether curl is affected,"
                                        + " installed source curl 7.88.1-10"));
    }

    @Test
    void doesNotAssessWhatTheBundleCannotSpeakAbout() {
        SoftwarePackage curl = deb("curl", "7.88.1-10", "curl", "7.88.1-10");
        assertThat(causes(match(null, curl))).containsExactly(Cause.RELEASE_UNKNOWN);
        assertThat(causes(match(new Distribution("debian", "", "trixie", "Debian GNU/Linux trixie/sid"), curl)))
                .containsExactly(Cause.RELEASE_UNKNOWN);
        assertThat(causes(match(new Distribution("debian", "12", "trixie", "?"), curl)))
                .containsExactly(Cause.RELEASE_UNKNOWN);
        MatchReport bullseye = match(new Distribution("debian", "11", "bullseye", "Debian 11"), curl);
        assertThat(causes(bullseye)).containsExactly(Cause.NOT_COVERED);
        assertThat(bullseye.notAssessed().getFirst().reason())
                .isEqualTo("the bundle does not cover 'Debian:11'; it covers Debian:12, Maven, npm");
        assertThat(causes(match(new Distribution("ubuntu", "22.04", "jammy", "Ubuntu 22.04"), curl)))
                .containsExactly(Cause.NOT_COVERED);
        assertThat(causes(match(new Distribution("raspbian", "12", "bookworm", "Raspbian"), curl)))
                .containsExactly(Cause.NOT_COVERED);
    }

    @Test
    void doesNotAssessWhatHasNoUsableNameOrVersion() {
        MatchReport report = match(
                BOOKWORM,
                software(PackageType.NPM, "a", "", "/a"),
                software(PackageType.NPM, "b", "next", "/b"),
                software(PackageType.MAVEN, "g:c", "${revision}", "/c"),
                software(PackageType.NPM, " ", "1.0.0", "/d"),
                deb("e", "1.0 2", "e", "1.0 2"));
        assertThat(causes(report))
                .containsExactly(
                        Cause.VERSION_MISSING,
                        Cause.VERSION_UNREADABLE,
                        Cause.VERSION_UNREADABLE,
                        Cause.NAME_UNREADABLE,
                        Cause.VERSION_UNREADABLE);
        assertThat(report.isComplete()).isFalse();
    }

    @Test
    void letsNothingOutOfAnImageMoveTheCursor() {
        MatchReport report = match(
                new Distribution("evil\u001b[2J", "1\n2", "\u202e", "x".repeat(500)),
                deb("a", "1", "a", "1"),
                software(PackageType.NPM, "b\u001b[2J", "\u0007", "/b"));
        assertThat(report.notAssessed())
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.reason())
                        .hasSizeLessThan(400)
                        .matches("\\P{Cntrl}+")
                        .doesNotContain("\u202e"));
    }

    @Test
    void showsTheFixesAboveTheInstalledVersionLowestFirst() {
        fixture.says(
                "npm",
                "ansi-regex",
                statement(
                        "CVE-2021-3807",
                        new Answer.Affected(
                                List.of(range("6.0.0", "6.0.1"), range("5.0.0", "5.0.1"), range("4.0.0", "4.1.1")),
                                List.of())));
        assertThat(match(null, software(PackageType.NPM, "ansi-regex", "5.0.0", "/x"))
                        .findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.fixedVersions()).containsExactly("5.0.1", "6.0.1");
                    assertThat(finding.why())
                            .isEqualTo("OSV Maven (GHSA-x): affects ansi-regex, versions from 5.0.0 to before 5.0.1,"
                                    + " installed 5.0.0");
                });
    }

    @Test
    void matchesRangesWithALastAffectedVersionAndListedVersions() {
        fixture.says(
                "npm",
                "left",
                statement(
                        "CVE-1",
                        new Answer.Affected(
                                List.of(new VersionRange("1.0.0", new VersionRange.End.LastAffected("1.2.0"))),
                                List.of("0.5.0"))));
        assertThat(statusOf("left", "1.2.0")).containsExactly(FindingStatus.AFFECTED);
        assertThat(statusOf("left", "1.2.1")).isEmpty();
        assertThat(statusOf("left", "0.5.0")).containsExactly(FindingStatus.AFFECTED);
        assertThat(statusOf("left", "0.5.1")).isEmpty();
    }

    @Test
    void makesOneFindingOfTwoSourcesAndPrefersTheOneThatNamesAFix() {
        Answer open = new Answer.Affected(List.of(new VersionRange("0", new VersionRange.End.Open())), List.of());
        fixture.says("npm", "left", new Statement("CVE-1", "CVE-1", "Debian tracker", Severity.LOW, open));
        fixture.says("npm", "left", statement("CVE-1", new Answer.Affected(List.of(range("0", "2.0.0")), List.of())));
        assertThat(match(null, software(PackageType.NPM, "left", "1.0.0", "/x")).findings())
                .singleElement()
                .satisfies(f -> assertThat(f.fixedVersions()).containsExactly("2.0.0"));
    }

    @Test
    void takesSeverityFromTheScoreAndElseFromTheSourcesWord() {
        fixture.advisory(advisory("CVE-2", 9.8));
        fixture.says("npm", "left", statement("CVE-1", new Answer.Unfixed("")));
        fixture.says("npm", "left", statement("CVE-2", new Answer.Unfixed("")));
        assertThat(match(null, software(PackageType.NPM, "left", "1.0.0", "/x")).findings())
                .extracting(Finding::id, Finding::severity)
                .containsExactly(tuple("CVE-2", Severity.CRITICAL), tuple("CVE-1", Severity.HIGH));
    }

    @Test
    void believesADistributionThatCallsItUnimportant() {
        fixture.advisory(advisory("CVE-2", 9.8));
        fixture.says(
                "Debian:12",
                "curl",
                new Statement("CVE-2", "CVE-2", "Debian tracker", Severity.NEGLIGIBLE, new Answer.Unfixed("")));
        assertThat(match(BOOKWORM, deb("curl", "1", "curl", "1")).findings())
                .extracting(Finding::severity, Finding::severityWhy)
                .containsExactly(tuple(Severity.NEGLIGIBLE, "Debian tracker calls it negligible in its own package"));
    }

    @Test
    void showsEveryScoreAndEveryWordBesideTheOneThatCounts() {
        Cvss counts = new Cvss(9.8, "CVSS:3.1/AV:N", "nvd");
        Cvss other = new Cvss(5.0, "CVSS:4.0/AV:N", "ghsa");
        fixture.advisory(new Advisory("CVE-1", List.of(), "", "", List.of(counts, other), false, null));
        Answer affected = new Answer.Affected(List.of(range("0", "2")), List.of());
        fixture.says("npm", "left", new Statement("CVE-1", "GHSA-x", "OSV Maven", Severity.MEDIUM, affected));
        fixture.says("npm", "left", new Statement("CVE-1", "GHSA-y", "OSV Maven", Severity.HIGH, affected));
        fixture.says("npm", "left", new Statement("CVE-1", "X-1", "Debian tracker", Severity.LOW, affected));
        fixture.says("npm", "left", statement("CVE-2", affected));
        assertThat(match(null, software(PackageType.NPM, "left", "1.0.0", "/x")).findings())
                .satisfiesExactly(
                        scored -> {
                            assertThat(scored.severity()).isEqualTo(Severity.CRITICAL);
                            assertThat(scored.severityWhy()).isEqualTo("CVSS 3.1 of nvd: 9.8");
                            assertThat(scored.scores()).containsExactly(counts, other);
                            assertThat(scored.ratings())
                                    .containsExactly(
                                            new Finding.Rating("Debian tracker", Severity.LOW),
                                            new Finding.Rating("OSV Maven", Severity.HIGH));
                        },
                        unscored -> assertThat(unscored.severityWhy())
                                .isEqualTo("OSV Maven calls it high; there is no score"));
    }

    @Test
    void takesTheDistributionsWordForItsOwnCopyOfALibrary() {
        Answer affected = new Answer.Affected(List.of(range("0", "4.17.21")), List.of());
        fixture.says("npm", "lodash", statement("CVE-1", affected));
        fixture.says("npm", "lodash", statement("CVE-2", affected));
        debian("node-lodash", "CVE-1", new Answer.Affected(List.of(VersionRange.before("4.17.15+dfsg-2")), List.of()));
        SoftwarePackage packaged = deb("node-lodash", "4.17.15+dfsg-2", "node-lodash", "4.17.15+dfsg-2");
        MatchReport report = match(
                BOOKWORM,
                packaged,
                software(PackageType.NPM, "lodash", "4.17.15", "/usr/share/nodejs/lodash/package.json"),
                software(PackageType.NPM, "lodash", "4.17.15", "/app/node_modules/lodash/package.json"));
        assertThat(report.findings())
                .extracting(Finding::id, f -> f.software().path())
                .containsExactlyInAnyOrder(
                        tuple("CVE-2", "/usr/share/nodejs/lodash/package.json"),
                        tuple("CVE-1", "/app/node_modules/lodash/package.json"),
                        tuple("CVE-2", "/app/node_modules/lodash/package.json"));
    }

    @Test
    void believesThePackageDatabaseOnWhatItOwnsWhereverThatLies() {
        fixture.says(
                "npm", "lodash", statement("CVE-1", new Answer.Affected(List.of(range("0", "4.17.21")), List.of())));
        debian("node-lodash", "CVE-1", new Answer.Affected(List.of(VersionRange.before("4.17.15+dfsg-2")), List.of()));
        SoftwarePackage library = software(PackageType.NPM, "lodash", "4.17.15", "/opt/vendor/lodash/package.json");
        SoftwarePackage unknown = software(PackageType.PYPI, "six", "1.16.0", "/opt/vendor/six.dist-info/METADATA");
        MatchReport report = match(
                BOOKWORM,
                deb("node-lodash", "4.17.15+dfsg-2", "node-lodash", "4.17.15+dfsg-2"),
                library.ownedBy("node-lodash"),
                unknown.ownedBy("vendor-six"));
        assertThat(report.findings()).isEmpty();
        assertThat(report.notAssessed()).isEmpty();
    }

    @Test
    void leavesALibraryToTheDistributionThatPackedItWhereItsEcosystemIsNotCovered() {
        debian("node-lodash", "CVE-1", new Answer.Affected(List.of(VersionRange.before("1")), List.of()));
        SoftwarePackage packed =
                software(PackageType.PYPI, "six", "1.16.0", "/usr/lib/python3/dist-packages/six.egg-info");
        SoftwarePackage added = software(PackageType.PYPI, "six", "1.16.0", "/usr/local/lib/six.dist-info/METADATA");
        SoftwarePackage debian = deb("python3-six", "1.16.0-4", "six", "1.16.0-4");
        SoftwarePackage ofR = software(PackageType.CRAN, "Matrix", "1.5-3", "/usr/lib/R/library/Matrix/DESCRIPTION");
        assertThat(match(BOOKWORM, debian, packed, added, ofR).notAssessed())
                .extracting(NotAssessed::software)
                .containsExactly(added);
        assertThat(match(null, packed).notAssessed())
                .as("no package database stands for it")
                .hasSize(1);
    }

    @Test
    void softwareThatNobodyPublishesAdvisoriesAboutIsNamedAndMakesNothingIncomplete() {
        SoftwarePackage busybox = software(PackageType.GENERIC, "busybox", "1.36.1", "/bin/busybox");
        SoftwarePackage openssl =
                software(PackageType.CONDA, "openssl", "3.0.1", "/opt/conda/conda-meta/openssl-3.0.1-0.json");
        MatchReport report = match(null, busybox, openssl);
        assertThat(report.unadvised()).extracting(NotAssessed::software).containsExactly(busybox, openssl);
        assertThat(report.isComplete()).isTrue();
    }

    @Test
    void whatCondaBroughtIsJudgedAsWhatItIs() {
        fixture.covers("PyPI", Extent.FULL);
        fixture.says("PyPI", "my-pkg", statement("CVE-1", new Answer.Affected(List.of(range("0", "2.0")), List.of())));
        SoftwarePackage conda = software(PackageType.CONDA, "my_pkg", "1.0", "/opt/a/conda-meta/my_pkg-1.0-0.json");
        SoftwarePackage twin =
                software(PackageType.PYPI, "My.Pkg", "1.0", "/opt/a/lib/site-packages/My.Pkg-1.0.dist-info/METADATA");
        MatchReport report = match(null, conda, twin);
        assertThat(report.findings()).extracting(Finding::software).containsExactly(twin);
        assertThat(report.unadvised()).isEmpty();
        SoftwarePackage elsewhere = software(PackageType.CONDA, "my_pkg", "1.0", "/opt/b/conda-meta/my_pkg-1.0-0.json");
        SoftwarePackage other = software(PackageType.CONDA, "my_pkg", "1.1", "/opt/a/conda-meta/my_pkg-1.1-0.json");
        assertThat(match(null, elsewhere, other, twin).unadvised()).hasSize(2);
        SoftwarePackage packageOfR = software(PackageType.CONDA, "r-matrix", "1.5_3", "/a/conda-meta/r-matrix.json");
        SoftwarePackage matrix = software(PackageType.CRAN, "Matrix", "1.5-3", "/a/lib/R/library/Matrix/DESCRIPTION");
        assertThat(match(null, packageOfR, matrix).unadvised()).isEmpty();
    }

    @Test
    void saysThatTheReleaseHasEnded() {
        fixture.covers("Debian:12", Extent.FULL);
        fixture.endOfLife("Debian:12", LocalDate.parse("2020-01-01"));
        assertThat(match(BOOKWORM).notes())
                .containsExactly(
                        "Debian 12 is past its end of life since 2020-01-01: what is found in it from then on is not mended");
        assertThat(match(null).notes()).isEmpty();
        fixture.endOfLife("Debian:12", LocalDate.parse("2030-01-01"));
        assertThat(match(BOOKWORM).notes()).isEmpty();
    }

    @Test
    void recognisesAnArchiveWithoutGroupByItsName() {
        says("org.springframework:spring-beans", "CVE-1", "5.3.18");
        MatchReport report = match(
                null,
                software(PackageType.MAVEN, "spring-beans", "5.3.17", "/app.jar!/spring-beans-5.3.17.jar"),
                software(PackageType.MAVEN, "spring-beans", "5.3.18", "/app.jar!/spring-beans-5.3.18.jar"),
                software(PackageType.MAVEN, "nobody-speaks-of-this", "1", "/x.jar"));
        assertThat(report.notAssessed()).isEmpty();
        assertThat(report.findings())
                .extracting(Finding::why)
                .containsExactly("OSV Maven (GHSA-x): affects org.springframework:spring-beans, versions before 5.3.18,"
                        + " installed 5.3.17; the archive names no group, so its name alone was compared");
    }

    @Test
    void doesNotGuessTheGroupWhereItMatters() {
        says("dom4j:dom4j", "CVE-1", "2.0");
        says("org.dom4j:dom4j", "CVE-1", "1.8");
        says("org.dom4j:dom4j", "CVE-2", "2.1");
        MatchReport both = match(null, software(PackageType.MAVEN, "dom4j", "1.6", "/a.jar"));
        assertThat(both.findings()).extracting(Finding::id).containsExactly("CVE-1");
        assertThat(causes(both)).containsExactly(Cause.GROUP_UNKNOWN);
        assertThat(both.notAssessed().getFirst().reason()).contains("dom4j:dom4j, org.dom4j:dom4j");
        MatchReport one = match(null, software(PackageType.MAVEN, "dom4j", "1.9", "/a.jar"));
        assertThat(one.findings()).isEmpty();
        assertThat(causes(one)).containsExactly(Cause.GROUP_UNKNOWN);
        assertThat(match(null, software(PackageType.MAVEN, "dom4j", "2.1", "/a.jar"))
                        .isComplete())
                .isTrue();
    }

    private void says(String name, String id, String fixed) {
        fixture.says("Maven", name, statement(id, new Answer.Affected(List.of(VersionRange.before(fixed)), List.of())));
    }

    @Test
    void saysWhatTheBundleCannotKnow() {
        BundleFixture poor = new BundleFixture()
                .sourceWithout(2, "Debian tracker", "glibc: no version")
                .sourceWithout(3, "OSV PyPI", "broken.json: not JSON")
                .leftOut("CISA KEV", "the file is cut off")
                .covers("Debian:12", Extent.FIXES_ONLY);
        try (Bundle bundle = poor.open(folder)) {
            MatchReport report = Matcher.match(inventory(BOOKWORM, List.of(deb("curl", "1", "curl", "1"))), bundle);
            assertThat(report.isComplete()).isTrue();
            assertThat(report.notes())
                    .containsExactly(
                            "Debian tracker knows only vulnerabilities of Debian:12 that have been fixed;"
                                    + " those without a fix are not listed",
                            "2 of 100 records of Debian tracker could not be read, wholly or in part;"
                                    + " the first one: glibc: no version",
                            "the bundle was built without CISA KEV: the file is cut off");
        }
    }

    @Test
    void carriesRiskAndNames() {
        fixture.advisory(new Advisory(
                "CVE-1",
                List.of("GHSA-x"),
                "Bad",
                "2021-12-10",
                List.of(new Cvss(5.0, "v", "nvd"), new Cvss(9.0, "w", "ghsa")),
                true,
                0.5));
        Ssvc decision = new Ssvc(Ssvc.Exploitation.POC, true, false);
        fixture.decides("CVE-1", decision);
        fixture.says("npm", "left", statement("CVE-1", new Answer.Unfixed("")));
        assertThat(match(null, software(PackageType.NPM, "left", "1.0.0", "/x")).findings())
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.aliases()).containsExactly("GHSA-x");
                    assertThat(f.cvss()).isEqualTo(new Cvss(5.0, "v", "nvd"));
                    assertThat(f.kev()).isTrue();
                    assertThat(f.epss()).isEqualTo(0.5);
                    assertThat(f.ssvc()).isEqualTo(decision);
                    assertThat(f.title()).isEqualTo("Bad");
                    assertThat(f.published()).isEqualTo("2021-12-10");
                });
    }

    private static Tuple tuple(Object... values) {
        return Tuple.tuple(values);
    }

    private List<FindingStatus> statusOf(String name, String version) {
        return match(null, software(PackageType.NPM, name, version, "/x")).findings().stream()
                .map(Finding::status)
                .toList();
    }

    private static List<Cause> causes(MatchReport report) {
        return report.notAssessed().stream().map(NotAssessed::cause).toList();
    }

    private void debian(String source, String id, Answer answer) {
        fixture.says("Debian:12", source, new Statement(id, id, "Debian tracker", Severity.UNKNOWN, answer));
    }

    private static Statement statement(String id, Answer answer) {
        return new Statement(id, "GHSA-x", "OSV Maven", Severity.HIGH, answer);
    }

    private static VersionRange range(String introduced, String fixed) {
        return new VersionRange(introduced, new VersionRange.End.Fixed(fixed));
    }

    private static Advisory advisory(String id, double score) {
        return new Advisory(id, List.of(), "", "", List.of(new Cvss(score, "v", "nvd")), false, null);
    }

    private static SoftwarePackage deb(String name, String version, String source, String sourceVersion) {
        return new SoftwarePackage(
                name,
                version,
                PackageType.DEB,
                "pkg:deb/debian/" + name,
                new SoftwarePackage.Source(source, sourceVersion),
                "amd64",
                "/var/lib/dpkg/status",
                null);
    }

    private static SoftwarePackage software(PackageType type, String name, String version, String path) {
        return new SoftwarePackage(name, version, type, "pkg:x/" + name, null, "", path, null);
    }

    static Inventory inventory(@Nullable Distribution distribution, List<SoftwarePackage> packages) {
        return new Inventory(
                Inventory.FORMAT,
                "test",
                null,
                List.of(),
                distribution,
                null,
                List.of(),
                packages,
                List.of(),
                List.of());
    }

    private MatchReport match(@Nullable Distribution distribution, SoftwarePackage... packages) {
        try (Bundle bundle = fixture.open(folder)) {
            return Matcher.match(inventory(distribution, List.of(packages)), bundle);
        }
    }
}
