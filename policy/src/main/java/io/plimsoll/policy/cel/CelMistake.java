package io.plimsoll.policy.cel;

import java.io.Serial;

/// What is wrong with the text of an expression, and where.
public final class CelMistake extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final int at;

    /// @param at where it is, in characters from 0
    CelMistake(int at, String sentence) {
        super(sentence);
        this.at = at;
    }

    /// The sentence with its place in the expression, such as `at line 1, column 12 of the expression: ...`.
    ///
    /// @param source the expression that was read
    public String placed(String source) {
        String before = source.substring(0, Math.min(at, source.length()));
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        int column = before.length() - before.lastIndexOf('\n');
        return "at line " + line + ", column " + column + " of the expression: " + getMessage();
    }
}
