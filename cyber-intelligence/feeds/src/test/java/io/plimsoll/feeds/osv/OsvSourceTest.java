package io.plimsoll.feeds.osv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.advisories.VersionRange.End;
import io.plimsoll.feeds.FeedFolder;
import io.plimsoll.feeds.source.Facts;
import io.plimsoll.feeds.source.FeedAdvisory;
import io.plimsoll.feeds.source.FeedAdvisory.Affected;
import io.plimsoll.feeds.source.FeedSource;
import io.plimsoll.feeds.source.Harvest;
import io.plimsoll.feeds.source.UnreadableSourceException;
import io.plimsoll.model.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OsvSourceTest {
    private static final String DOCUMENT = """
            {"id": "GHSA-aaaa", "modified": "2024-01-01T00:00:00Z", "published": "2023-01-01T00:00:00Z",
             "aliases": ["CVE-2020-1"], "summary": "It\\nbreaks\\u0007 things", "details": "long",
             "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
             "affected": [{"package": {"ecosystem": "npm", "name": "left"}, "versions": ["1.0.0", "9.9.9"],
                           "ranges": [{"type": "SEMVER", "events": [EVENTS]}]}],
             "database_specific": {"severity": "MODERATE"}}
            """;

    @TempDir
    Path folder;

    /// As Canonical publishes its own (security-metadata.canonical.com/osv).
    @Test
    void readsAPackedArchive() throws IOException {
        new FeedFolder(folder).tar("osv/npm/all.tar.xz", Map.of("osv/cve/2024/a.json", "{\"id\": \"GHSA-1\"}"));
        assertThat(OsvSource.in(folder).getFirst().read().records()).isEqualTo(1);
    }

    @Test
    void findsNothingInAnEmptyFolder() {
        assertThat(OsvSource.in(folder)).isEmpty();
    }

    @Test
    void readsADocument() {
        FeedAdvisory advisory =
                parse(DOCUMENT.replace("EVENTS", "{\"introduced\": \"1.0.0\"}, {\"fixed\": \"2.0.0\"}"));
        assertThat(advisory.id()).isEqualTo("GHSA-aaaa");
        assertThat(advisory.aliases()).containsExactly("CVE-2020-1");
        assertThat(advisory.title()).isEqualTo("It breaks things");
        assertThat(advisory.database()).isEqualTo("GHSA");
        assertThat(advisory.retracted()).isFalse();
        assertThat(advisory.vectors())
                .containsExactly(new Facts.Vector("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "ghsa"));
        assertThat(advisory.affected()).singleElement().satisfies(affected -> {
            assertThat(affected.severity()).isEqualTo(Severity.MEDIUM);
            assertThat(affected.answer())
                    .as("a listed version inside the range adds nothing, one outside does")
                    .isEqualTo(new Answer.Affected(
                            List.of(new VersionRange("1.0.0", new End.Fixed("2.0.0"))), List.of("9.9.9")));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'introduced':'0'},{'fixed':'2.0.0'} | versions before 2.0.0",
                "{'introduced':'0'},{'last_affected':'2.0.0'} | versions up to and including 2.0.0",
                "{'introduced':'1.0.0'} | versions from 1.0.0 on",
                "{'introduced':'1.0.0'},{'fixed':'1.1.0'},{'introduced':'2.0.0'},{'fixed':'2.1.0'}"
                        + " | versions from 1.0.0 to before 1.1.0; versions from 2.0.0 to before 2.1.0",
                "{'fixed':'2.1.0'},{'fixed':'1.1.0'},{'introduced':'2.0.0'},{'introduced':'0'}"
                        + " | versions before 1.1.0; versions from 2.0.0 to before 2.1.0",
                "{'introduced':'0'},{'limit':'3.0.0'},{'fixed':'2.0.0'} | versions before 2.0.0",
            })
    void readsEventsInTheOrderOfTheirVersions(String events, String expected) {
        FeedAdvisory advisory = parse(DOCUMENT.replace("EVENTS", events.replace('\'', '"')));
        Answer.Affected answer =
                (Answer.Affected) advisory.affected().getFirst().answer();
        assertThat(String.join(
                        "; ",
                        answer.ranges().stream().map(VersionRange::toString).toList()))
                .isEqualTo(expected);
    }

    @Test
    void endsAnOpenRangeWhereTheDatabaseLastSawIt() {
        String document = DOCUMENT.replace("EVENTS", "{\"introduced\": \"0\"}")
                .replace(
                        "\"versions\"",
                        "\"database_specific\": {\"last_known_affected_version_range\": \"<= 1.5.0\"}, "
                                + "\"versions\"");
        assertThat(parse(document).affected().getFirst().answer())
                .isEqualTo(new Answer.Affected(
                        List.of(new VersionRange("0", new End.LastAffected("1.5.0"))), List.of("9.9.9")));
    }

    @Test
    void takesTheCveThatTheRecordRefersToWhereItNamesSeveral() {
        String several = DOCUMENT.replace("EVENTS", "{\"introduced\": \"0\"}")
                .replace("[\"CVE-2020-1\"]", "[\"CVE-2020-1\", \"CVE-2020-2\", \"GHSA-bbbb\"]");
        assertThat(parse(several).aliases()).containsExactly("CVE-2020-1", "CVE-2020-2", "GHSA-bbbb");
        assertThat(parse(several.replaceFirst("\\{", """
                        {"references": [{"url": "https://nvd.nist.gov/vuln/detail/CVE-2020-2"}],""")).aliases()).containsExactly("CVE-2020-2");
    }

    @Test
    void takesMaliciousPackagesForCritical() {
        String document = """
                {"id": "MAL-2024-1", "affected": [{"package": {"ecosystem": "npm", "name": "left"}%s}]}
                """;
        assertThat(parse(document.formatted(", \"versions\": [\"1.0.0\"]"))).satisfies(advisory -> {
            assertThat(advisory.title()).isEqualTo("Malicious package");
            assertThat(advisory.affected())
                    .containsExactly(new Affected(
                            new AdvisedPackage("npm", "left"),
                            Severity.CRITICAL,
                            new Answer.Affected(List.of(), List.of("1.0.0"))));
        });
        for (String all :
                List.of("", ", \"ranges\": [{\"type\": \"SEMVER\", \"events\": [{\"introduced\": \"0\"}]}]")) {
            assertThat(parse(document.formatted(all)).affected())
                    .extracting(Affected::answer)
                    .containsExactly(new Answer.Affected(List.of(new VersionRange("0", new End.Open())), List.of()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Red Hat:enterprise_linux:9::appstream, Red Hat:enterprise_linux:9",
        "Red Hat:enterprise_linux:10.0, Red Hat:enterprise_linux:10",
        "Red Hat:enterprise_linux:8, Red Hat:enterprise_linux:8",
        "Red Hat:rhel_eus:9.2::baseos, Red Hat:rhel_eus:9.2::baseos",
        "Rocky Linux:9, Rocky Linux:9",
    })
    void foldsTheRepositoriesOfARelease(String written, String matched) {
        String document = DOCUMENT.replace("EVENTS", "{\"introduced\": \"0\"}, {\"fixed\": \"2.0.0-1.el9\"}")
                .replace("\"ecosystem\": \"npm\"", "\"ecosystem\": \"" + written + "\"");
        assertThat(parse(document).affected().getFirst().advised().ecosystem()).isEqualTo(matched);
    }

    @Test
    void countsWhatIsToldByCommitsOnlyAndIsNotBrokenByIt() throws IOException {
        for (int i = 1000; i < 1010; i++) {
            new FeedFolder(folder).text("osv/npm/" + i + ".json", """
                    {"id": "CVE-2020-%d", "affected": [{"ranges": [{"type": "GIT", "events": [{"introduced": "0"}]}]}]}
                    """.formatted(i));
        }
        Harvest harvest = only().read();
        assertThat(harvest.records()).isEqualTo(10);
        assertThat(harvest.skipped().count()).isEqualTo(10);
        assertThat(harvest.skipped().first()).isEqualTo("1000.json: it tells what is affected by commits only");
    }

    @Test
    void leavesOutPartsItCannotUnderstandAndSaysSo() {
        List<String> lost = new ArrayList<>();
        String document = DOCUMENT.replace("EVENTS", "{\"introduced\": \"0\"}, {\"fixed\": \"next year\"}")
                .replace("\"CVE-2020-1\"", "\"CVE-2020-1\", \"GHSA-x,\"");
        FeedAdvisory advisory = parse(document, lost);
        assertThat(advisory.aliases()).containsExactly("CVE-2020-1");
        assertThat(lost).hasSize(2).anyMatch(l -> l.contains("GHSA-x,")).anyMatch(l -> l.contains("next year"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"id\": \"a b\"}",
                "{\"id\": {}}",
                "{\"id\": \"X-1\"} trailing",
                "{\"id\": \"X-1\", \"id\": \"X-2\"}",
                "{\"id\": \"X-1\", \"affected\": [{\"package\": {\"ecosystem\": \"npm\", \"name\": \"\"}}]}",
            })
    void refusesWhatIsNoDocument(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesDeepNesting() {
        String deep = "{\"id\": \"X-1\", \"affected\": " + "[".repeat(10_000) + "]".repeat(10_000) + "}";
        assertThatThrownBy(() -> parse(deep)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void skipsAFewBrokenDocumentsAndCountsThem() throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        for (int i = 0; i < 40; i++) {
            entries.put(i + ".json", "{\"id\": \"GHSA-" + (1000 + i) + "\"}");
        }
        entries.put("README.txt", "not a record");
        entries.put("broken.json", "{");
        new FeedFolder(folder).zip("osv/npm/all.zip", entries);
        Harvest harvest = only().read();
        assertThat(harvest.records()).isEqualTo(41);
        assertThat(harvest.skipped().count()).isEqualTo(1);
        assertThat(harvest.skipped().first()).contains("broken.json");
    }

    @Test
    void isBrokenWhereManyDocumentsAre() throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        for (String name : List.of("a.json", "b.json", "c.json", "d.json")) {
            entries.put(name, "{}");
        }
        entries.put("e.json", "{\"id\": \"GHSA-1\"}");
        new FeedFolder(folder).zip("osv/npm/all.zip", entries);
        assertThatThrownBy(() -> only().read())
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("4 of 5 records cannot be read")
                .hasMessageContaining("a.json");
    }

    @Test
    void stopsAtABomb() throws IOException {
        String bomb = "{\"id\": \"GHSA-1\", \"details\": \"" + " ".repeat(17 << 20) + "\"}";
        new FeedFolder(folder).zip("osv/npm/all.zip", Map.of("a.json", bomb));
        assertThatThrownBy(() -> only().read())
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("more than 16777216 bytes");
    }

    @Test
    void isBrokenWhenTheZipIsCutOffAnywhere() throws IOException {
        FeedFolder feeds = new FeedFolder(folder);
        feeds.zip("osv/npm/all.zip", Map.of("a.json", "{\"id\": \"GHSA-1\"}"));
        while (Files.size(folder.resolve("osv/npm/all.zip")) > 1) {
            feeds.truncate("osv/npm/all.zip");
            assertThatThrownBy(() -> only().read()).isInstanceOf(UnreadableSourceException.class);
        }
    }

    private FeedSource only() {
        return OsvSource.in(folder).getFirst();
    }

    private static FeedAdvisory parse(String text) {
        return parse(text, new ArrayList<>());
    }

    private static FeedAdvisory parse(String text, List<String> lost) {
        return OsvDocument.parse(text.getBytes(StandardCharsets.UTF_8)).toAdvisory(lost::add);
    }
}
