package io.plimsoll.advisories.versions;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// PHP packages as Composer orders them: numbers filled up to four, then the words that Composer knows (dev,
/// alpha, beta, RC before the end, patch after it); what follows a `+` does not count. Branches such as
/// `dev-main`, and other words, have no place in that order.
public final class ComposerVersions implements VersionScheme {
    public static final ComposerVersions INSTANCE = new ComposerVersions();

    private static final String WORD = "(?:dev|alpha|a|beta|b|rc|patch|pl|p)";
    private static final Pattern READABLE = Pattern.compile(
            "v?(?<numbers>[0-9]+(?:\\.[0-9]+)*+)" + "(?<rest>(?:[._-]?(?:" + WORD + "|[0-9]++))*+)(?:\\+[0-9a-z.-]*)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern RUN = Pattern.compile(WORD + "|[0-9]+", Pattern.CASE_INSENSITIVE);
    private static final int END = 5;
    private static final int NUMBERS = 4;

    private ComposerVersions() {}

    @Override
    public boolean isReadable(String version) {
        return version.length() <= MAX_LENGTH && READABLE.matcher(version).matches();
    }

    @Override
    public int compare(String a, String b) {
        List<String> left = runs(a);
        List<String> right = runs(b);
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            int order = compareRuns(i < left.size() ? left.get(i) : "", i < right.size() ? right.get(i) : "");
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static List<String> runs(String version) {
        Matcher matcher = READABLE.matcher(version);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a Composer version: '" + version + "'");
        }
        List<String> runs = new ArrayList<>(List.of(matcher.group("numbers").split("\\.")));
        while (runs.size() < NUMBERS) {
            runs.add("0");
        }
        for (Matcher run = RUN.matcher(matcher.group("rest")); run.find(); ) {
            runs.add(run.group().toLowerCase(Locale.ROOT));
        }
        return runs;
    }

    private static int compareRuns(String a, String b) {
        int order = Integer.compare(rank(a), rank(b));
        if (order != 0) {
            return order;
        }
        return Digits.areAll(a) ? Digits.compare(a, b) : 0;
    }

    private static int rank(String run) {
        return switch (run) {
            case "" -> END;
            case "dev" -> 1;
            case "alpha", "a" -> 2;
            case "beta", "b" -> 3;
            case "rc" -> 4;
            case "p", "pl", "patch" -> END + 2;
            default -> END + 1;
        };
    }
}
