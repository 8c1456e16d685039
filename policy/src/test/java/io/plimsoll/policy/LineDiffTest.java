package io.plimsoll.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineDiffTest {
    @Test
    void nothingBecomesOfNothing() {
        assertThat(LineDiff.of("", "")).isEmpty();
        assertThat(marks("a\nb\n", "a\nb")).isEqualTo(" a  b");
    }

    @Test
    void tellsWhatCameAndWhatWent() {
        assertThat(marks("", "a\n")).isEqualTo("+a");
        assertThat(marks("a\n", "")).isEqualTo("-a");
        assertThat(marks("a\nb\nc\n", "a\nx\nc\n")).isEqualTo(" a -b +x  c");
        assertThat(marks("a\nb\nc\nd\n", "b\nd\ne\n")).isEqualTo("-a  b -c  d +e");
    }

    @Test
    void numbersTheLinesOfBothTexts() {
        assertThat(LineDiff.of("a\nb\n", "b\nc\n"))
                .extracting(LineDiff.Line::text, LineDiff.Line::before, LineDiff.Line::after)
                .containsExactly(tuple("a", 1, 0), tuple("b", 2, 1), tuple("c", 0, 2));
    }

    @Test
    void bothTextsCanBeReadFromItAndNoChangeIsMoreThanNeeded() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            List<String> before = letters(random);
            List<String> after = letters(random);
            List<LineDiff.Line> lines = LineDiff.of(String.join("\n", before), String.join("\n", after));
            assertThat(without(lines, LineDiff.Sign.ADDED)).isEqualTo(before);
            assertThat(without(lines, LineDiff.Sign.REMOVED)).isEqualTo(after);
            assertThat(lines.stream().filter(line -> line.sign() == LineDiff.Sign.SAME))
                    .as("%s to %s", before, after)
                    .hasSize(longestCommon(before, after));
        }
    }

    @Test
    void textsWithNothingInCommonAreOtherAltogether() {
        String many = IntStream.range(0, 100_000).mapToObj(i -> "a" + i).collect(Collectors.joining("\n"));
        String others = IntStream.range(0, 100_000).mapToObj(i -> "b" + i).collect(Collectors.joining("\n"));
        assertThat(LineDiff.of("same\n" + many, "same\n" + others))
                .hasSize(200_001)
                .startsWith(new LineDiff.Line(LineDiff.Sign.SAME, "same", 1, 1));
    }

    private static String marks(String before, String after) {
        return LineDiff.of(before, after).stream()
                .map(line -> line.sign().mark() + line.text())
                .collect(Collectors.joining(" "));
    }

    private static List<String> letters(Random random) {
        return random.ints(random.nextInt(12), 'a', 'e')
                .mapToObj(c -> Character.toString(c))
                .toList();
    }

    private static List<String> without(List<LineDiff.Line> lines, LineDiff.Sign sign) {
        return lines.stream()
                .filter(line -> line.sign() != sign)
                .map(LineDiff.Line::text)
                .toList();
    }

    private static int longestCommon(List<String> a, List<String> b) {
        List<int[]> rows = new ArrayList<>(List.of(new int[b.size() + 1]));
        for (String line : a) {
            int[] above = rows.getLast();
            int[] row = new int[b.size() + 1];
            for (int i = 1; i <= b.size(); i++) {
                row[i] = line.equals(b.get(i - 1)) ? above[i - 1] + 1 : Math.max(above[i], row[i - 1]);
            }
            rows.add(row);
        }
        return rows.getLast()[b.size()];
    }
}
