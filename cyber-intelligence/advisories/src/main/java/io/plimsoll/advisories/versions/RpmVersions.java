package io.plimsoll.advisories.versions;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `[epoch:]version[-release]` as rpm orders it (rpm-version(7)): runs of letters or digits count and everything else
/// parts them, `~` sorts before the end and `^` after it, numbers after letters.
///
/// rpm leaves the release out where one side has none; here none comes first, so that the order stays one.
public final class RpmVersions implements VersionScheme {
    public static final RpmVersions INSTANCE = new RpmVersions();

    private static final Pattern RUN = Pattern.compile("[0-9]+|[A-Za-z]+|[~^]");
    private static final int END = 1;

    private RpmVersions() {}

    @Override
    public boolean isReadable(String version) {
        return !version.isEmpty()
                && version.length() <= MAX_LENGTH
                && version.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
    }

    @Override
    public int compare(String a, String b) {
        return EpochVersion.compare(a, b, RpmVersions::compareRuns);
    }

    private static int compareRuns(String a, String b) {
        List<String> left = runs(a);
        List<String> right = runs(b);
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            int order = compareRun(i < left.size() ? left.get(i) : "", i < right.size() ? right.get(i) : "");
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static List<String> runs(String text) {
        List<String> runs = new ArrayList<>();
        for (Matcher run = RUN.matcher(text); run.find(); ) {
            runs.add(run.group());
        }
        return runs;
    }

    private static int compareRun(String a, String b) {
        int order = Integer.compare(rank(a), rank(b));
        if (order != 0) {
            return order;
        }
        return Digits.areAll(a) ? Digits.compare(a, b) : a.compareTo(b);
    }

    private static int rank(String run) {
        if (run.isEmpty()) {
            return END;
        }
        return switch (run.charAt(0)) {
            case '~' -> END - 1;
            case '^' -> END + 1;
            default -> Digits.areAll(run) ? END + 3 : END + 2;
        };
    }
}
