package io.plimsoll.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.bundle.BundleTrust;
import io.plimsoll.advisories.bundle.Coverage;
import io.plimsoll.advisories.bundle.SourceReport;
import io.plimsoll.advisories.matching.MatchReport;
import io.plimsoll.advisories.matching.Matcher;
import io.plimsoll.model.Finding;
import io.plimsoll.model.FindingStatus;
import io.plimsoll.model.Severity;
import io.plimsoll.model.SoftwarePackage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The sample that ships with the product, for the tour of the README.
class SampleFeedTest {
    @TempDir
    static Path folder;

    private static FeedReport report;
    private static Bundle bundle;

    @BeforeAll
    static void build() {
        SigningKey key = SigningKey.loadOrCreate(folder.resolve("feed.key"));
        Path file = folder.resolve("sample.bundle");
        report = FeedBuild.build(Path.of("src/dist/sample-feed"), file, key, Instant.parse("2026-11-23T00:00:00Z"));
        bundle = Bundle.open(file, BundleTrust.in(List.of(key.publicKey())));
    }

    @AfterAll
    static void close() {
        bundle.close();
    }

    @Test
    void isReadToTheLastRecord() {
        assertThat(report.sources()).filteredOn(s -> !s.name().equals("EPSS")).allSatisfy(source -> {
            assertThat(source.state()).isEqualTo(SourceReport.State.READ);
            assertThat(source.skipped()).isZero();
        });
    }

    @Test
    void coversNothingAsAWholeAndSaysSo() {
        assertThat(report.coverage())
                .extracting(Coverage::ecosystem, Coverage::extent)
                .containsExactly(
                        tuple("Debian:12", Coverage.Extent.SAMPLE),
                        tuple("Maven", Coverage.Extent.SAMPLE),
                        tuple("npm", Coverage.Extent.SAMPLE));
        assertThat(match(Inventories.npm("is-odd", "3.0.1")).notes())
                .contains("OSV npm is a sample with few advisories of npm; that nothing was found means nothing");
    }

    @Test
    void findsTheFamousOnes() {
        assertThat(ids(Inventories.maven("org.apache.logging.log4j:log4j-core", "2.14.1")))
                .containsExactly("CVE-2021-44228", "CVE-2021-45046", "CVE-2021-44832", "CVE-2021-45105");
        assertThat(ids(Inventories.maven("spring-beans", "5.3.17"))).contains("CVE-2022-22965");
        assertThat(ids(Inventories.npm("lodash", "4.17.15")))
                .containsExactlyInAnyOrder("CVE-2020-8203", "CVE-2020-28500", "CVE-2021-23337");
        assertThat(ids(Inventories.npm("minimist", "1.2.0"))).contains("CVE-2021-44906");
        assertThat(ids(Inventories.npm("node-fetch", "2.6.0"))).contains("CVE-2022-0235");
        assertThat(ids(deb("glibc", "2.36-9+deb12u7")))
                .contains("CVE-2025-0395")
                .doesNotContain("CVE-2023-4911");
        assertThat(ids(deb("curl", "7.88.1-10+deb12u3"))).contains("CVE-2023-38545");
        assertThat(ids(deb("sudo", "1.9.13p3-1+deb12u1"))).containsExactly("CVE-2025-32462");
    }

    @Test
    void findsNothingInWhatIsMended() {
        assertThat(ids(Inventories.maven("org.apache.logging.log4j:log4j-core", "2.17.1")))
                .isEmpty();
        assertThat(ids(Inventories.npm("lodash", "4.17.21"))).isEmpty();
        assertThat(ids(deb("sudo", "1.9.13p3-1+deb12u2"))).isEmpty();
        assertThat(ids(deb("xz-utils", "5.4.1-1"))).isEmpty();
    }

    @Test
    void showsThatSourcesAnswerDifferently() {
        assertThat(match(deb("zlib", "1:1.2.13.dfsg-1")).findings())
                .extracting(Finding::status)
                .containsExactly(FindingStatus.WILL_NOT_FIX);
        assertThat(match(deb("tar", "1.34+dfsg-1.2+deb12u1")).findings())
                .extracting(Finding::status, Finding::severity)
                .containsExactly(tuple(FindingStatus.AFFECTED, Severity.NEGLIGIBLE));
        assertThat(match(Inventories.maven("org.apache.logging.log4j:log4j-core", "2.14.1"))
                        .findings()
                        .getFirst())
                .satisfies(log4shell -> {
                    assertThat(log4shell.kev()).isTrue();
                    assertThat(log4shell.severity()).isEqualTo(Severity.CRITICAL);
                    assertThat(log4shell.fixedVersions()).containsExactly("2.15.0");
                });
    }

    private static SoftwarePackage deb(String source, String version) {
        return Inventories.deb(source, version, source, version);
    }

    private static MatchReport match(SoftwarePackage software) {
        return Matcher.match(Inventories.of(Inventories.BOOKWORM, List.of(software)), bundle);
    }

    private static List<String> ids(SoftwarePackage software) {
        return match(software).findings().stream().map(Finding::id).toList();
    }
}
