package io.plimsoll.policy;

/// One thing that is wrong with a document, and where.
///
/// @param sentence what is there, and what may be there
/// @param line of the document, from 1; 0 where it cannot be told
/// @param column of the line, from 1; 0 where it cannot be told
public record PolicyMistake(String sentence, int line, int column) {
    /// A mistake that is at no place of the text.
    static PolicyMistake somewhere(String sentence) {
        return new PolicyMistake(sentence, 0, 0);
    }

    /// The sentence with its place in front, such as `line 4, column 3: ...`.
    public String placed() {
        return line == 0 ? sentence : "line " + line + ", column " + column + ": " + sentence;
    }
}
