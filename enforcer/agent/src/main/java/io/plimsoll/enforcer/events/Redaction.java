package io.plimsoll.enforcer.events;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes secrets out of command lines and messages before they reach the disk. It knows the usual spellings only; what
/// it takes for a secret by its neighbour is gone even if it was none.
final class Redaction {
    static final String INSTEAD = "[redacted]";

    /// Longer texts are cut first: hostile ones must not cost time.
    private static final int LONGEST = 4096;

    private static final String SECRET =
            "(?:passw(?:or)?d|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential)";
    private static final String VALUE = "(?:\"[^\"]*+\"?|'[^']*+'?|[^\\s'\"]++)";
    private static final Pattern CARD_NUMBER = Pattern.compile("\\b[3-6](?:[ -]?\\d){14,15}\\b");

    private record Rule(Pattern pattern, String replacement) {}

    private static final List<Rule> RULES = List.of(
            rule("-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----.*+", INSTEAD),
            rule("(authorization\\s*[:=]\\s*(?:(?:bearer|basic|digest)[\\s\\\\]+)?)[^\\s'\"]++", "$1" + INSTEAD),
            rule("(\\bbearer\\s+)[\\w.~+/=-]{8,}", "$1" + INSTEAD),
            rule("(" + SECRET + "[\\w.-]*+['\"]?\\s*[=:]\\s*)" + VALUE, "$1" + INSTEAD),
            rule("((?:^|\\s)--?[\\w-]{0,40}" + SECRET + "[\\w-]{0,40}\\s+)(?!-)" + VALUE, "$1" + INSTEAD),
            rule("([a-z][a-z0-9+.-]{0,20}://[^\\s/@:]{0,100}:)[^\\s/@]++(?=@)", "$1" + INSTEAD),
            rule("(\\bmysql\\w{0,20}\\s(?:[^\\n]{0,200}\\s)?-p)[^\\s-]\\S*+", "$1" + INSTEAD),
            rule("(\\bcurl\\s(?:[^\\n]{0,200}\\s)?(?:-u|--user)[\\s=]+[^\\s:]{1,100}:)\\S++", "$1" + INSTEAD),
            rule("\\beyJ[\\w-]{5,}\\.[\\w-]{5,}\\.[\\w-]*+", INSTEAD),
            rule(
                    "\\bA(?:KI|SI)A[A-Z0-9]{16}\\b|\\bgh[pousr]_[A-Za-z0-9]{30,}\\b|\\bglpat-[\\w-]{20,}"
                            + "|\\bxox[abprs]-[\\w-]{10,}|\\bsk_live_\\w{16,}",
                    INSTEAD));

    private Redaction() {}

    static String redact(String text) {
        String redacted = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        for (Rule rule : RULES) {
            redacted = rule.pattern().matcher(redacted).replaceAll(rule.replacement());
        }
        return CARD_NUMBER
                .matcher(redacted)
                .replaceAll(number -> isCard(number.group())
                        ? Matcher.quoteReplacement(INSTEAD)
                        : Matcher.quoteReplacement(number.group()));
    }

    /// The check digit of ISO/IEC 7812-1, annex B.
    private static boolean isCard(String number) {
        int[] digits =
                number.chars().filter(Character::isDigit).map(c -> c - '0').toArray();
        int sum = 0;
        for (int i = 0; i < digits.length; i++) {
            int digit = digits[digits.length - 1 - i] * (i % 2 == 0 ? 1 : 2);
            sum += digit > 9 ? digit - 9 : digit;
        }
        return sum % 10 == 0;
    }

    private static Rule rule(String regex, String replacement) {
        return new Rule(Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL), replacement);
    }
}
