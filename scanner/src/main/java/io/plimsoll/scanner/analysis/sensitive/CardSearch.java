package io.plimsoll.scanner.analysis.sensitive;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Finds card numbers in text. Most digits of a file belong to something else, so a number counts only where nothing
/// next to it says that it is a part of more: of a hash, a fraction, a UUID, an identifier, a longer row of digits.
final class CardSearch {
    /// What makes a short or rare kind of number credible.
    private static final Pattern WORDS = Pattern.compile(
            "(?i)(?<![a-z])(?:cards?|pan|ccnum|cc_?n(?:o|um|umber)|credit|debit|visa|maestro|diners|amex|union_?pay"
                    + "|mastercard|account_?number)(?![a-z])|card_?(?:no|num|number)|[a-z]Card(?:Number)?\\b");

    private static final int WORDS_BEFORE = 100;
    private static final int LONGEST_RUN = 4096;
    private static final int LONGEST_STEP_BACK = 64;

    /// What beside a number makes it a part of something else.
    private static final String PARTS_OF_MORE = "._-/+%#$@&*^~\\";

    private static final List<int[]> GROUPS =
            List.of(new int[] {4, 4, 4, 4, 3}, new int[] {4, 4, 4, 4}, new int[] {4, 6, 5}, new int[] {4, 6, 4});

    /// How many neighbours are looked at, and how far it is to the next ones: of the shortest number, all of them that
    /// stand at one place at least belong to it.
    private static final int SAMPLE = 4;

    private static final int STEP = CardNumber.SHORTEST - SAMPLE + 1;
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final byte PART = 1;
    private static final byte DIGIT = 2;
    private static final byte[] KINDS = kinds();

    private static byte[] kinds() {
        byte[] kinds = new byte[256];
        kinds[' '] = PART;
        kinds['-'] = PART;
        Arrays.fill(kinds, '0', '9' + 1, (byte) (PART | DIGIT));
        return kinds;
    }

    private final boolean isDatabase;
    private final boolean isLibrary;

    /// @param kind of the text. In SQLite, texts lie side by side without anything between them; in libraries no number
    /// is a card unless a word says so.
    CardSearch(TextKind kind) {
        this.isDatabase = kind == TextKind.DATABASE;
        this.isLibrary = kind == TextKind.LIBRARY;
    }

    /// Reports the numbers that begin at or after `from` and before `to`.
    void search(Window text, int from, int to, Consumer<CardNumber> found) {
        byte[] bytes = text.bytes();
        int last = Math.min(to + STEP, text.length() - SAMPLE + 1);
        int at = from;
        while (at < last) {
            at = isInNumber(bytes, at) ? run(text, from, to, at, found) : at + STEP;
        }
    }

    /// Most samples are sorted out at once: only digits, blanks and signs are below the letters, and of those
    /// only digits and five signs have the fifth bit.
    private static boolean isInNumber(byte[] bytes, int at) {
        int four = (int) INT.get(bytes, at);
        return (four & 0xe0e0_e0e0) == 0x2020_2020 && (four & 0x1010_1010) != 0 && hasNumber(bytes, at);
    }

    private static boolean hasNumber(byte[] bytes, int at) {
        byte one = KINDS[bytes[at] & 0xff];
        byte two = KINDS[bytes[at + 1] & 0xff];
        byte three = KINDS[bytes[at + 2] & 0xff];
        byte four = KINDS[bytes[at + 3] & 0xff];
        return (one & two & three & four & PART) != 0 && ((one | two | three | four) & DIGIT) != 0;
    }

    /// Looks at the digits around a sample, with the single separators between them.
    ///
    /// @return the first place behind them
    private int run(Window text, int from, int to, int at, Consumer<CardNumber> found) {
        int first = at;
        while (!isDigit(text.charAt(first))) {
            first++;
        }
        int start = first;
        while (start > 0 && first - start < LONGEST_STEP_BACK && continues(text, start - 1, -1)) {
            start--;
        }
        int end = first + 1;
        while (end < text.length() && end - first < LONGEST_RUN && continues(text, end, 1)) {
            end++;
        }
        if (start >= from && start < to && end - start >= CardNumber.SHORTEST) {
            numbers(text, pieces(text, start, end), found);
        }
        return end;
    }

    private static boolean continues(Window text, int at, int towards) {
        char c = text.charAt(at);
        if (isDigit(c)) {
            return true;
        }
        int next = at + towards;
        return (c == ' ' || c == '-') && next >= 0 && next < text.length() && isDigit(text.charAt(next));
    }

