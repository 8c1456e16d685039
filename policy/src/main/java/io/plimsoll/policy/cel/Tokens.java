package io.plimsoll.policy.cel;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The words and signs of an expression.
final class Tokens {
    enum Kind {
        NAME,
        INT,
        DOUBLE,
        TEXT,
        SIGN,
        END
    }

    /// @param text without quotes and escapes if it is a text
    /// @param at where it begins, in characters from 0
    record Token(Kind kind, String text, int at) {
        boolean isSign(String sign) {
            return kind == Kind.SIGN && text.equals(sign);
        }
    }

    private static final Set<String> LONG_SIGNS = Set.of("||", "&&", "==", "!=", "<=", ">=");
    private static final String SIGNS = "?:!<>+-*/%.,()[]{}";

    private final String source;
    private final List<Token> found = new ArrayList<>();
    private int at;

    private Tokens(String source) {
        this.source = source;
    }

    /// @throws CelMistake if a part of it is nothing that an expression can hold
    static List<Token> of(String source) {
        Tokens tokens = new Tokens(source);
        while (tokens.skipsBlanks()) {
            tokens.next();
        }
        tokens.found.add(new Token(Kind.END, "", source.length()));
        return tokens.found;
    }

    private boolean skipsBlanks() {
        while (at < source.length()) {
            if (source.startsWith("//", at)) {
                int end = source.indexOf('\n', at);
                at = end < 0 ? source.length() : end;
            } else if (" \t\r\n\f".indexOf(source.charAt(at)) >= 0) {
                at++;
            } else {
                return true;
            }
        }
        return false;
    }

    private void next() {
        char first = source.charAt(at);
        int quote = first == 'r' || first == 'R' ? at + 1 : at;
        if (quote < source.length() && isQuote(source.charAt(quote))) {
            text(quote, quote > at);
        } else if (isLetter(first)) {
            name();
        } else if (isDigit(first) || (first == '.' && isDigit(charAt(at + 1)))) {
            number();
        } else {
            sign();
        }
    }

    private void name() {
        int end = at;
        while (isLetter(charAt(end)) || isDigit(charAt(end))) {
            end++;
        }
        String word = source.substring(at, end);
        if (isQuote(charAt(end)) && word.toLowerCase(java.util.Locale.ROOT).matches("b|br|rb")) {
            throw new CelMistake(at, "bytes are not offered; write a text");
        }
        add(Kind.NAME, word, end);
    }

    private void number() {
        int end = at;
        boolean isHex = source.startsWith("0x", at) || source.startsWith("0X", at);
        if (isHex) {
            end = digits(at + 2, "0123456789abcdefABCDEF");
            add(Kind.INT, source.substring(at, end), end);
        } else {
            end = digits(at, "0123456789");
            boolean isDouble = false;
            if (charAt(end) == '.' && isDigit(charAt(end + 1))) {
                end = digits(end + 1, "0123456789");
                isDouble = true;
            }
            if (charAt(end) == 'e' || charAt(end) == 'E') {
                int exponent = "+-".indexOf(charAt(end + 1)) >= 0 ? end + 2 : end + 1;
                end = digits(exponent, "0123456789");
                if (end == exponent) {
                    throw new CelMistake(at, "a number ends in its exponent");
                }
                isDouble = true;
            }
            add(isDouble ? Kind.DOUBLE : Kind.INT, source.substring(at, end), end);
        }
        if (isLetter(charAt(end))) {
            throw new CelMistake(
                    end,
                    "a number ends in '" + charAt(end)
                            + "'; unsigned numbers are not offered, and a name begins with a letter");
        }
    }

    private int digits(int from, String digits) {
        int end = from;
        while (end < source.length() && digits.indexOf(source.charAt(end)) >= 0) {
            end++;
        }
        return end;
    }

    private void sign() {
        String two = source.substring(at, Math.min(at + 2, source.length()));
        String sign = LONG_SIGNS.contains(two) ? two : two.substring(0, 1);
        if (sign.length() == 1 && SIGNS.indexOf(sign.charAt(0)) < 0) {
            throw new CelMistake(
                    at,
                    "'" + Character.toString(source.codePointAt(at)) + "' stands nowhere in an expression"
                            + (sign.equals("=") ? "; equal is '=='" : ""));
        }
        add(Kind.SIGN, sign, at + sign.length());
    }

    private void text(int quoteAt, boolean isRaw) {
        char quote = source.charAt(quoteAt);
        if (source.startsWith(String.valueOf(quote).repeat(3), quoteAt)) {
            throw new CelMistake(at, "a text in three quotes is not offered; write it in one");
        }
        StringBuilder text = new StringBuilder();
        int read = quoteAt + 1;
        while (charAt(read) != quote) {
            if (read >= source.length() || charAt(read) == '\n') {
                throw new CelMistake(at, "a text lacks its closing quote");
            }
            if (charAt(read) == '\\' && !isRaw) {
                read = escape(read, text);
            } else {
                text.append(source.charAt(read++));
            }
        }
        add(Kind.TEXT, text.toString(), read + 1);
    }

    /// @return where the text goes on
    private int escape(int from, StringBuilder text) {
        char kind = charAt(from + 1);
        int digits = switch (kind) {
            case 'x' -> 2;
            case 'u' -> 4;
            case 'U' -> 8;
            default -> 0;
        };
        if (digits > 0) {
            int end = from + 2 + digits;
            String hex = source.substring(from + 2, Math.min(end, source.length()));
            if (!hex.matches("[0-9a-fA-F]{" + digits + "}") || !isCharacter(Long.parseLong(hex, 16))) {
                throw new CelMistake(from, "'\\" + kind + hex + "' is no character");
            }
            text.appendCodePoint(Integer.parseInt(hex, 16));
            return end;
        }
        int place = "nrtbfav\\\"'`?".indexOf(kind);
        if (place < 0) {
            throw new CelMistake(from, "'\\" + kind + "' is no escape; a backslash is written '\\\\'");
        }
        text.append("\n\r\t\b\f\u0007\u000b\\\"'`?".charAt(place));
        return from + 2;
    }

    private static boolean isCharacter(long code) {
        return code <= Character.MAX_CODE_POINT
                && !(code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE);
    }

    private void add(Kind kind, String text, int end) {
        found.add(new Token(kind, text, at));
        at = end;
    }

    /// The character there, or 0 behind the end.
    private char charAt(int place) {
        return place < source.length() ? source.charAt(place) : 0;
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }
}
