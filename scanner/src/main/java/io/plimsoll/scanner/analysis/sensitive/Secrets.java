package io.plimsoll.scanner.analysis.sensitive;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;

/// Tells secrets from what only stands in their place: examples, variables, names of settings.
final class Secrets {
    /// Words of manuals and templates for a value that somebody is to fill in.
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "(?i)example|change[-_ ]?(?:me|this|it)|placeholder|redacted|replace|your[-_a-z]|my[-_]?secret|insert|dummy"
                    + "|sample|todo|xxxx|\\*\\*\\*|\\.\\.\\.|0000000|1234567|abcdef|deadbeef|foobar|not[-_]?set|put[-_]"
                    + "|enter[-_]|some[-_]");

    /// Values that settings of this name often have instead of a secret.
    private static final Pattern NO_VALUE = Pattern.compile(
            "(?i)(?:|true|false|yes|no|on|off|null|nil|none|undefined|empty|default|optional|required|string|number|bool"
                    + "|boolean|object|any|env|secret|passw(?:or)?d|pass|pwd|token|key|value|user|username|login|test|prompt"
                    + "|ask|stdin|file|hidden|disabled|enabled|unset|-+|\\?+|x+|\\*+)");

    /// Something that is replaced by the value later.
    private static final Pattern VARIABLE =
            Pattern.compile("(?i)^[$%<{@&!*]|\\$\\{|\\{\\{|<%|%\\(|\\$\\(|[)>]$|\\(\\)|\\[\\w"
                    + "|^(?:process\\.|os\\.|env[.(:]|vault:|secret:|ref\\+|arn:|ENC\\[)");

    /// A path, an address, or names joined by dots.
    private static final Pattern PLACE = Pattern.compile("(?:~|\\.{1,2})?/.*+|[A-Za-z]:\\\\.*+|(?i)[a-z+]++://.*+"
            + "|[A-Za-z_]++(?:\\.[A-Za-z_]++)++"
            + "|[\\w./-]*\\.(?:key|pem|crt|txt|json|ya?ml|conf|env|file|js|ts|py|java|php|rb|sh|html?)");

    private static final double LEAST_BITS_OF_TOKENS = 3.0;

    private Secrets() {}

    /// Whether a text of a token's form is one, and no example.
    static boolean looksRandom(String text) {
        return bits(text) >= LEAST_BITS_OF_TOKENS && !PLACEHOLDER.matcher(text).find();
    }

    /// Whether a text in the place of a password can be one.
    static boolean canBePassword(String text) {
        return !NO_VALUE.matcher(text).matches()
                && !PLACEHOLDER.matcher(text).find()
                && !VARIABLE.matcher(text).find()
                && text.chars().distinct().count() > 2;
    }

    /// Whether the value of a setting in a file of any format is a secret: no word of a language, no place.
    static boolean looksChosen(String text) {
        return canBePassword(text)
                && !PLACE.matcher(text).matches()
                && hasDigitOrSign(text)
                && text.chars().anyMatch(Character::isLetter);
    }

    /// Whether the value of a variable of the environment is a secret.
    static boolean canBeSetting(String text) {
        return canBePassword(text) && !PLACE.matcher(text).matches() && text.length() >= 4;
    }

    private static boolean hasDigitOrSign(String text) {
        return text.chars().anyMatch(c -> (c >= '0' && c <= '9') || "!@#$%^&*+=?~".indexOf(c) >= 0);
    }

    /// Whether base64 holds `name:password`.
    static boolean isBasicAuthentication(String base64) {
        String text = decoded(base64);
        int colon = text.indexOf(':');
        return colon > 0
                && text.chars().allMatch(c -> c >= ' ' && c < 0x7f)
                && canBePassword(text.substring(colon + 1));
    }

    /// Whether base64 holds a PEM document.
    static boolean isEncodedPem(String base64) {
        return decoded(base64.substring(0, Math.min(base64.length(), 64) & ~3)).startsWith("-----BEGIN");
    }

    /// Whether a token with three parts is a real one: that of the manuals is about a John Doe.
    static boolean isRealWebToken(String token) {
        String[] parts = token.split("\\.");
        String claims = decodedUrl(parts[1]).toLowerCase(Locale.ROOT);
        return decodedUrl(parts[0]).startsWith("{")
                && claims.startsWith("{")
                && !claims.contains("john doe")
                && !claims.contains("1234567890")
                && !claims.contains("example");
    }

    static String decoded(String base64) {
        try {
            return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String decodedUrl(String base64) {
        try {
            return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /// Shannon's entropy, in bits per character.
    static double bits(String text) {
        int[] counts = new int[256];
        text.chars().forEach(c -> counts[c & 0xff]++);
        double bits = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = (double) count / text.length();
                bits -= share * Math.log(share) / Math.log(2);
            }
        }
        return bits;
    }
}
