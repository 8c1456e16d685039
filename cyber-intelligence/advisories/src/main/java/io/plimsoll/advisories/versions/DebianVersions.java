package io.plimsoll.advisories.versions;

import java.util.regex.Pattern;

/// `[epoch:]upstream[-revision]` as dpkg orders it (Debian Policy 5.6.12, deb-version(7)): `~` sorts before the end,
/// letters before other characters, runs of digits by value.
public final class DebianVersions implements VersionScheme {
    public static final DebianVersions INSTANCE = new DebianVersions();

    private static final Pattern READABLE = Pattern.compile("(?:[0-9]{1,10}:)?[A-Za-z0-9.+~:_-]+");

    private DebianVersions() {}

    @Override
    public boolean isReadable(String version) {
        return version.length() <= MAX_LENGTH && READABLE.matcher(version).matches();
    }

    @Override
    public int compare(String a, String b) {
        return EpochVersion.compare(a, b, DebianVersions::compareParts);
    }

    /// Walks both texts in step: a run without digits by rank, then a run of digits by value, until they differ.
    private static int compareParts(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() || j < b.length()) {
            while ((i < a.length() && !Digits.isDigit(a.charAt(i)))
                    || (j < b.length() && !Digits.isDigit(b.charAt(j)))) {
                int order = Integer.compare(rank(a, i), rank(b, j));
                if (order != 0) {
                    return order;
                }
                i++;
                j++;
            }
            int endA = endOfDigits(a, i);
            int endB = endOfDigits(b, j);
            int order = Digits.compare(a.substring(i, endA), b.substring(j, endB));
            if (order != 0) {
                return order;
            }
            i = endA;
            j = endB;
        }
        return 0;
    }

    private static int rank(String text, int index) {
        if (index >= text.length()) {
            return 0;
        }
        char c = text.charAt(index);
        if (c == '~') {
            return -1;
        }
        if (Digits.isDigit(c)) {
            return 0;
        }
        return Character.isLetter(c) ? c : c + 256;
    }

    private static int endOfDigits(String text, int start) {
        int end = start;
        while (end < text.length() && Digits.isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
