package io.plimsoll.testkit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What labelled cases said of us, for the log of a test run: a line for each corpus, below them one for each ecosystem
/// that has several, and one for all.
public final class QualityTable {
    private static final String COLUMNS = "%-14s %-26s %8s %5s %5s %6s %7s %6s %9s %10s %7s %9s%n";

    private final String title;
    private final String cases;
    private final List<Line> lines = new ArrayList<>();

    /// @param cases what is held against the labels, such as "packages"
    public QualityTable(String title, String cases) {
        this.title = title;
        this.cases = cases;
    }

    /// What one corpus said.
    ///
    /// @param noes cases of which the corpus says that nothing is to be found
    /// @param found labels that were met
    /// @param missed labels that were not
    /// @param wrong what was found though the corpus denies it, the reviewed ones among them
    /// @param reviewed how many of them are on a list with a reason each
    /// @param leftOut labels that were not met for a reason on that list, and count nowhere else
    public record Line(
            String ecosystem,
            String corpus,
            int cases,
            int noes,
            int found,
            int missed,
            int wrong,
            int reviewed,
            int leftOut) {
        /// What a corpus said, by the cases themselves.
        ///
        /// @param reviewed what was found though the corpus denies it, for a reason on the list
        /// @param wrong the same without one
        public static Line of(
                String ecosystem,
                String corpus,
                int cases,
                int noes,
                Collection<?> found,
                Collection<?> missed,
                Collection<?> wrong,
                Collection<?> reviewed,
                Collection<?> leftOut) {
            return new Line(
                    ecosystem,
                    corpus,
                    cases,
                    noes,
                    found.size(),
                    missed.size(),
                    wrong.size() + reviewed.size(),
                    reviewed.size(),
                    leftOut.size());
        }

        private static Line sum(String ecosystem, String corpus, List<Line> lines) {
            return lines.stream()
                    .reduce(
                            new Line(ecosystem, corpus, 0, 0, 0, 0, 0, 0, 0),
                            (a, b) -> new Line(
                                    ecosystem,
                                    corpus,
                                    a.cases + b.cases,
                                    a.noes + b.noes,
                                    a.found + b.found,
                                    a.missed + b.missed,
                                    a.wrong + b.wrong,
                                    a.reviewed + b.reviewed,
                                    a.leftOut + b.leftOut));
        }

        private String text() {
            return String.format(
                    Locale.ROOT,
                    COLUMNS,
                    ecosystem,
                    corpus,
                    cases,
                    found + missed,
                    noes,
                    found,
                    missed,
                    wrong,
                    ratio(found, found + wrong),
                    ratio(found, found + missed),
                    leftOut,
                    reviewed);
        }

        private static String ratio(int part, int whole) {
            return whole == 0 ? "-" : String.format(Locale.ROOT, "%.3f", (double) part / whole);
        }
    }

    /// Lines of the same corpus add up.
    public void add(Line line) {
        lines.add(line);
    }

    /// The whole table, to be printed at once.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(title).append(System.lineSeparator());
        text.append(String.format(
                Locale.ROOT,
                COLUMNS,
                "ecosystem",
                "corpus",
                cases,
                "yes",
                "no",
                "found",
                "missed",
                "wrong",
                "precision",
                "recall",
                "left-out",
                "reviewed"));
        by(Line::ecosystem, lines).forEach((ecosystem, some) -> {
            Map<String, List<Line>> byCorpus = by(Line::corpus, some);
            byCorpus.forEach((corpus, parts) ->
                    text.append(Line.sum(ecosystem, corpus, parts).text()));
            if (byCorpus.size() > 1) {
                text.append(Line.sum(ecosystem, "= all", some).text());
            }
        });
        return text.append(Line.sum("all", "", lines).text()).toString();
    }

    private static Map<String, List<Line>> by(Function<Line, String> word, List<Line> lines) {
        return lines.stream().collect(Collectors.groupingBy(word, TreeMap::new, Collectors.toList()));
    }
}
