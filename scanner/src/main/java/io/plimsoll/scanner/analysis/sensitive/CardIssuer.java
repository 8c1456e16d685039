package io.plimsoll.scanner.analysis.sensitive;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Whose card a number is, by its first digits and its length (ISO/IEC 7812-1, and what the issuers publish).
enum CardIssuer {
    VISA,
    MASTERCARD,
    AMEX,
    DISCOVER,
    JCB,
    DINERS,
    UNIONPAY,
    MAESTRO;

    /// The issuer of a number, or null if nobody issues such numbers.
    ///
    /// @param digits 13 to 19 of them
    static @Nullable CardIssuer of(String digits) {
        int length = digits.length();
        int two = Integer.parseInt(digits.substring(0, 2));
        int four = Integer.parseInt(digits.substring(0, 4));
        int six = Integer.parseInt(digits.substring(0, 6));
        if (digits.charAt(0) == '4') {
            return length == 13 || length == 16 || length == 19 ? VISA : null;
        }
        if (length == 16 && ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720))) {
            return MASTERCARD;
        }
        if (two == 34 || two == 37) {
            return length == 15 ? AMEX : null;
        }
        if (length >= 16 && four >= 3528 && four <= 3589) {
            return JCB;
        }
        if (isDiners(two, four)) {
            return length == 14 || length == 16 ? DINERS : null;
        }
        if (length >= 16 && (four == 6011 || two == 65 || (six >= 644000 && six <= 649999))) {
            return DISCOVER;
        }
        if (length >= 16 && two == 62) {
            return UNIONPAY;
        }
        return isMaestro(two, four, six) ? MAESTRO : null;
    }

    private static boolean isDiners(int two, int four) {
        return two == 36 || two == 38 || two == 39 || (four >= 3000 && four <= 3059) || four == 3095;
    }

    private static boolean isMaestro(int two, int four, int six) {
        return four == 5018
                || four == 5020
                || four == 5038
                || four == 5893
                || four == 6304
                || four == 6759
                || (four >= 6761 && four <= 6763)
                || (two == 67 && six / 1000 == 676);
    }

    /// The word of documents.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
