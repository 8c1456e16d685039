package io.plimsoll.policy.cel;

import java.util.List;

/// A part of an expression, as it was read.
sealed interface Node {
    /// Where it begins or what joins it stands, in characters from 0.
    int at();

    record Literal(Object value, int at) implements Node {}

    record Name(String name, int at) implements Node {}

    record Select(Node of, String field, int at) implements Node {}

    /// Whether a field or key is there.
    record Has(Node of, String field, int at) implements Node {}

    record Index(Node of, Node key, int at) implements Node {}

    record Not(Node of, int at) implements Node {}

    record Minus(Node of, int at) implements Node {}

    record Binary(Operator operator, Node left, Node right, int at) implements Node {}

    record Conditional(Node condition, Node then, Node otherwise, int at) implements Node {}

    /// @param arguments the receiver first, if there is one
    record Call(String function, boolean onReceiver, List<Node> arguments, int at) implements Node {}

    record ListLiteral(List<Node> entries, int at) implements Node {}

    /// Keys and values in turn.
    record MapLiteral(List<Node> entries, int at) implements Node {}

    record Comprehension(Macro macro, Node range, String variable, Node body, int at) implements Node {}

    /// What is asked of each entry of a list, or of each key of a map.
    enum Macro {
        ALL,
        EXISTS,
        EXISTS_ONE,
        FILTER,
        MAP
    }

    /// What joins two parts.
    enum Operator {
        OR("||"),
        AND("&&"),
        EQUAL("=="),
        UNEQUAL("!="),
        LESS("<"),
        AT_MOST("<="),
        MORE(">"),
        AT_LEAST(">="),
        IN("in"),
        PLUS("+"),
        MINUS("-"),
        TIMES("*"),
        BY("/"),
        MODULO("%");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }
    }
}
