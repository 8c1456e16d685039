package io.plimsoll.feeds.cvss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.plimsoll.feeds.source.Facts.Vector;
import io.plimsoll.feeds.source.SourceLines;
import io.plimsoll.model.Cvss;
import io.plimsoll.testkit.SharedData;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoresTest {
    private static final String V2 = "AV:N/AC:L/Au:N/C:C/I:C/A:C";
    private static final String V3 = "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H";
    private static final String V31 = "CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:H/A:H";
    private static final String V31_OTHER = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:L";
    private static final String V4 = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N";

    @Test
    void scoresNothing() {
        assertThat(Scores.of(List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({V2 + ", 10.0", V3 + ", 9.8", V31 + ", 7.4", V4 + ", 9.3"})
    void scoresEachVersion(String vector, double score) {
        assertThat(Scores.score(vector)).contains(score);
    }

    @Test
    void prefersVersionThenSource() {
        assertThat(Scores.of(List.of(
                        new Vector(V2, "nvd"),
                        new Vector(V4, "nvd"),
                        new Vector(V3, "nvd"),
                        new Vector(V31_OTHER, "cna"),
                        new Vector(V31_OTHER, "zdi"),
                        new Vector(V31, "nvd"))))
                .extracting(Cvss::vector, Cvss::source)
                .containsExactly(
                        tuple(V31, "nvd"),
                        tuple(V31_OTHER, "cna"),
                        tuple(V3, "nvd"),
                        tuple(V4, "nvd"),
                        tuple(V2, "nvd"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "9.8",
                "CVSS:3.1/",
                "CVSS:3.1/AV:N",
                "CVSS:5.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
                "CVSS:3.1/AV:X/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
                "CVSS:4.0/AV:N/AC:L/AT:N/PR:N",
            })
    void leavesOutWhatCannotBeScored(String vector) {
        assertThat(Scores.of(List.of(new Vector(vector, "nvd")))).isEmpty();
    }

    /// The NVD computes its scores; other authors write their own into the column, such as 10 for 9.9, or the temporal
    /// score where there are temporal metrics. Versions 2 and 4 come from others only.
    private static boolean isComputed(String[] columns) {
        boolean isByTheBook = columns[1].endsWith("-nvd") || !columns[2].startsWith("3");
        return isByTheBook && !columns[4].isEmpty() && !columns[3].matches(".*/(E|RL|RC):.*");
    }

    @Test
    void agreesWithTheComputedScoresOfTheSharedTable() {
        int compared = 0;
        List<String> different = new ArrayList<>();
        try (SourceLines lines = SourceLines.open(SharedData.at("feeds/risk/cvss-vectors.tsv.gz"))) {
            lines.next();
            for (String line = lines.next(); line != null; line = lines.next()) {
                String[] columns = line.split("\t", -1);
                if (isComputed(columns)) {
                    compared++;
                    double expected = Double.parseDouble(columns[4]);
                    if (Scores.score(columns[3]).filter(s -> s == expected).isEmpty()) {
                        different.add(line + " gives " + Scores.score(columns[3]));
                    }
                }
            }
        }
        System.out.println("CVSS: compared " + compared + " scores, different " + different.size());
        assertThat(compared).isGreaterThan(30_000);
        assertThat(different)
                .as("cvss-calculator 1.5.1 is known to differ in version 4 where only other systems are hit")
                .hasSizeLessThanOrEqualTo(2)
                .allMatch(row -> row.contains("CVSS:4.0") && row.contains("/VC:N/VI:N/VA:N/"));
    }
}
