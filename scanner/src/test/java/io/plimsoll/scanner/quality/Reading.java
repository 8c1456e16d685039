package io.plimsoll.scanner.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Gap;
import io.plimsoll.testkit.QualityTable;
import io.plimsoll.testkit.Reviewed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// One input, what we read of it and what somebody else does, each package a line.
///
/// @param ecosystem as the table names it
/// @param corpus as the table names it
/// @param input which one of the corpus
/// @param complete whether the other names all there is; else only what is missing tells something
record Reading(
        String ecosystem,
        String corpus,
        String input,
        List<String> found,
        Set<String> expected,
        boolean complete,
        List<Gap> gaps) {
    /// @param found lines that were met
    /// @param leftOut lines that were not, for a reviewed reason
    /// @param missed those that were not without one
    /// @param reviewed packages that the other does not name, or we name twice, for a reviewed reason
    /// @param wrong those without one
    /// @param gaps codes of what could not be read, without a reviewed reason
    record Judgement(
            Reading reading,
            List<String> found,
            List<String> leftOut,
            List<String> missed,
            List<String> reviewed,
            List<String> wrong,
            List<String> gaps) {
        void check() {
            assertThat(missed).as("missed: %s", this).isEmpty();
            assertThat(wrong).as("wrong: %s", this).isEmpty();
            assertThat(gaps).as("gaps: %s", this).isEmpty();
        }

        QualityTable.Line line() {
            return QualityTable.Line.of(
                    reading.ecosystem,
                    reading.corpus,
                    1,
                    reading.expected.isEmpty() ? 1 : 0,
                    found,
                    missed,
                    wrong,
                    reviewed,
                    leftOut);
        }

        @Override
        public String toString() {
            return reading.input + ", " + reading.corpus;
        }
    }

    Judgement judge(Reviewed reasons) {
        List<String> more = new ArrayList<>(found);
        List<String> notMet =
                expected.stream().filter(line -> !more.remove(line)).toList();
        if (!complete) {
            more.clear();
        }
        List<String> leftOut = reviewed("left out", notMet, reasons);
        List<String> reported = reviewed("reported", more, reasons);
        List<String> codes = gaps.stream().map(Gap::code).toList();
        return new Judgement(
                this,
                without(List.copyOf(expected), notMet),
                leftOut,
                without(notMet, leftOut),
                reported,
                without(more, reported),
                without(codes, reviewed("gap", codes, reasons)));
    }

    private List<String> reviewed(String what, List<String> lines, Reviewed reasons) {
        return lines.stream().filter(line -> reasons.holds(what, input, line)).toList();
    }

    private static List<String> without(List<String> all, List<String> some) {
        return all.stream().filter(one -> !some.contains(one)).toList();
    }
}
