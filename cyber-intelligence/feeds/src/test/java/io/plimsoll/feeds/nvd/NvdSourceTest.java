package io.plimsoll.feeds.nvd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.advisories.VersionRange.End;
import io.plimsoll.feeds.FeedFolder;
import io.plimsoll.feeds.source.Facts;
import io.plimsoll.feeds.source.Facts.Covered;
import io.plimsoll.feeds.source.Facts.Description;
import io.plimsoll.feeds.source.Facts.Vector;
import io.plimsoll.feeds.source.FeedAdvisory;
import io.plimsoll.feeds.source.FeedAdvisory.Affected;
import io.plimsoll.feeds.source.Harvest;
import io.plimsoll.feeds.source.UnreadableSourceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NvdSourceTest {
    @TempDir
    Path folder;

    @Test
    void findsNothingInAnEmptyFolder() {
        assertThat(NvdSource.in(folder)).isEmpty();
    }

    @Test
    void readsScoresDatesAndDescriptions() throws IOException {
        Harvest harvest = read("""
                {"id": "CVE-2020-1000", "published": "2020-06-03T14:15:12.000", "lastModified": "2024-11-21T04:00:00.000",
                 "vulnStatus": "Analyzed",
                 "descriptions": [{"lang": "es", "value": "La izquierda"}, {"lang": "en", "value": "Left reads\\npast its end"}],
                 "metrics": {
                   "cvssMetricV31": [{"source": "nvd@nist.gov", "type": "Primary",
                      "cvssData": {"vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}}],
                   "cvssMetricV2": [{"source": "left@pad.example", "cvssData": {"vectorString": "AV:N/AC:L/Au:N/C:P/I:P/A:P"}}]}}
                """);
        List<Facts> facts = ((Facts.Several) harvest.facts()).facts();
        assertThat(((Facts.Descriptions) facts.get(1)).byId())
                .containsEntry("CVE-2020-1000", new Description("Left reads past its end", "2020-06-03T14:15:12.000Z"));
        assertThat(((Facts.Vectors) facts.get(2)).byId().get("CVE-2020-1000"))
                .containsExactly(
                        new Vector("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "nvd"),
                        new Vector("AV:N/AC:L/Au:N/C:P/I:P/A:P", "cna"));
        assertThat(harvest.date()).isEqualTo("2024-11-21T04:00:00.000Z");
    }

    @Test
    void seesWhichVersionsOfOurProgramsAreMeant() throws IOException {
        assertThat(affected("""
                [{"nodes": [{"operator": "OR", "cpeMatch": [
                  {"vulnerable": true, "criteria": "cpe:2.3:a:haxx:curl:*:*:*:*:*:*:*:*",
                   "versionStartIncluding": "7.50.0", "versionEndExcluding": "7.61.1"},
                  {"vulnerable": true, "criteria": "cpe:2.3:a:haxx:libcurl:*:*:*:*:*:*:*:*", "versionEndIncluding": "7.10"},
                  {"vulnerable": true, "criteria": "cpe:2.3:a:python:python:3.12.0:rc1:*:*:*:*:*:*"},
                  {"vulnerable": true, "criteria": "cpe:2.3:a:oracle:openjdk:8:update292:*:*:*:*:*:*"},
                  {"vulnerable": true, "criteria": "cpe:2.3:a:nodejs:node.js:*:*:*:*:lts:*:*:*",
                   "versionStartExcluding": "10.0.0", "versionEndExcluding": "10.9.0"},
                  {"vulnerable": true, "criteria": "cpe:2.3:o:debian:debian_linux:9.0:*:*:*:*:*:*:*"}]}]}]
                """))
                .extracting(Affected::advised, a -> ((Answer.Affected) a.answer()).ranges())
                .containsExactly(
                        tuple(
                                program("curl"),
                                List.of(
                                        new VersionRange("7.50.0", new End.Fixed("7.61.1")),
                                        new VersionRange("0", new End.LastAffected("7.10")))),
                        tuple(
                                program("java"),
                                List.of(new VersionRange("1.8.0_292", new End.LastAffected("1.8.0_292")))),
                        tuple(program("node"), List.of(new VersionRange("10.0.0.0.0.1", new End.Fixed("10.9.0")))),
                        tuple(
                                program("python"),
                                List.of(new VersionRange("3.12.0rc1", new End.LastAffected("3.12.0rc1")))));
    }

    @Test
    void leavesOutWhatCannotBeOnLinux() throws IOException {
        String php =
                "{\"vulnerable\": true, \"criteria\": \"cpe:2.3:a:php:php:*:*:*:*:*:%s:*:*\", \"versionEndExcluding\": \"8\"}";
        String on = "{\"operator\": \"AND\", \"nodes\": [{\"cpeMatch\": [" + php.formatted("*")
                + "]}, {\"cpeMatch\": [{\"vulnerable\": false, \"criteria\": \"cpe:2.3:o:%s:*:*:*:*:*:*:*:*\"}]}]}";
        assertThat(affected("[{\"nodes\": [{\"cpeMatch\": [" + php.formatted("windows") + "]}]}]"))
                .isEmpty();
        assertThat(affected("[" + on.formatted("microsoft:windows") + "]")).isEmpty();
        assertThat(affected("[" + on.formatted("linux:linux_kernel") + "]")).hasSize(1);
    }

    @Test
    void standsForTheProgramsItKnowsAndNoOthers() throws IOException {
        Facts.Advisories advisories = (Facts.Advisories)
                ((Facts.Several) read("{\"id\": \"CVE-2020-1000\"}").facts())
                        .facts()
                        .getFirst();
        assertThat(advisories.covered())
                .contains(new Covered("generic:nginx", false), new Covered("generic:openssl", false))
                .hasSize(20);
    }

    @Test
    void saysNothingOfRejectedOnes() throws IOException {
        Harvest harvest = read("{\"id\": \"CVE-2020-1000\", \"vulnStatus\": \"Rejected\", \"descriptions\": []}");
        assertThat(harvest.records()).isEqualTo(1);
        assertThat(((Facts.Descriptions)
                                ((Facts.Several) harvest.facts()).facts().get(1))
                        .byId())
                .isEmpty();
    }

    @Test
    void refusesWhatIsNotTheNvds() throws IOException {
        for (String text : List.of("", "[]", "{}", "{\"vulnerabilities\": [{", "{\"vulnerabilities\": 1}")) {
            new FeedFolder(folder).text("nvd/page.json", text);
            assertThatThrownBy(() -> NvdSource.in(folder).getFirst().read())
                    .as(text)
                    .isInstanceOf(UnreadableSourceException.class);
        }
    }

    private static AdvisedPackage program(String name) {
        return new AdvisedPackage("generic:" + name, name);
    }

    private List<Affected> affected(String configurations) throws IOException {
        Harvest harvest = read("{\"id\": \"CVE-2020-1000\", \"configurations\": " + configurations + "}");
        return ((Facts.Advisories) ((Facts.Several) harvest.facts()).facts().getFirst())
                .advisories().stream()
                        .map(FeedAdvisory::affected)
                        .flatMap(List::stream)
                        .toList();
    }

    private Harvest read(String cve) throws IOException {
        new FeedFolder(folder).gzip("nvd/page.json.gz", """
                {"resultsPerPage": 1, "format": "NVD_CVE", "extra": {"a": [1]}, "vulnerabilities": [{"cve": %s}]}
                """.formatted(cve));
        return NvdSource.in(folder).getFirst().read();
    }
}
