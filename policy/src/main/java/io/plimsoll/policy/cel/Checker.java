package io.plimsoll.policy.cel;

import io.plimsoll.policy.cel.CelType.ListOf;
import io.plimsoll.policy.cel.CelType.MapOf;
import io.plimsoll.policy.cel.CelType.Simple;
import io.plimsoll.policy.cel.CelType.Struct;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Works out of what type each part of an expression is, so that a wrong name or comparison is told when a policy is
/// written, and not when it judges.
final class Checker {
    private final Map<String, CelType> variables;

    /// @param variables what names mean
    private Checker(Map<String, CelType> variables) {
        this.variables = variables;
    }

    /// @throws CelMistake naming the first mistake
    static CelType check(Node node, Map<String, CelType> variables) {
        return new Checker(variables).typeOf(node);
    }

    private CelType typeOf(Node node) {
        return switch (node) {
            case Node.Literal n -> literal(n.value());
            case Node.Name n -> variable(n);
            case Node.Select n -> selected(typeOf(n.of()), n.field(), n.at());
            case Node.Has n -> has(n);
            case Node.Index n -> index(n);
            case Node.Not n -> require(n.of(), Simple.BOOL, "'!'", n.at());
            case Node.Minus n -> minus(n);
            case Node.Binary n -> binary(n);
            case Node.Conditional n -> conditional(n);
            case Node.Call n ->
                Functions.typeOf(n, n.arguments().stream().map(this::typeOf).toList());
            case Node.ListLiteral n -> new ListOf(common(n.entries()));
            case Node.MapLiteral n -> map(n.entries());
            case Node.Comprehension n -> comprehension(n);
        };
    }

    private static CelType literal(Object value) {
        return switch (value) {
            case Boolean _ -> Simple.BOOL;
            case Long _ -> Simple.INT;
            case Double _ -> Simple.DOUBLE;
            default -> Simple.STRING;
        };
    }

    private CelType variable(Node.Name node) {
        CelType type = variables.get(node.name());
        if (type == null) {
            throw new CelMistake(
                    node.at(),
                    "'" + node.name() + "' is not known; there are "
                            + String.join(", ", new TreeMap<>(variables).keySet()));
        }
        return type;
    }

    private static CelType selected(CelType of, String field, int at) {
        return switch (of) {
            case Struct struct -> {
                CelType.Field known = struct.fields().get(field);
                if (known == null) {
                    throw new CelMistake(
                            at, "a " + struct.name() + " has no '" + field + "'; it has " + struct.fieldNames());
                }
                yield known.type();
            }
            case MapOf(CelType value) -> value;
            case ListOf _, Simple _ ->
                throw new CelMistake(at, "a " + of.word() + " has no fields, so no '" + field + "'");
        };
    }

    private CelType has(Node.Has node) {
        selected(typeOf(node.of()), node.field(), node.at());
        return Simple.BOOL;
    }

    private CelType index(Node.Index node) {
        return switch (typeOf(node.of())) {
            case ListOf(CelType element) -> {
                require(node.key(), Simple.INT, "the place in a list", node.at());
                yield element;
            }
            case MapOf(CelType value) -> {
                require(node.key(), Simple.STRING, "the key of a map", node.at());
                yield value;
            }
            case Struct other -> throw new CelMistake(node.at(), "a " + other.word() + " has fields: write x.field");
            case Simple other -> throw new CelMistake(node.at(), "a " + other.word() + " has no entries");
        };
    }

    private CelType minus(Node.Minus node) {
        CelType type = typeOf(node.of());
        if (!isNumber(type)) {
            throw new CelMistake(node.at(), "'-' is for numbers, not for " + type.word());
        }
        return type;
    }

    private CelType require(Node node, CelType wanted, String what, int at) {
        CelType type = typeOf(node);
        if (!type.fits(wanted)) {
            throw new CelMistake(at, what + " is for " + wanted.word() + ", not for " + type.word());
        }
        return wanted;
    }

