package io.plimsoll.feeds.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.feeds.source.Facts;
import io.plimsoll.feeds.source.Facts.Covered;
import io.plimsoll.feeds.source.FeedAdvisory;
import io.plimsoll.feeds.source.Harvest;
import io.plimsoll.feeds.source.UnreadableSourceException;
import io.plimsoll.model.Severity;
import io.plimsoll.testkit.SharedData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DebianTrackerSourceTest {
    @Test
    void readsAnEmptyTracker() {
        Harvest harvest = read("{}");
        assertThat(advisories(harvest)).isEmpty();
        assertThat(harvest.records()).isZero();
    }

    @Test
    void keepsTheAnswersApart() {
        assertThat(answer("{'status': 'resolved', 'fixed_version': '1.0-1'}"))
                .isEqualTo(new Answer.Affected(List.of(VersionRange.before("1.0-1")), List.of()));
        assertThat(answer("{'status': 'resolved', 'fixed_version': '0'}")).isEqualTo(new Answer.NotAffected());
        assertThat(answer("{'status': 'undetermined'}")).isEqualTo(new Answer.Undetermined());
        assertThat(answer("{'status': 'open'}")).isEqualTo(new Answer.Unfixed(""));
        assertThat(answer("{'status': 'open', 'nodsa': 'Minor issue', 'nodsa_reason': ''}"))
                .isEqualTo(new Answer.Unfixed("no DSA: Minor issue"));
        assertThat(answer("{'status': 'open', 'nodsa': 'Minor issue', 'nodsa_reason': 'postponed'}"))
                .isEqualTo(new Answer.Unfixed("postponed: Minor issue"));
        assertThat(answer("{'status': 'open', 'nodsa': 'Too intrusive', 'nodsa_reason': 'ignored'}"))
                .isEqualTo(new Answer.WillNotFix("ignored: Too intrusive"));
        assertThat(answer("{'status': 'open', 'urgency': 'end-of-life'}"))
                .isEqualTo(new Answer.WillNotFix("end of life"));
    }

    @Test
    void readsUrgencyAsTheSourcesWord() {
        assertThat(severity("unimportant")).isEqualTo(Severity.NEGLIGIBLE);
        assertThat(severity("high**")).isEqualTo(Severity.HIGH);
        assertThat(severity("not yet assigned")).isEqualTo(Severity.UNKNOWN);
    }

    @Test
    void passesOverUnstableAndReleasesItDoesNotKnow() {
        Harvest harvest = read("""
                {"left": {"CVE-2020-1": {"releases": {
                  "sid": {"status": "open"}, "rex": {"status": "open"}, "bookworm": {"status": "open"}}}}}
                """);
        assertThat(advisories(harvest))
                .singleElement()
                .satisfies(a -> assertThat(a.affected())
                        .singleElement()
                        .satisfies(affected ->
                                assertThat(affected.advised().ecosystem()).isEqualTo("Debian:12")));
        assertThat(harvest.records()).isEqualTo(1);
    }

    @Test
    void saysOfEachReleaseWhetherItKnowsMoreThanFixes() {
        Harvest harvest = read("""
                {"left": {"CVE-2020-1": {"releases": {
                  "bookworm": {"status": "resolved", "fixed_version": "1"},
                  "bullseye": {"status": "resolved", "fixed_version": "0"}}}}}
                """);
        assertThat(((Facts.Advisories) harvest.facts()).covered())
                .containsExactly(new Covered("Debian:11", false), new Covered("Debian:12", true));
    }

    @Test
    void skipsEntriesItCannotUnderstand() {
        StringBuilder many = new StringBuilder("{\"left\": {");
        for (int i = 0; i < 40; i++) {
            many.append("\"CVE-2020-")
                    .append(1000 + i)
                    .append("\": {\"releases\": {\"bookworm\": {\"status\": \"open\"}}},");
        }
        Harvest harvest = read(many + """
                "CVE-2020-1": {"releases": {"bookworm": {"status": "resolved"}}},
                "CVE-2020-2": {"releases": {"bookworm": {"status": "fishy"}}}}}
                """);
        assertThat(advisories(harvest)).hasSize(40);
        assertThat(harvest.skipped().count()).isEqualTo(2);
        assertThat(harvest.skipped().first())
                .contains("left CVE-2020-1 bookworm")
                .contains("no version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"left\"", "{\"left\": {\"CVE-2020-1\": ", "<html>"})
    void refusesWhatIsNoTracker(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(UnreadableSourceException.class);
    }

    @Test
    void refusesDeepNesting() {
        String deep = "{\"left\": " + "{\"a\": ".repeat(5000) + "1" + "}".repeat(5000) + "}";
        assertThatThrownBy(() -> read(deep)).isInstanceOf(UnreadableSourceException.class);
    }

    @Test
    void readsTheSamplesOfOtherScanners() throws IOException {
        for (String name : List.of("osvdev-debian_security_tracker.json", "vunnel-debian.json")) {
            try (InputStream in = Files.newInputStream(SharedData.at("feeds/os/debian/tracker-json-samples/" + name))) {
                Harvest harvest = DebianTrackerSource.read(in);
                assertThat(advisories(harvest)).as(name).isNotEmpty();
                assertThat(harvest.skipped().count()).as(name).isZero();
            }
        }
    }

    /// That sample holds, on purpose, entries that are resolved without saying in which version.
    @Test
    void readsASampleWithBadEntriesAsFarAsItCan() throws IOException {
        Path sample = SharedData.at("feeds/os/debian/tracker-json-samples/clair-fetcher_debian.json");
        try (InputStream in = Files.newInputStream(sample)) {
            Harvest harvest = DebianTrackerSource.read(in);
            assertThat(advisories(harvest)).isNotEmpty();
            assertThat(harvest.skipped().first()).contains("aptdaemon CVE-2015-1323 wheezy");
        }
    }

    @Test
    void readsTheWordsOfARealExcerpt() {
        Harvest harvest = read("""
                {"prototypejs": {"CVE-2007-2383": {"scope": "remote", "debianbug": 555217, "description": "x", "releases": {
                  "stretch": {"status": "resolved", "repositories": {"stretch": "1.7.1-3"}, "fixed_version": "0",
                              "urgency": "unimportant"},
                  "sid": {"status": "resolved", "fixed_version": "0", "urgency": "unimportant"}}}}}
                """);
        assertThat(advisories(harvest).getFirst().affected())
                .extracting(a -> a.advised().ecosystem(), FeedAdvisory.Affected::answer)
                .containsExactly(tuple("Debian:9", new Answer.NotAffected()));
    }

    private static Answer answer(String state) {
        return only(state).answer();
    }

    private static Severity severity(String urgency) {
        return only("{'status': 'open', 'urgency': '" + urgency + "'}").severity();
    }

    private static FeedAdvisory.Affected only(String state) {
        String tracker = "{'left': {'CVE-2020-1': {'releases': {'bookworm': " + state + "}}}}";
        return advisories(read(tracker.replace('\'', '"')))
                .getFirst()
                .affected()
                .getFirst();
    }

    private static List<FeedAdvisory> advisories(Harvest harvest) {
        return ((Facts.Advisories) harvest.facts()).advisories();
    }

    private static Harvest read(String text) {
        return DebianTrackerSource.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
