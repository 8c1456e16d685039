package io.plimsoll.feeds.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.bundle.BundleTrust;
import io.plimsoll.advisories.bundle.SourceReport;
import io.plimsoll.advisories.matching.Matcher;
import io.plimsoll.feeds.FeedBuild;
import io.plimsoll.feeds.FeedReport;
import io.plimsoll.feeds.Inventories;
import io.plimsoll.feeds.SigningKey;
import io.plimsoll.feeds.quality.Corpus.Judgement;
import io.plimsoll.model.Distribution;
import io.plimsoll.model.Finding;
import io.plimsoll.model.FindingStatus;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.testkit.QualityTable;
import io.plimsoll.testkit.Reviewed;
import io.plimsoll.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The labelled corpora beside the repository, held against a bundle built from the real feeds there: nothing
/// that a label names may be missed, and nothing that a corpus denies may be reported, but for what
/// `reviewed.tsv` names. Prints precision and recall of each ecosystem.
class MatchingQualityIT {
    @TempDir
    static Path folder;

    private static FeedReport report;
    private static Bundle bundle;
    private static Reviewed reviewed;
    private static List<Judgement> judgements;

    @BeforeAll
    static void judgeAll() throws IOException {
        Path feeds = SharedData.at("feeds");
        SigningKey key = SigningKey.loadOrCreate(folder.resolve("feed.key"));
        Path file = folder.resolve("shared.bundle");
        report = FeedBuild.build(feeds, file, key, Instant.parse("2026-11-23T00:00:00Z"));
        bundle = Bundle.open(file, BundleTrust.in(List.of(key.publicKey())));
        reviewed = Reviewed.read(MatchingQualityIT.class, "reviewed.tsv");
        judgements =
                corpora().stream().map(corpus -> corpus.judge(bundle, reviewed)).toList();
        System.out.println(table());
    }

    @AfterAll
    static void closeTheBundle() {
        if (bundle != null) {
            bundle.close();
        }
    }

    private static List<Corpus> corpora() throws IOException {
        List<Corpus> corpora = new ArrayList<>(Roots.all());
        corpora.addAll(Recipes.all());
        corpora.addAll(OsvAnswers.all(bundle));
        corpora.addAll(OtherScanner.all());
        corpora.addAll(PeoplesLabels.all(bundle));
        return corpora;
    }

    private static QualityTable table() {
        QualityTable table = new QualityTable("Matching", "packages");
        judgements.forEach(judged -> table.add(judged.line()));
        return table;
    }

    static List<Judgement> judgements() {
        return judgements;
    }

    @ParameterizedTest
    @MethodSource("judgements")
    void findsWhatTheLabelsSayAndNothingElse(Judgement judged) {
        judged.check();
    }

    /// People's labels are asked only where an advisory is: a feed that is not read any more must not pass as
    /// nothing to find.
    @Test
    void noneOfThePeoplesLabelsIsLostWithAFeed() {
        assertThat(judgements.stream()
                        .filter(judged -> judged.corpus().name().equals(PeoplesLabels.NAME))
                        .mapToInt(judged -> judged.found().size())
                        .sum())
                .isGreaterThanOrEqualTo(522);
    }

    @Test
    void everyReviewedDifferenceIsStillOne() {
        assertThat(reviewed.unused()).isEmpty();
    }

    @Test
    void answersAreLeftOutOnlyWhereTheFeedsCoverNothing() throws IOException {
        assertThat(OsvAnswers.leftOut())
                .isNotEmpty()
                .allSatisfy(ecosystem ->
                        assertThat(bundle.coverageOf(ecosystem)).as(ecosystem).isEmpty());
    }

    /// The tracker: `bionic_openssl: ignored (end of standard support)`, `bionic_curl: ignored (end of standard
    /// support, was needed)`, and fixes for both in `esm-infra/bionic`.
    @Test
    void namesTheFixesThatOnlyUbuntuProHas() {
        assertThat(ofBionic("openssl", "1.1.1-1ubuntu2.1~18.04.23", "CVE-2023-3446"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.status()).isEqualTo(FindingStatus.AFFECTED);
                    assertThat(finding.fixedVersions()).isEmpty();
                    assertThat(finding.why())
                            .endsWith("; no fix without Ubuntu Pro, which has it in 1.1.1-1ubuntu2.1~18.04.23+esm3");
                });
        assertThat(ofBionic("curl", "7.58.0-2ubuntu3.24", "CVE-2023-28321"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.status()).isEqualTo(FindingStatus.WILL_NOT_FIX);
                    assertThat(finding.why())
                            .endsWith("; no fix without Ubuntu Pro, which has it in 7.58.0-2ubuntu3.24+esm1");
                });
        assertThat(ofBionic("openssl", "1.1.1-1ubuntu2.1~18.04.23+esm1", "CVE-2023-3446"))
                .singleElement()
                .extracting(Finding::fixedVersions)
                .isEqualTo(List.of("1.1.1-1ubuntu2.1~18.04.23+esm3"));
        assertThat(ofBionic("openssl", "1.1.1-1ubuntu2.1~18.04.23+esm3", "CVE-2023-3446"))
                .isEmpty();
    }

    private static List<Finding> ofBionic(String source, String version, String id) {
        Distribution bionic = new Distribution("ubuntu", "18.04", "bionic", "Ubuntu 18.04.6 LTS");
        SoftwarePackage software = Inventories.deb(source, version, source, version);
        return Matcher.match(Inventories.of(bionic, List.of(software)), bundle).findings().stream()
                .filter(finding -> finding.id().equals(id))
                .toList();
    }

    @Test
    void readsEveryRealSource() {
        report.sources().forEach(System.out::println);
        System.out.printf(
                "bundle: %d advisories, %d packages, %d bytes, %.0f bytes per advisory%n",
                report.advisories(), report.packages(), report.bytes(), (double) report.bytes() / report.advisories());
        assertThat(report.sources())
                .allSatisfy(
                        source -> assertThat(source.state()).as(source.name()).isEqualTo(SourceReport.State.READ));
        assertThat(bundle.coverageOf("Debian:12")).isPresent();
        assertThat(bundle.coverageOf("Ubuntu:22.04:LTS")).isPresent();
        assertThat(bundle.coverageOf("Rocky Linux:9"))
                .as("a sample covers nothing")
                .isEmpty();
    }
}
