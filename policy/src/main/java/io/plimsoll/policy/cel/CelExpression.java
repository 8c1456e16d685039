package io.plimsoll.policy.cel;

import java.util.Map;

/// A checked expression that is true or false. Two are equal if their texts are.
///
/// Values are `Boolean`, `Long`, `Double`, `String`, `List`, `Map` with texts as keys, and [CelObject]. Any thread.
public final class CelExpression {
    /// The longest expression taken, in characters.
    public static final int MAXIMUM_LENGTH = 4096;

    private final String source;
    private final Node root;

    private CelExpression(String source, Node root) {
        this.source = source;
        this.root = root;
    }

    /// Reads and checks an expression.
    ///
    /// @param variables the types of the names that it may use
    /// @throws CelMistake naming the first mistake
    public static CelExpression of(String source, Map<String, CelType> variables) {
        if (source.length() > MAXIMUM_LENGTH) {
            throw new CelMistake(
                    MAXIMUM_LENGTH, "it has at most " + MAXIMUM_LENGTH + " characters, not " + source.length());
        }
        Node root = Parser.parse(source);
        CelType type = Checker.check(root, variables);
        if (!type.fits(CelType.Simple.BOOL)) {
            throw new CelMistake(0, "it is true or false, and not a " + type.word());
        }
        return new CelExpression(source, root);
    }

    /// Its text.
    public String source() {
        return source;
    }

    /// Whether it is true of these facts. It ends after a bounded number of steps, which is the same everywhere.
    ///
    /// @param facts whose fields are the variables; asked only for those that are used
    public CelResult evaluate(CelObject facts) {
        try {
            return switch (new Evaluation(facts).of(root)) {
                case Boolean answer -> new CelResult.Answer(answer);
                case Failure(String why) -> new CelResult.Failed(why);
                default -> new CelResult.Failed("it is neither true nor false");
            };
        } catch (Evaluation.TooLong e) {
            return new CelResult.Failed(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CelExpression expression && source.equals(expression.source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    @Override
    public String toString() {
        return source;
    }
}
