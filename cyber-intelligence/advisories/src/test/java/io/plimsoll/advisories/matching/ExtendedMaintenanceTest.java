package io.plimsoll.advisories.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.Statement;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.bundle.BundleFixture;
import io.plimsoll.advisories.bundle.Coverage.Extent;
import io.plimsoll.model.Distribution;
import io.plimsoll.model.Finding;
import io.plimsoll.model.FindingStatus;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.Severity;
import io.plimsoll.model.SoftwarePackage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtendedMaintenanceTest {
    private static final String FREE = "Ubuntu:18.04:LTS";
    private static final String PRO = "Ubuntu:Pro:18.04:LTS";
    private static final String INSTALLED = "1:4.1.7-4ubuntu0.1";
    private static final String FIX = "1:4.1.7-4ubuntu0.1+esm3";

    @TempDir
    Path folder;

    private final BundleFixture fixture = new BundleFixture().source("OSV Ubuntu");

    @Test
    void saysNothingWhereNobodySpeaks() {
        fixture.covers(FREE, Extent.FULL);
        assertThat(match(INSTALLED)).isEmpty();
        assertThat(match(FIX)).isEmpty();
    }

    /// UBUNTU-CVE-2022-24823 names netty of 18.04 under Ubuntu Pro alone.
    @Test
    void findsWhatUbuntuProAloneSpeaksAboutAndOffersItsFixToNobodyElse() {
        says(PRO, before(FIX));
        assertThat(match(INSTALLED)).singleElement().satisfies(finding -> {
            assertThat(finding.status()).isEqualTo(FindingStatus.AFFECTED);
            assertThat(finding.fixedVersions()).isEmpty();
            assertThat(finding.why())
                    .isEqualTo("OSV Ubuntu: affects netty, versions before " + FIX + ", installed " + INSTALLED
                            + "; no fix without Ubuntu Pro, which has it in " + FIX);
        });
    }

    @Test
    void judgesAVersionOfUbuntuProByItsWord() {
        says(FREE, new Answer.WillNotFix("end of standard support, was needed"));
        says(PRO, before(FIX));
        assertThat(match("1:4.1.7-4ubuntu0.1+esm2")).singleElement().satisfies(finding -> {
            assertThat(finding.status()).isEqualTo(FindingStatus.FIXED);
            assertThat(finding.fixedVersions()).containsExactly(FIX);
        });
        assertThat(match(FIX)).isEmpty();
    }

    @Test
    void judgesAVersionOfUbuntuProByTheReleaseWhereUbuntuProIsSilent() {
        says(FREE, before("1:4.1.7-5"));
        assertThat(match(FIX)).singleElement().extracting(Finding::status).isEqualTo(FindingStatus.FIXED);
    }

    @Test
    void namesTheFixOfUbuntuProWhereTheReleaseHasNone() {
        says(FREE, new Answer.WillNotFix("end of standard support, was needed"));
        says(PRO, before(FIX));
        assertThat(match(INSTALLED)).singleElement().satisfies(finding -> {
            assertThat(finding.status()).isEqualTo(FindingStatus.WILL_NOT_FIX);
            assertThat(finding.fixedVersions()).isEmpty();
            assertThat(finding.why()).endsWith("; no fix without Ubuntu Pro, which has it in " + FIX);
        });
    }

    @Test
    void fillsInWhatTheReleaseHasNotDetermined() {
        says(FREE, new Answer.Undetermined());
        says(PRO, before(FIX));
        assertThat(match(INSTALLED)).singleElement().extracting(Finding::status).isEqualTo(FindingStatus.AFFECTED);
    }

    /// That Ubuntu Pro is not affected may be the doing of an earlier version of its own.
    @Test
    void doesNotClearTheReleaseByTheWordOfUbuntuPro() {
        says(FREE, new Answer.Undetermined());
        says(PRO, new Answer.NotAffected());
        assertThat(match(INSTALLED)).singleElement().extracting(Finding::status).isEqualTo(FindingStatus.UNDETERMINED);
        assertThat(match(FIX)).isEmpty();
    }

    @Test
    void believesTheReleaseThatHasAFixOrNeedsNone() {
        says(FREE, before("1:4.1.7-4ubuntu0.2"));
        says(PRO, before(FIX));
        assertThat(match(INSTALLED))
                .singleElement()
                .extracting(Finding::fixedVersions)
                .isEqualTo(List.of("1:4.1.7-4ubuntu0.2"));
        assertThat(match("1:4.1.7-4ubuntu0.2")).isEmpty();
    }

    @Test
    void takesWhatUbuntuProCoversForCovered() {
        fixture.covers(PRO, Extent.FULL);
        assertThat(report(INSTALLED).isComplete()).isTrue();
    }

    private static Answer before(String version) {
        return new Answer.Affected(List.of(VersionRange.before(version)), List.of());
    }

    private void says(String ecosystem, Answer answer) {
        fixture.covers(ecosystem, Extent.FULL);
        fixture.says(
                ecosystem,
                "netty",
                new Statement("CVE-2022-24823", "CVE-2022-24823", "OSV Ubuntu", Severity.MEDIUM, answer));
    }

    private List<Finding> match(String version) {
        return report(version).findings();
    }

    private MatchReport report(String version) {
        SoftwarePackage netty = new SoftwarePackage(
                "libnetty-java",
                version,
                PackageType.DEB,
                "pkg:deb/ubuntu/libnetty-java",
                new SoftwarePackage.Source("netty", version),
                "all",
                "/var/lib/dpkg/status",
                null);
        try (Bundle bundle = fixture.open(folder)) {
            return Matcher.match(
                    MatcherTest.inventory(
                            new Distribution("ubuntu", "18.04", "bionic", "Ubuntu 18.04.6 LTS"), List.of(netty)),
                    bundle);
        }
    }
}
