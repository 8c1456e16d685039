package io.plimsoll.advisories.versions;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Programs that no package manager installed, as their authors number them: `1.1.1w`, `9.3p1`, `3.12.0rc1`,
/// `1.8.0_292`. Numbers and words in turn, missing numbers being zero; words of candidates come before the
/// release, all others behind it and before a further number. What follows a `+` does not count.
///
/// A lone `a` or `b` is a letter of OpenSSL's; with a number right behind it, it is Python's alpha or beta.
public final class GenericVersions implements VersionScheme {
    public static final GenericVersions INSTANCE = new GenericVersions();

    private static final Pattern READABLE =
            Pattern.compile("[vV]?[0-9]+(?:[._-]?[0-9A-Za-z]+)*+(?:\\+[0-9A-Za-z.+-]*)?");
    private static final Pattern RUN = Pattern.compile("[0-9]+|[A-Za-z]+");
    private static final List<String> CANDIDATES =
            List.of("dev", "snapshot", "alpha", "beta", "ea", "pre", "preview", "rc");

    private GenericVersions() {}

    @Override
    public boolean isReadable(String version) {
        return version.length() <= MAX_LENGTH && READABLE.matcher(version).matches();
    }

    @Override
    public int compare(String a, String b) {
        List<Run> left = runs(a);
        List<Run> right = runs(b);
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            int order =
                    (i < left.size() ? left.get(i) : Run.ZERO).compareTo(i < right.size() ? right.get(i) : Run.ZERO);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /// @param rank below zero for candidates, 0 for zero and the end, 1 for other words, 2 for other numbers
    private record Run(int rank, String text) implements Comparable<Run> {
        static final Run ZERO = new Run(0, "");

        static Run of(String text, boolean isBeforeNumber) {
            if (Digits.areAll(text)) {
                String digits = Digits.withoutLeadingZeros(text);
                return digits.isEmpty() ? ZERO : new Run(2, digits);
            }
            String word = text.toLowerCase(Locale.ROOT);
            String full =
                    isBeforeNumber && word.equals("a") ? "alpha" : isBeforeNumber && word.equals("b") ? "beta" : word;
            int candidate = CANDIDATES.indexOf(full);
            return candidate < 0 ? new Run(1, word) : new Run(candidate - CANDIDATES.size(), "");
        }

        @Override
        public int compareTo(Run other) {
            if (rank != other.rank) {
                return Integer.compare(rank, other.rank);
            }
            return rank == 2 ? Digits.compare(text, other.text) : text.compareTo(other.text);
        }
    }

    private static List<Run> runs(String version) {
        int plus = version.indexOf('+');
        String counted = version.substring(
                version.startsWith("v") || version.startsWith("V") ? 1 : 0, plus < 0 ? version.length() : plus);
        List<Run> runs = new ArrayList<>();
        for (Matcher run = RUN.matcher(counted); run.find(); ) {
            boolean isBeforeNumber = run.end() < counted.length() && Digits.isDigit(counted.charAt(run.end()));
            runs.add(Run.of(run.group(), isBeforeNumber));
        }
        return runs;
    }
}
