package io.plimsoll.advisories.versions;

import java.util.List;

/// Numbers of any length, compared as text: a version may hold a time stamp or more digits than a `long` has.
final class Digits {
    private Digits() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /// Compares two runs of decimal digits by value; an empty run is zero.
    static int compare(String a, String b) {
        String left = withoutLeadingZeros(a);
        String right = withoutLeadingZeros(b);
        return left.length() != right.length() ? Integer.compare(left.length(), right.length()) : left.compareTo(right);
    }

    /// Compares number by number; a missing one is zero.
    static int compareLists(List<String> a, List<String> b) {
        for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
            int order = compare(i < a.size() ? a.get(i) : "", i < b.size() ? b.get(i) : "");
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    static String withoutLeadingZeros(String digits) {
        int start = 0;
        while (start < digits.length() && digits.charAt(start) == '0') {
            start++;
        }
        return digits.substring(start);
    }

    static boolean areAll(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
