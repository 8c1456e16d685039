package io.plimsoll.feeds.ghsa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.advisories.VersionRange.End;
import io.plimsoll.feeds.FeedFolder;
import io.plimsoll.feeds.source.Facts;
import io.plimsoll.feeds.source.FeedAdvisory;
import io.plimsoll.feeds.source.FeedSource;
import io.plimsoll.feeds.source.Harvest;
import io.plimsoll.feeds.source.UnreadableSourceException;
import io.plimsoll.model.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GhsaTableSourceTest {
    private static final String GOOD = "CVE-2020-1,2020-01-01,summary,left,1.0.0,2.0.0,HIGH,CWE-1\n";

    @TempDir
    Path folder;

    @Test
    void readsAnEmptyTable() throws IOException {
        assertThat(read("").records()).isZero();
    }

    @Test
    void gathersTheRowsOfOneAdvisory() throws IOException {
        Harvest harvest = read("""
                CVE-2020-1,2020-01-01,"Commas, ""quotes"" and
                lines",left,0,1.5.0,MODERATE,CWE-1;CWE-2
                CVE-2020-1,2020-01-01,"Commas, ""quotes"" and
                lines",left,2.0.0,,MODERATE,CWE-1;CWE-2
                """);
        assertThat(harvest.records()).isEqualTo(2);
        assertThat(harvest.date()).isEqualTo("2020-01-01");
        assertThat(advisories(harvest)).singleElement().satisfies(advisory -> {
            assertThat(advisory.title()).isEqualTo("Commas, \"quotes\" and lines");
            assertThat(advisory.affected()).singleElement().satisfies(affected -> {
                assertThat(affected.severity()).isEqualTo(Severity.MEDIUM);
                assertThat(affected.answer())
                        .isEqualTo(new Answer.Affected(
                                List.of(VersionRange.before("1.5.0"), new VersionRange("2.0.0", new End.Open())),
                                List.of()));
            });
        });
    }

    @Test
    void readsCarriageReturnsAndALastLineWithoutEnd() throws IOException {
        assertThat(read(GOOD.replace("\n", "\r\n") + GOOD.strip()).records()).isEqualTo(2);
        assertThat(advisories(read(GOOD.replace("\n", "\r\n")))).hasSize(1);
    }

    @Test
    void skipsAFewBrokenRowsAndCountsThem() throws IOException {
        Harvest harvest =
                read(GOOD.repeat(60) + "too,few\n" + GOOD.replace("2.0.0", "soon") + GOOD.replace("CVE-2020-1", "?"));
        assertThat(harvest.skipped().count()).isEqualTo(3);
        assertThat(harvest.skipped().first()).isEqualTo("row 61: it has 2 columns, not 8");
    }

    @Test
    void isBrokenWhereManyRowsAre() {
        assertThatThrownBy(() -> read("<html>\n<body>\n"))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("2 of 2 records cannot be read");
    }

    @Test
    void stopsAtAQuoteThatIsNeverClosedAndAtAnEndlessLine() {
        assertThatThrownBy(() -> read(GOOD + "CVE-2020-2,\"" + "never closed\n".repeat(50_000)))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("quote");
        assertThatThrownBy(() -> read("x".repeat(70_000)))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("a line has more than");
    }

    @Test
    void passesOverTablesOfEcosystemsItDoesNotKnow() throws IOException {
        new FeedFolder(folder).text("ghsa-csv/advisories-cobol.csv", GOOD);
        assertThat(GhsaTableSource.in(folder)).isEmpty();
    }

    private static List<FeedAdvisory> advisories(Harvest harvest) {
        return ((Facts.Advisories) harvest.facts()).advisories();
    }

    private Harvest read(String table) throws IOException {
        new FeedFolder(folder).gzip("ghsa-csv/advisories-npm.csv.gz", table);
        FeedSource source = GhsaTableSource.in(folder).getFirst();
        assertThat(source.name()).isEqualTo("GHSA table npm");
        return source.read();
    }
}
