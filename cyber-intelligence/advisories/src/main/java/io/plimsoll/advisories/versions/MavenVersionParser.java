package io.plimsoll.advisories.versions;

import io.plimsoll.advisories.versions.MavenItem.Numeral;
import io.plimsoll.advisories.versions.MavenItem.Qualifier;
import io.plimsoll.advisories.versions.MavenItem.Sequence;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/// Cuts one version into nested pieces, left to right, as `ComparableVersion.parseVersion` does. Its oddities
/// are kept on purpose: `1.x` reads as `1-x`, and each hyphen and each change between digits and letters opens
/// a new sequence.
final class MavenVersionParser {
    private final String text;
    private final Deque<Sequence> open = new ArrayDeque<>();
    private Sequence current = new Sequence();
    private int start;
    private boolean inDigits;

    private MavenVersionParser(String text) {
        this.text = text;
        open.push(current);
    }

    static Sequence parse(String version) {
        return new MavenVersionParser(version.toLowerCase(Locale.ROOT)).parse();
    }

    private Sequence parse() {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' || c == '-') {
                endPiece(i, false);
                start = i + 1;
                if (c == '-') {
                    nest();
                }
            } else if (Digits.isDigit(c)) {
                digit(i);
            } else {
                letter(i);
            }
        }
        if (start < text.length()) {
            if (!inDigits) {
                nestUnlessFirst();
            }
            endPiece(text.length(), false);
        }
        return trimmed();
    }

    private void digit(int i) {
        if (!inDigits && i > start) {
            nestUnlessFirst();
            endPiece(i, true);
            start = i;
            nest();
        }
        inDigits = true;
    }

    private void letter(int i) {
        if (inDigits && i > start) {
            endPiece(i, false);
            start = i;
            nest();
        }
        inDigits = false;
    }

    private void endPiece(int end, boolean followedByDigit) {
        String piece = text.substring(start, end);
        current.items()
                .add(
                        piece.isEmpty()
                                ? Numeral.ZERO
                                : inDigits ? Numeral.of(piece) : Qualifier.of(piece, followedByDigit));
    }

    private void nestUnlessFirst() {
        if (!current.items().isEmpty()) {
            nest();
        }
    }

    private void nest() {
        Sequence inner = new Sequence();
        current.items().add(inner);
        open.push(inner);
        current = inner;
    }

    private Sequence trimmed() {
        Sequence whole = current;
        while (!open.isEmpty()) {
            whole = open.pop();
            whole.trim();
        }
        return whole;
    }
}
