package io.plimsoll.feeds.endoflife;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.feeds.FeedFolder;
import io.plimsoll.feeds.source.Facts;
import io.plimsoll.feeds.source.Harvest;
import io.plimsoll.feeds.source.UnreadableSourceException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndOfLifeSourceTest {
    @TempDir
    Path folder;

    @Test
    void findsNothingInAnEmptyFolder() {
        assertThat(EndOfLifeSource.in(folder)).isEmpty();
    }

    @Test
    void knowsReleasesByItself() {
        assertThat(KnownReleases.endsOfLife())
                .containsEntry("Debian:10", LocalDate.parse("2024-06-30"))
                .containsEntry("Ubuntu:18.04:LTS", LocalDate.parse("2023-05-31"))
                .containsEntry("Alpine:v3.10", LocalDate.parse("2021-05-01"))
                .hasSizeGreaterThan(80);
    }

    /// A slip of the pen in a list of days shows in its shape.
    @Test
    void knowsOneDayOfEachReleaseInAnOrderThatCanBe() {
        Map<String, LocalDate> ends = KnownReleases.endsOfLife();
        assertThat(ends.keySet())
                .allMatch(name ->
                        name.matches("(AlmaLinux|Amazon Linux|CentOS|Debian|Fedora|Oracle Linux|Rocky Linux):[0-9]+"
                                + "|Alpine:v3\\.[0-9]+|Photon OS:[0-9]\\.0|Red Hat:enterprise_linux:[0-9]+"
                                + "|SUSE:Linux Enterprise Server [0-9]+( SP[1-9])?|openSUSE:Leap [0-9]+\\.[0-9]"
                                + "|Ubuntu:[0-9]*[02468]\\.04:LTS|Ubuntu:([0-9]*[13579]\\.04|[0-9]+\\.10)"));
        assertThat(ends.values())
                .allMatch(day -> day.isAfter(LocalDate.parse("2010-01-01")))
                .allMatch(day -> day.isBefore(LocalDate.parse("2036-01-01")));
        for (String series : List.of(
                "AlmaLinux:",
                "Alpine:v3.",
                "Debian:",
                "Fedora:",
                "Oracle Linux:",
                "Photon OS:",
                "Red Hat:enterprise_linux:",
                "Rocky Linux:")) {
            List<LocalDate> inOrder = ends.entrySet().stream()
                    .filter(end -> end.getKey().startsWith(series))
                    .sorted(Comparator.comparingDouble(
                            end -> Double.parseDouble(end.getKey().substring(series.length()))))
                    .map(Map.Entry::getValue)
                    .toList();
            assertThat(inOrder).as(series).hasSizeGreaterThan(2).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void namesReleasesAsTheListOfOursDoes() {
        Map<String, LocalDate> ends = KnownReleases.endsOfLife();
        Map.of(
                        "alpine-linux", "3.20",
                        "centos-stream", "9",
                        "debian", "12",
                        "opensuse", "15.6",
                        "rhel", "8",
                        "vmware-photon", "3.0",
                        "ubuntu", "20.04")
                .forEach((product, cycle) -> assertThat(ends)
                        .containsKey(Products.ecosystem(product, cycle).orElseThrow()));
        assertThat(Products.ecosystem("sles", "15.0")).contains("SUSE:Linux Enterprise Server 15");
        assertThat(Products.ecosystem("sles", "15.6")).contains("SUSE:Linux Enterprise Server 15 SP6");
    }

    @Test
    void readsBothFormsOfTheApi() throws IOException {
        new FeedFolder(folder)
                .text("endoflife/debian.json", """
                        [{"cycle": "10", "eol": "2022-09-10", "extendedSupport": "2024-06-30"},
                         {"cycle": "14", "eol": false, "extendedSupport": false}]
                        """)
                .text("endoflife/ubuntu.json", """
                        {"schema_version": "1.2.0", "result": {"name": "ubuntu", "releases": [
                          {"name": "18.04", "eolFrom": "2023-05-31", "eoesFrom": "2028-04-30"}, {"name": "17.10", "eolFrom": "2018-07-19"}]}}
                        """)
                .text("endoflife/sles.json", "[{\"cycle\": \"15.5\", \"eol\": \"2024-12-31\"}]")
                .text("endoflife/nodejs.json", "[{\"cycle\": \"18\", \"eol\": \"2025-04-30\"}]");
        Harvest harvest = EndOfLifeSource.in(folder).getFirst().read();
        assertThat(harvest.records()).isEqualTo(6);
        assertThat(harvest.facts())
                .isEqualTo(new Facts.EndsOfLife(Map.of(
                        "Debian:10", LocalDate.parse("2024-06-30"),
                        "Ubuntu:18.04:LTS", LocalDate.parse("2023-05-31"),
                        "Ubuntu:17.10", LocalDate.parse("2018-07-19"),
                        "SUSE:Linux Enterprise Server 15 SP5", LocalDate.parse("2024-12-31"))));
    }

    @Test
    void countsDaysThatAreNone() throws IOException {
        new FeedFolder(folder).text("endoflife/alpine.json", """
                [{"cycle": "3.10", "eol": "2021-05-01"}, {"cycle": "3.11", "eol": "2021-13-01"}]
                """);
        Harvest harvest = EndOfLifeSource.in(folder).getFirst().read();
        assertThat(harvest.skipped().count()).isEqualTo(1);
    }

    @Test
    void refusesWhatIsNotItsJson() throws IOException {
        for (String text : List.of("", "{}", "[]", "<html>")) {
            new FeedFolder(folder).text("endoflife/debian.json", text);
            assertThatThrownBy(() -> EndOfLifeSource.in(folder).getFirst().read())
                    .as(text)
                    .isInstanceOf(UnreadableSourceException.class);
        }
    }
}
