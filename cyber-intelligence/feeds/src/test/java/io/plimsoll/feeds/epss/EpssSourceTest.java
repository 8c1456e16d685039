package io.plimsoll.feeds.epss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.feeds.FeedFolder;
import io.plimsoll.feeds.source.Facts;
import io.plimsoll.feeds.source.Harvest;
import io.plimsoll.feeds.source.UnreadableSourceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpssSourceTest {
    private static final String OLDER = """
            #model_version:v2023.03.01,score_date:2025-02-20T00:00:00+0000
            cve,epss,percentile
            CVE-1999-0001,0.00383,0.73075
            """;
    private static final String NEWER = """
            #model_version:v2026.06.15,score_date:2026-09-29T12:00:22Z
            cve,epss,percentile
            CVE-1999-0001,0.03351,0.88255
            """;

    @TempDir
    Path folder;

    @Test
    void saysSoWhereThereAreNoScores() {
        assertThatThrownBy(() -> new EpssSource(folder).read())
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("there is no file");
    }

    @Test
    void takesTheNewestOfSeveralFiles() throws IOException {
        new FeedFolder(folder)
                .gzip("risk/epss-a/epss_scores-2026.csv.gz", NEWER)
                .text("risk/epss-b/epss_scores-2025.csv", OLDER);
        Harvest harvest = new EpssSource(folder).read();
        assertThat(harvest.facts()).isEqualTo(new Facts.Probabilities(Map.of("CVE-1999-0001", 0.03351)));
        assertThat(harvest.date()).isEqualTo("2026-09-29T12:00:22Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CVE-1,1.5,0", "CVE-1,-1,0", "CVE-1,NaN,0", "CVE-1", "GHSA-1,0.5,0", "CVE-1,1e999,0"})
    void refusesWhatIsNoProbability(String line) throws IOException {
        new FeedFolder(folder).text("risk/epss/epss_scores.csv", line + "\n");
        assertThatThrownBy(() -> new EpssSource(folder).read())
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("not a CVE with a probability");
    }
}
