package io.plimsoll.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.advisories.AddressPrefix;
import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Advisory;
import io.plimsoll.advisories.Statement;
import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.bundle.BundleTrust;
import io.plimsoll.advisories.bundle.Coverage;
import io.plimsoll.advisories.bundle.Coverage.Extent;
import io.plimsoll.advisories.bundle.MaliciousAddresses;
import io.plimsoll.advisories.bundle.SourceReport;
import io.plimsoll.advisories.bundle.SourceReport.State;
import io.plimsoll.advisories.matching.MatchReport;
import io.plimsoll.advisories.matching.Matcher;
import io.plimsoll.model.Cvss;
import io.plimsoll.model.Finding;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.Severity;
import io.plimsoll.model.SoftwarePackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedBuildTest {
    private static final Instant BUILT_AT = Instant.parse("2026-11-23T06:00:00Z");
    private static final String TRACKER = """
            {"glibc": {"CVE-2025-0395": {"description": "assert", "releases": {"bookworm":
              {"status": "resolved", "fixed_version": "2.36-9+deb12u10", "urgency": "not yet assigned"}}}}}
            """;
    private static final String LODASH =
            "CVE-2020-8203,2020-07-15T19:15:48Z,\"Prototype pollution\",lodash,3.7.0,4.17.19," + "HIGH,CWE-770\n";

    @TempDir
    Path folder;

    private FeedFolder feeds;
    private Path output;
    private SigningKey key;

    @BeforeEach
    void prepare() throws IOException {
        feeds = new FeedFolder(Files.createDirectory(folder.resolve("feeds")));
        output = folder.resolve("out.bundle");
        key = SigningKey.loadOrCreate(folder.resolve("feed.key"));
    }

    private static String osv(String id, String aliases, String name, String events) {
        return """
                {"id": "%s", "modified": "2024-01-01T00:00:00Z", "aliases": [%s], "summary": "about %s", "affected": [
                  {"package": {"ecosystem": "npm", "name": "%s"},
                   "ranges": [{"type": "SEMVER", "events": [%s]}]}]}
                """.formatted(id, aliases, id, name, events);
    }

    @Test
    void refusesAFolderWithoutFeeds() {
        assertThatThrownBy(this::build)
                .isInstanceOf(FeedBuildException.class)
                .hasMessageContaining("no advisory could be read")
                .hasMessageContaining("CISA KEV: there is no file");
        assertThat(output).doesNotExist();
        assertThatThrownBy(() -> FeedBuild.build(folder.resolve("nowhere"), output, key, BUILT_AT))
                .isInstanceOf(FeedBuildException.class)
                .hasMessageContaining("there is no folder");
    }

    @Test
    void leavesTheOldBundleWhereItWasIfNothingCouldBeRead() throws IOException {
        feeds.text("os/debian/tracker.json", "{");
        Files.writeString(output, "the old one");
        assertThatThrownBy(this::build)
                .isInstanceOf(FeedBuildException.class)
                .hasMessageContaining("Debian tracker: it is not the tracker's JSON");
        assertThat(output).hasContent("the old one");
    }

    @Test
    void leavesOutEachBrokenSourceAndNamesIt() throws IOException {
        feeds.text("os/debian/tracker.json", TRACKER);
        feeds.zip("osv/npm/all.zip", Map.of("a.json", osv("GHSA-aaaa", "", "left", "{\"introduced\": \"0\"}")))
                .truncate("osv/npm/all.zip");
        feeds.gzip("ghsa-csv/advisories-npm.csv.gz", LODASH.repeat(100)).truncate("ghsa-csv/advisories-npm.csv.gz");
        feeds.text("risk/kev/known_exploited_vulnerabilities.json", "{\"vulnerabilities\": [");
        feeds.text("risk/epss/epss_scores-2026.csv", "cve,epss,percentile\nCVE-1,many,0\n");
        feeds.gzip("risk/cvss-vectors.tsv.gz", "").truncate("risk/cvss-vectors.tsv.gz");
        FeedReport report = build();
        assertThat(report.isWhole()).isFalse();
        assertThat(report.sources())
                .extracting(SourceReport::name, SourceReport::state)
                .containsExactly(
                        tuple("Debian tracker", State.READ),
                        tuple("OSV npm", State.LEFT_OUT),
                        tuple("GHSA table npm", State.LEFT_OUT),
                        tuple("CISA KEV", State.LEFT_OUT),
                        tuple("EPSS", State.LEFT_OUT),
                        tuple("CVSS vectors", State.LEFT_OUT));
        try (Bundle bundle = open()) {
            assertThat(bundle.sources()).isEqualTo(report.sources());
            assertThat(bundle.coverage())
                    .containsExactly(new Coverage("Debian:12", Extent.FIXES_ONLY, "Debian tracker"));
            assertThat(Matcher.match(Inventories.of(null, List.of(Inventories.npm("left", "1.0.0"))), bundle)
                            .isComplete())
                    .as("what broke is not covered")
                    .isFalse();
        }
    }

    private static Tuple tuple(Object... values) {
        return Tuple.tuple(values);
    }

    @Test
    void sameFilesAndDateMakeTheSameBytes() throws IOException {
        feeds.text("os/debian/tracker.json", TRACKER).gzip("ghsa-csv/advisories-npm.csv.gz", LODASH);
        build();
        byte[] first = Files.readAllBytes(output);
        build();
        assertThat(Files.readAllBytes(output)).isEqualTo(first);
        FeedBuild.build(feeds.root(), output, key, BUILT_AT.plusSeconds(1));
        assertThat(Files.readAllBytes(output)).isNotEqualTo(first);
    }

    @Test
    void coversAnEcosystemOnlyByItsOwnExport() throws IOException {
        String left = osv("GHSA-aaaa", "", "left", "{\"introduced\": \"0\"}");
        feeds.zip("osv/GHSA-sample/all.zip", Map.of("a.json", left));
        build();
        try (Bundle bundle = open()) {
            assertThat(bundle.coverage()).isEmpty();
            assertThat(bundle.advisoryCount()).isEqualTo(1);
        }
        feeds.zip("osv/npm/all.zip", Map.of("a.json", left));
        build();
        try (Bundle bundle = open()) {
            assertThat(bundle.coverage()).containsExactly(new Coverage("npm", Extent.FULL, "OSV npm"));
        }
    }

    @Test
    void knowsMoreThanFixesOnceOneEntryIsOpen() throws IOException {
        feeds.text("os/debian/tracker.json", TRACKER.strip().replaceFirst("}$", """
                , "zlib": {"CVE-2023-45853": {"releases": {"bookworm": {"status": "open", "urgency": "low"}}}}}
                """));
        build();
        try (Bundle bundle = open()) {
            assertThat(bundle.coverage()).containsExactly(new Coverage("Debian:12", Extent.FULL, "Debian tracker"));
        }
    }

    @Test
    void mergesTheNamesOfOneVulnerability() throws IOException {
        feeds.text("osv/npm/a.json", osv("GHSA-aaaa", "\"CVE-2020-1\", \"SNYK-1\"", "left", "{\"introduced\": \"0\"}"))
                .text("osv/npm/b.json", osv("NSWG-7", "\"GHSA-aaaa\"", "left", "{\"introduced\": \"0\"}"))
                .text("osv/npm/c.json", osv("GHSA-cccc", "", "left", "{\"introduced\": \"0\"}"));
        MatchReport report = match(Inventories.npm("left", "1.0.0"));
        assertThat(report.findings())
                .extracting(Finding::id, Finding::aliases)
                .containsExactly(
                        tuple("CVE-2020-1", List.of("GHSA-aaaa", "NSWG-7", "SNYK-1")), tuple("GHSA-cccc", List.of()));
    }

    @Test
    void neverMergesTwoCves() throws IOException {
        feeds.text(
                "osv/npm/a.json",
                osv("GHSA-aaaa", "\"CVE-2020-1\", \"CVE-2020-2\"", "left", "{\"introduced\": \"0\"}"));
        assertThat(match(Inventories.npm("left", "1.0.0")).findings())
                .extracting(Finding::id, Finding::aliases)
                .containsExactly(tuple("CVE-2020-1", List.of("GHSA-aaaa")), tuple("CVE-2020-2", List.of("GHSA-aaaa")));
    }

    @Test
    void makesEachVulnerabilityOfASecurityNoticeAFindingOfItsOwn() throws IOException {
        feeds.text("osv/Debian/dsa.json", """
                {"id": "DSA-1-1", "upstream": ["CVE-2020-1", "CVE-2020-2"], "affected": [
                  {"package": {"ecosystem": "Debian:12", "name": "left"},
                   "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.0-1"}]}]}]}
                """);
        MatchReport report = match(Inventories.deb("left", "1.0-1", "left", "1.0-1"));
        assertThat(report.findings())
                .extracting(Finding::id, Finding::aliases, Finding::why)
                .containsExactly(
                        tuple(
                                "CVE-2020-1",
                                List.of(),
                                "OSV Debian (DSA-1-1): bookworm fixes left in 2.0-1, installed source left 1.0-1"),
                        tuple(
                                "CVE-2020-2",
                                List.of(),
                                "OSV Debian (DSA-1-1): bookworm fixes left in 2.0-1, installed source left 1.0-1"));
    }

    @Test
    void dropsWhatWasWithdrawn() throws IOException {
        feeds.gzip("ghsa-csv/advisories-npm.csv.gz", """
                CVE-2021-41720,2021-12-03,"Withdrawn: Arbitrary code execution in lodash",lodash,0,,LOW,
                CVE-2020-23064,2023-06-26,"Duplicate Advisory: jQuery XSS",lodash,0,3.5.0,MODERATE,
                CVE-2020-2,2023-06-26,"Withdrawn",lodash,0,3.5.0,MODERATE,
                CVE-2020-3,2023-06-26,"Withdrawn money can be withdrawn twice",lodash,0,,MODERATE,
                """);
        feeds.text(
                "osv/npm/a.json",
                osv("GHSA-aaaa", "\"CVE-2020-9\"", "lodash", "{\"introduced\": \"0\"}")
                        .replaceFirst("\\{", "{\"withdrawn\": \"2024-01-01T00:00:00Z\","));
        assertThat(match(Inventories.npm("lodash", "1.0.0")).findings())
                .extracting(Finding::id)
                .containsExactly("CVE-2020-3");
    }

    @Test
    void letsTheDocumentOfADatabaseReplaceItsRowOfATable() throws IOException {
        feeds.gzip("ghsa-csv/advisories-npm.csv.gz", """
                CVE-2020-1,2020-07-15,"still open in the table",left,0,,HIGH,
                CVE-2020-2,2020-07-15,"taken back since",left,0,,HIGH,
                CVE-2020-4,2020-07-15,"only in the table",left,0,,HIGH,
                """);
        feeds.text(
                        "osv/npm/a.json",
                        osv("GHSA-aaaa", "\"CVE-2020-1\"", "left", "{\"introduced\": \"0\"}, {\"fixed\": \"1.5.0\"}"))
                .text(
                        "osv/npm/b.json",
                        osv("GHSA-bbbb", "\"CVE-2020-2\"", "left", "{\"introduced\": \"0\"}")
                                .replaceFirst("\\{", "{\"withdrawn\": \"2024-01-01T00:00:00Z\","));
        assertThat(match(Inventories.npm("left", "2.0.0")).findings())
                .extracting(Finding::id)
                .containsExactly("CVE-2020-4");
        assertThat(match(Inventories.npm("left", "1.0.0")).findings())
                .extracting(Finding::id)
                .containsExactlyInAnyOrder("CVE-2020-1", "CVE-2020-4");
    }

    @Test
    void letsTheTrackerSpeakBeforeOtherFormsOfDebiansWord() throws IOException {
        feeds.text("os/debian/tracker.json", """
                {"left": {"CVE-2020-1": {"releases": {"bookworm": {"status": "resolved", "fixed_version": "0"}}}}}
                """);
        feeds.text("osv/Debian/a.json", """
                {"id": "DEBIAN-CVE-2020-1", "upstream": ["CVE-2020-1"], "affected": [
                  {"package": {"ecosystem": "Debian:12", "name": "left"},
                   "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]}]}
                """);
        assertThat(match(Inventories.deb("left", "1.0-1", "left", "1.0-1")).findings())
                .isEmpty();
    }

    @Test
    void hearsSecondHandDatabasesOnlyWhereNoOtherOneFollowsThePackage() throws IOException {
        feeds.text(
                "osv/npm/a.json",
                osv("GHSA-aaaa", "\"CVE-2020-1\"", "left", "{\"introduced\": \"0\"}, {\"fixed\": \"1.0.0\"}"));
        gitlab("left", "CVE-2020-1", "<2.0.0");
        gitlab("left", "CVE-2020-2", "<2.0.0");
        gitlab("right", "CVE-2020-1", "<2.0.0");
        gitlab("right", "CVE-2020-3", "<2.0.0");
        assertThat(match(Inventories.npm("left", "1.5.0")).findings())
                .as("the other database follows the package")
                .isEmpty();
        assertThat(match(Inventories.npm("right", "1.5.0")).findings())
                .as("the other database has tied CVE-2020-1 to another package")
                .extracting(Finding::id)
                .containsExactly("CVE-2020-3");
    }

    private void gitlab(String name, String id, String range) throws IOException {
        feeds.text(
                "native/gitlab-advisories-community/npm/" + name + "/" + id + ".yml", """
                identifier: "%s"
                package_slug: "npm/%s"
                affected_range: "%s"
                """.formatted(id, name, range));
    }

    @Test
    void seesThatAReportWithoutCveHasTheFixesOfAKnownOne() throws IOException {
        feeds.text(
                "osv/Packagist/a.json",
                osv("GHSA-aaaa", "\"CVE-2020-1\"", "left/pad", "{\"introduced\": \"0\"}, {\"fixed\": \"1.0.6\"}")
                        .replace("\"npm\"", "\"Packagist\""));
        String php = """
                branches:
                    1.x:
                        time: 2017-05-09 19:42:02
                        versions: ['<%s']
                reference: composer://left/pad
                """;
        feeds.text("native/friendsofphp-security-advisories/left/pad/2017-05-09.yaml", php.formatted("1.0.6"))
                .text("native/friendsofphp-security-advisories/left/pad/2018-05-09.yaml", php.formatted("1.0.9"));
        assertThat(match(Inventories.language(PackageType.COMPOSER, "left/pad", "1.0.0"))
                        .findings())
                .extracting(Finding::id)
                .containsExactly("CVE-2020-1", "FOP:left:pad:2018-05-09");
    }

    @Test
    void bundlesEndsOfLifeAddressesAndDecisions() throws IOException {
        feeds.text("os/debian/tracker.json", TRACKER)
                .text("endoflife/debian.json", "[{\"cycle\": \"12\", \"eol\": \"2020-01-02\"}]")
                .text("addresses/bots.txt", "# date: 2026-11-20\n198.51.100.0/25\n198.51.100.128/25\n");
        build();
        try (Bundle bundle = open()) {
            assertThat(bundle.endOfLife("Debian:12")).as("a source goes first").contains(LocalDate.parse("2020-01-02"));
            assertThat(bundle.endOfLife("Debian:10")).as("known without").contains(LocalDate.parse("2024-06-30"));
            assertThat(bundle.maliciousAddresses().lists())
                    .extracting(MaliciousAddresses.Listed::name, MaliciousAddresses.Listed::until)
                    .containsExactly(tuple("Addresses bots", Instant.parse("2026-11-27T00:00:00Z")));
            assertThat(bundle.maliciousAddresses().prefixes())
                    .extracting(AddressPrefix::toString)
                    .containsExactly("198.51.100.0/24");
            assertThat(Matcher.match(Inventories.of(Inventories.BOOKWORM, List.of()), bundle)
                            .notes())
                    .anyMatch(note -> note.startsWith("Debian 12 is past its end of life since 2020-01-02"));
        }
    }

    @Test
    void joinsRiskAndChoosesTheVector() throws IOException {
        feeds.gzip("ghsa-csv/advisories-npm.csv.gz", LODASH);
        feeds.text("risk/kev/known_exploited_vulnerabilities.json", """
                {"dateReleased": "2025-01-01", "vulnerabilities": [{"cveID": "CVE-2020-8203"}]}
                """);
        feeds.text("risk/epss-2026/epss_scores-2026.csv", """
                #model_version:v2026.06.15,score_date:2026-09-29T12:00:22Z
                cve,epss,percentile
                CVE-2020-8203,0.03351,0.88255
                """);
        feeds.text("risk/cvss-vectors.tsv", """
                cve\tsource\tcvss_version\tvector\tbase_score\tbase_severity
                CVE-2020-8203\tvulnrichment-cna\t4.0\tCVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N\t9.3\tCRITICAL
                CVE-2020-8203\tvulnrichment-cisa-adp\t3.1\tCVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\t9.8\tCRITICAL
                CVE-2020-8203\tubuntu-cve-tracker-nvd\t3.1\tCVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:H/A:H\t7.4\tHIGH
                """);
        MatchReport report = match(Inventories.npm("lodash", "4.17.15"));
        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kev()).isTrue();
            assertThat(finding.epss()).isEqualTo(0.03351);
            assertThat(finding.severity()).isEqualTo(Severity.HIGH);
            assertThat(finding.cvss()).isEqualTo(new Cvss(7.4, "CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:H/A:H", "nvd"));
        });
        assertThat(report.notes()).isEmpty();
        try (Bundle bundle = open()) {
            assertThat(bundle.advisory("CVE-2020-8203").map(Advisory::vectors).orElseThrow())
                    .extracting(Cvss::source)
                    .containsExactly("nvd", "cisa-adp", "cna");
            assertThat(bundle.statementsAbout(new AdvisedPackage("npm", "lodash")))
                    .extracting(Statement::severity)
                    .containsExactly(Severity.HIGH);
        }
    }

    private FeedReport build() {
        return FeedBuild.build(feeds.root(), output, key, BUILT_AT);
    }

    private Bundle open() {
        return Bundle.open(output, BundleTrust.in(List.of(key.publicKey())));
    }

    private MatchReport match(SoftwarePackage software) {
        build();
        try (Bundle bundle = open()) {
            return Matcher.match(Inventories.of(Inventories.BOOKWORM, List.of(software)), bundle);
        }
    }
}