    /// A row of digits.
    private record Piece(int start, int end) {
        int length() {
            return end - start;
        }
    }

    private static List<Piece> pieces(Window text, int start, int end) {
        List<Piece> pieces = new ArrayList<>();
        int from = start;
        for (int i = start; i <= end; i++) {
            if (i == end || !isDigit(text.charAt(i))) {
                pieces.add(new Piece(from, i));
                from = i + 1;
            }
        }
        return pieces;
    }

    /// Goes through what is written as card numbers are: in one piece, by fours, or as Amex and Diners do.
    private void numbers(Window text, List<Piece> pieces, Consumer<CardNumber> found) {
        int first = 0;
        while (first < pieces.size()) {
            int count = pieces.get(first).length() >= CardNumber.SHORTEST ? 1 : groups(text, pieces, first);
            if (count > 0) {
                judge(text, pieces.subList(first, first + count), found);
            }
            first += Math.max(1, count);
        }
    }

    /// How many pieces from this one on are the groups of one number; 0 if they are not.
    private static int groups(Window text, List<Piece> pieces, int first) {
        for (int[] lengths : GROUPS) {
            if (first + lengths.length <= pieces.size() && isWritten(text, pieces, first, lengths)) {
                return lengths.length;
            }
        }
        return 0;
    }

    /// All groups have these lengths and the same separator, and are no stretch of a longer row of fours.
    private static boolean isWritten(Window text, List<Piece> pieces, int first, int[] lengths) {
        char separator = text.charAt(pieces.get(first).end());
        for (int i = 0; i < lengths.length; i++) {
            Piece piece = pieces.get(first + i);
            boolean same = i == lengths.length - 1 || text.charAt(piece.end()) == separator;
            if (piece.length() != lengths[i] || !same) {
                return false;
            }
        }
        int next = first + lengths.length;
        return (first == 0 || pieces.get(first - 1).length() != 4)
                && (next == pieces.size() || pieces.get(next).length() != 4);
    }

    private void judge(Window text, List<Piece> number, Consumer<CardNumber> found) {
        int start = number.getFirst().start();
        int end = number.getLast().end();
        if (!isBorder(text, start - 1, -1) || !isBorder(text, end, 1)) {
            return;
        }
        StringBuilder digits = new StringBuilder(CardNumber.LONGEST);
        number.forEach(piece -> digits.append(text, piece.start(), piece.end()));
        CardNumber.of(digits.toString())
                .filter(card ->
                        (!isLibrary && isCommon(card, digits.length(), number.size() > 1)) || isNamed(text, start))
                .ifPresent(found);
    }

    /// Of other lengths so few numbers are cards that a word has to say so.
    private static boolean isCommon(CardNumber card, int length, boolean inGroups) {
        return switch (card.issuer()) {
            case AMEX -> true;
            case VISA, MASTERCARD, DISCOVER, JCB -> length == 16;
            case DINERS, UNIONPAY, MAESTRO -> inGroups;
        };
    }

    private static boolean isNamed(Window text, int start) {
        return WORDS.matcher(text.subSequence(Math.max(0, start - WORDS_BEFORE), start))
                .find();
    }

    /// Whether the number can end here. Track 1 of a magnetic stripe reads `%B<number>^<name>^` (ISO/IEC 7813).
    ///
    /// @param at the place beside the number
    /// @param away the direction that leads away from it
    private boolean isBorder(Window text, int at, int away) {
        if (at < 0 || at >= text.length()) {
            return true;
        }
        char c = text.charAt(at);
        if (isDatabase) {
            return !isDigit(c) && !isHexadecimal(text, at, away);
        }
        boolean endOfSentence = c == '.' && away > 0 && !isWord(text, at + 1);
        boolean track1 = away > 0 ? c == '^' : c == 'B' && at > 0 && text.charAt(at - 1) == '%';
        return endOfSentence || track1 || (!isWord(text, at) && PARTS_OF_MORE.indexOf(c) < 0);
    }

    private static boolean isHexadecimal(Window text, int at, int away) {
        for (int i = 0; i < 4; i++) {
            int place = at + i * away;
            if (place < 0 || place >= text.length() || Character.digit(text.charAt(place), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWord(Window text, int at) {
        int c = at < text.length() ? text.charAt(at) : 0;
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
