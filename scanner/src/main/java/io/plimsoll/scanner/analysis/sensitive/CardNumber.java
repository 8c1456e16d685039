package io.plimsoll.scanner.analysis.sensitive;

import java.util.Optional;
import java.util.Set;

/// A number that can be the number of a payment card. Its digits stay inside.
///
/// @param masked the first six and the last four digits, stars between
/// @param test whether it is one that issuers and gateways publish for tests
record CardNumber(CardIssuer issuer, String masked, boolean test) {
    static final int SHORTEST = 13;
    static final int LONGEST = 19;

    /// Published by the card networks' and gateways' own manuals.
    private static final Set<String> TEST_NUMBERS = Set.of(
            "4111111111111111",
            "4012888888881881",
            "4222222222222",
            "4242424242424242",
            "4000056655665556",
            "4000000000000002",
            "4000000000000077",
            "4000000000003220",
            "4000002500003155",
            "4000000000009995",
            "4012000033330026",
            "4007000000027",
            "4444333322221111",
            "4917610000000000",
            "4462030000000000",
            "5555555555554444",
            "5105105105105100",
            "5200828282828210",
            "5454545454545454",
            "5424000000000015",
            "5431111111111111",
            "2223003122003222",
            "2223000048400011",
            "2222405343248877",
            "378282246310005",
            "371449635398431",
            "378734493671000",
            "343434343434343",
            "370000000000002",
            "6011111111111117",
            "6011000990139424",
            "6011000000000012",
            "6011000991300009",
            "30569309025904",
            "38520000023237",
            "38000000000006",
            "36227206271667",
            "36148900647913",
            "3056930009020004",
            "3530111333300000",
            "3566002020360505",
            "3566111111111113",
            "6200000000000005",
            "6205500000000000004",
            "6759649826438453",
            "6304000000000000");

    /// Fewer different digits than a number that somebody was given has in practice.
    private static final int FEWEST_DIFFERENT_DIGITS = 4;

    private static final int LONGEST_ROW = 7;

    /// The card with this number, empty if it can be no card.
    static Optional<CardNumber> of(String digits) {
        CardIssuer issuer = digits.length() < SHORTEST || digits.length() > LONGEST || !hasRightCheckDigit(digits)
                ? null
                : CardIssuer.of(digits);
        if (issuer == null) {
            return Optional.empty();
        }
        boolean test = TEST_NUMBERS.contains(digits) || isRegular(digits);
        return Optional.of(new CardNumber(issuer, masked(digits), test));
    }

    /// Luhn's formula (ISO/IEC 7812-1, annex B).
    private static boolean hasRightCheckDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = digit * 2;
            sum += i % 2 == 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }

    /// Made up by a person: few different digits, a row of zeros, or digits one after the other.
    private static boolean isRegular(String digits) {
        return digits.chars().distinct().count() < FEWEST_DIFFERENT_DIGITS
                || digits.contains("00000000")
                || longestRow(digits, 1) >= LONGEST_ROW
                || longestRow(digits, -1) >= LONGEST_ROW;
    }

    private static int longestRow(String digits, int step) {
        int longest = 1;
        int row = 1;
        for (int i = 1; i < digits.length(); i++) {
            row = digits.charAt(i) - digits.charAt(i - 1) == step ? row + 1 : 1;
            longest = Math.max(longest, row);
        }
        return longest;
    }

    private static String masked(String digits) {
        return digits.substring(0, 6) + "*".repeat(digits.length() - 10) + digits.substring(digits.length() - 4);
    }
}