    private CelType binary(Node.Binary node) {
        CelType left = typeOf(node.left());
        CelType right = typeOf(node.right());
        boolean fits = switch (node.operator()) {
            case OR, AND -> left.fits(Simple.BOOL) && right.fits(Simple.BOOL);
            case EQUAL, UNEQUAL -> left.fits(right);
            case LESS, AT_MOST, MORE, AT_LEAST -> left.fits(right) && left instanceof Simple;
            case IN ->
                switch (right) {
                    case ListOf(CelType element) -> left.fits(element);
                    case MapOf _ -> left.fits(Simple.STRING);
                    case Simple _, Struct _ -> false;
                };
            case PLUS -> left.fits(right) && (isNumber(left) || left == Simple.STRING || left instanceof ListOf);
            case MINUS, TIMES, BY -> left.fits(right) && isNumber(left);
            case MODULO -> left.fits(Simple.INT) && right.fits(Simple.INT);
        };
        if (!fits) {
            throw new CelMistake(
                    node.at(),
                    "'" + node.operator().sign() + "' does not join " + left.word() + " and " + right.word()
                            + (isNumber(left) && isNumber(right)
                                    ? "; write 7.0 for a double, and int(x) or double(x)"
                                    : ""));
        }
        return switch (node.operator()) {
            case OR, AND, EQUAL, UNEQUAL, LESS, AT_MOST, MORE, AT_LEAST, IN -> Simple.BOOL;
            case PLUS ->
                left == Simple.ANY || (left instanceof ListOf(CelType element) && element == Simple.ANY) ? right : left;
            case MINUS, TIMES, BY, MODULO -> left == Simple.ANY ? right : left;
        };
    }

    private static boolean isNumber(CelType type) {
        return type == Simple.INT || type == Simple.DOUBLE || type == Simple.ANY;
    }

    private CelType conditional(Node.Conditional node) {
        require(node.condition(), Simple.BOOL, "the condition before '?'", node.at());
        return common(List.of(node.then(), node.otherwise()));
    }

    /// The one type of several parts.
    private CelType common(List<Node> parts) {
        CelType common = Simple.ANY;
        for (Node part : parts) {
            CelType type = typeOf(part);
            if (!type.fits(common)) {
                throw new CelMistake(
                        part.at(), "this is a " + type.word() + ", and what is beside it a " + common.word());
            }
            common = common == Simple.ANY || common.equals(new ListOf(Simple.ANY)) ? type : common;
        }
        return common;
    }

    private CelType map(List<Node> entries) {
        List<Node> values = new java.util.ArrayList<>();
        for (int i = 0; i < entries.size(); i += 2) {
            require(
                    entries.get(i),
                    Simple.STRING,
                    "the key of a map",
                    entries.get(i).at());
            values.add(entries.get(i + 1));
        }
        return new MapOf(common(values));
    }

    private CelType comprehension(Node.Comprehension node) {
        CelType range = typeOf(node.range());
        CelType element = switch (range) {
            case ListOf(CelType each) -> each;
            case MapOf _ -> Simple.STRING;
            case Simple _, Struct _ ->
                throw new CelMistake(node.at(), "'" + word(node) + "' is for lists and maps, not for " + range.word());
        };
        Map<String, CelType> inner = new HashMap<>(variables);
        inner.put(node.variable(), element);
        CelType body = check(node.body(), inner);
        if (node.macro() != Node.Macro.MAP && !body.fits(Simple.BOOL)) {
            throw new CelMistake(
                    node.body().at(), "'" + word(node) + "' asks for true or false, not for " + body.word());
        }
        return switch (node.macro()) {
            case ALL, EXISTS, EXISTS_ONE -> Simple.BOOL;
            case FILTER -> new ListOf(element);
            case MAP -> new ListOf(body);
        };
    }

    private static String word(Node.Comprehension node) {
        return node.macro().name().toLowerCase(java.util.Locale.ROOT);
    }
}
