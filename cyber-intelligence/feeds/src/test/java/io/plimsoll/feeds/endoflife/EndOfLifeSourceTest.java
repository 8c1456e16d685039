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
