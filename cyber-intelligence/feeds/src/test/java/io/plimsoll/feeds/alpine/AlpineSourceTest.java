package io.plimsoll.feeds.alpine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.feeds.FeedFolder;
import io.plimsoll.feeds.source.Facts;
import io.plimsoll.feeds.source.Facts.Covered;
import io.plimsoll.feeds.source.FeedAdvisory;
import io.plimsoll.feeds.source.FeedSource;
import io.plimsoll.feeds.source.Harvest;
import io.plimsoll.feeds.source.UnreadableSourceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlpineSourceTest {
    @TempDir
    Path folder;

    @Test
    void findsNothingInAnEmptyFolder() {
        assertThat(AlpineSource.in(folder)).isEmpty();
    }

    @Test
    void readsBothFormsOfTheDatabase() throws IOException {
        FeedFolder feeds = new FeedFolder(folder);
        feeds.text("os/alpine/v3.18/main.json", """
                {"distroversion": "v3.18", "reponame": "main", "packages": [
                  {"pkg": {"name": "left", "secfixes": {"1.10-r1": ["CVE-2020-1000"], "0": ["CVE-2020-2000"]}}}]}
                """);
        feeds.text("os/alpine/v3.18/community.yaml", """
                ---
                distroversion: v3.18
                packages:
                  - pkg:
                      name: right
                      secfixes:
                        2.10:
                          - CVE-2020-3000
                """);
        Harvest harvest = onlySource().read();
        assertThat(advisories(harvest))
                .extracting(
                        FeedAdvisory::id,
                        a -> a.affected().getFirst().advised(),
                        a -> a.affected().getFirst().answer())
                .containsExactly(
                        tuple("CVE-2020-3000", new AdvisedPackage("Alpine:v3.18", "right"), before("2.10")),
                        tuple("CVE-2020-1000", new AdvisedPackage("Alpine:v3.18", "left"), before("1.10-r1")),
                        tuple("CVE-2020-2000", new AdvisedPackage("Alpine:v3.18", "left"), new Answer.NotAffected()));
        assertThat(((Facts.Advisories) harvest.facts()).covered())
                .as("it never lists what has no fix")
                .containsExactly(new Covered("Alpine:v3.18", true));
    }

    @Test
    void seesTheIdsBetweenTheRemarks() throws IOException {
        new FeedFolder(folder).text("os/alpine/v3.8/main.yaml", """
                distroversion: v3.8
                packages:
                  - pkg:
                      name: left
                      secfixes:
                        1.0-r1:
                          - CVE-2017-2620 XSA-209
                          - CVE-2018-14467 (BGP-4)
                          - CVE_2019-2426
                          - CVE-2017-17434-2
                          - CVE-2017-8073.patch
                          - CVE-2016-1000, CVE-2016-2000
                          - ZBX-11023
                """);
        assertThat(advisories(onlySource().read()))
                .extracting(FeedAdvisory::id, FeedAdvisory::aliases)
                .containsExactly(
                        tuple("CVE-2017-2620", List.of("XSA-209")),
                        tuple("CVE-2018-14467", List.of()),
                        tuple("CVE-2019-2426", List.of()),
                        tuple("CVE-2017-17434", List.of()),
                        tuple("CVE-2017-8073", List.of()),
                        tuple("CVE-2016-1000", List.of()),
                        tuple("CVE-2016-2000", List.of()),
                        tuple("ZBX-11023", List.of()));
    }

    @Test
    void countsWhatItCannotRead() throws IOException {
        new FeedFolder(folder).text("os/alpine/v3.8/main.json", """
                {"distroversion": "v3.8", "packages": [{"pkg": {"name": "left", "secfixes": {
                  "soon": ["CVE-2020-1000"], "1.0": ["none", "CVE-2020-2000"]}}}]}
                """);
        Harvest harvest = onlySource().read();
        assertThat(harvest.records()).isEqualTo(3);
        assertThat(harvest.skipped().count()).isEqualTo(2);
        assertThat(harvest.skipped().first()).isEqualTo("left soon: 'soon' is no version");
    }

    @Test
    void refusesAFileThatIsNoDatabase() throws IOException {
        new FeedFolder(folder)
                .text("os/alpine/a/main.json", "{\"distroversion\": \"edge\", \"packages\": []}")
                .text("os/alpine/b/main.json", "{\"distroversion\": \"v3.8\", \"packages\": [");
        assertThat(AlpineSource.in(folder))
                .hasSize(2)
                .allSatisfy(source -> assertThatThrownBy(source::read)
                        .isInstanceOf(UnreadableSourceException.class)
                        .hasMessageContaining("main.json is no secdb"));
    }

    private static Answer before(String version) {
        return new Answer.Affected(List.of(VersionRange.before(version)), List.of());
    }

    private FeedSource onlySource() {
        return AlpineSource.in(folder).getFirst();
    }

    private static List<FeedAdvisory> advisories(Harvest harvest) {
        return ((Facts.Advisories) harvest.facts()).advisories();
    }
}
