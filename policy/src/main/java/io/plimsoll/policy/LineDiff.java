package io.plimsoll.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What became of the lines of a text. Finds the fewest changes (E. W. Myers, "An O(ND) Difference Algorithm and Its
/// Variations", 1986); of texts that have little in common it says that all of the middle is other.
public final class LineDiff {
    /// More changes than this are not searched for.
    private static final int MOST_CHANGES = 1_000;

    /// What became of one line.
    public enum Sign {
        SAME(" "),
        REMOVED("-"),
        ADDED("+");

        private final String mark;

        Sign(String mark) {
            this.mark = mark;
        }

        /// As in patches: a blank, `-` or `+`.
        public String mark() {
            return mark;
        }
    }

    /// One line of either text, or of both.
    ///
    /// @param before its number in the text before, from 1; 0 if it is not there
    /// @param after its number in the text after, from 1; 0 if it is not there
    public record Line(Sign sign, String text, int before, int after) {}

    private final List<String> before;
    private final List<String> after;
    private final List<Line> lines = new ArrayList<>();

    private LineDiff(String before, String after) {
        this.before = before.lines().toList();
        this.after = after.lines().toList();
    }

    /// All lines of both texts in order, removed ones before those that came in their place.
    public static List<Line> of(String before, String after) {
        return new LineDiff(before, after).compared();
    }

    private List<Line> compared() {
        int shorter = Math.min(before.size(), after.size());
        int head = 0;
        while (head < shorter && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        for (int i = 0; i < head; i++) {
            same(i, i);
        }
        middle(head, before.size() - tail, after.size() - tail);
        for (int i = tail; i > 0; i--) {
            same(before.size() - i, after.size() - i);
        }
        return List.copyOf(lines);
    }

    /// @param from the first line of both middles
    private void middle(int from, int beforeEnd, int afterEnd) {
        List<int[]> matched = matched(from, beforeEnd, afterEnd);
        int x = from;
        int y = from;
        for (int[] pair : matched) {
            others(x, pair[0], y, pair[1]);
            same(pair[0], pair[1]);
            x = pair[0] + 1;
            y = pair[1] + 1;
        }
        others(x, beforeEnd, y, afterEnd);
    }

    private void others(int x, int xEnd, int y, int yEnd) {
        for (int i = x; i < xEnd; i++) {
            lines.add(new Line(Sign.REMOVED, before.get(i), i + 1, 0));
        }
        for (int i = y; i < yEnd; i++) {
            lines.add(new Line(Sign.ADDED, after.get(i), 0, i + 1));
        }
    }

    private void same(int x, int y) {
        lines.add(new Line(Sign.SAME, before.get(x), x + 1, y + 1));
    }

    /// Places of lines that stay, in order; none if there are too many changes.
    private List<int[]> matched(int from, int beforeEnd, int afterEnd) {
        int width = beforeEnd - from;
        int height = afterEnd - from;
        int most = Math.min(width + height, MOST_CHANGES);
        int[] furthest = new int[2 * most + 3];
        List<int[]> trace = new ArrayList<>();
        for (int changes = 0; changes <= most; changes++) {
            trace.add(furthest.clone());
            for (int k = -changes; k <= changes; k += 2) {
                int x = isDown(furthest, most, k, changes) ? furthest[most + k + 2] : furthest[most + k] + 1;
                int y = x - k;
                while (x < width && y < height && before.get(from + x).equals(after.get(from + y))) {
                    x++;
                    y++;
                }
                furthest[most + k + 1] = x;
                if (x >= width && y >= height) {
                    return walkedBack(trace, most, changes, new int[] {width, height}, from);
                }
            }
        }
        return List.of();
    }

    private static boolean isDown(int[] furthest, int most, int k, int changes) {
        return k == -changes || (k != changes && furthest[most + k] < furthest[most + k + 2]);
    }

    private static List<int[]> walkedBack(List<int[]> trace, int most, int changes, int[] end, int from) {
        List<int[]> pairs = new ArrayList<>();
        int x = end[0];
        int y = end[1];
        for (int d = changes; d >= 0; d--) {
            int[] furthest = trace.get(d);
            int k = x - y;
            int previousK = isDown(furthest, most, k, d) ? k + 1 : k - 1;
            int previousX = d == 0 ? 0 : furthest[most + previousK + 1];
            int previousY = d == 0 ? 0 : previousX - previousK;
            while (x > previousX && y > previousY) {
                x--;
                y--;
                pairs.add(new int[] {from + x, from + y});
            }
            x = previousX;
            y = previousY;
        }
        Collections.reverse(pairs);
        return pairs;
    }
}
