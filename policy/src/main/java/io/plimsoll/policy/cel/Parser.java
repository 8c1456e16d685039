package io.plimsoll.policy.cel;

import io.plimsoll.policy.cel.Node.Macro;
import io.plimsoll.policy.cel.Node.Operator;
import io.plimsoll.policy.cel.Tokens.Kind;
import io.plimsoll.policy.cel.Tokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// Reads an expression (CEL specification, "Syntax"). Each level of precedence is one method, the weakest first.
final class Parser {
    /// How deep parts may be inside of each other.
    private static final int DEEPEST = 40;
    /// How many parts may follow each other at one level.
    private static final int LONGEST = 200;

    private static final Map<String, Macro> MACROS = Map.of(
            "all", Macro.ALL,
            "exists", Macro.EXISTS,
            "exists_one", Macro.EXISTS_ONE,
            "filter", Macro.FILTER,
            "map", Macro.MAP);
    private static final Map<String, Operator> RELATIONS = Map.of(
            "==", Operator.EQUAL,
            "!=", Operator.UNEQUAL,
            "<", Operator.LESS,
            "<=", Operator.AT_MOST,
            ">", Operator.MORE,
            ">=", Operator.AT_LEAST,
            "in", Operator.IN);
    private static final Map<String, Operator> SUMS = Map.of("+", Operator.PLUS, "-", Operator.MINUS);
    private static final Map<String, Operator> PRODUCTS =
            Map.of("*", Operator.TIMES, "/", Operator.BY, "%", Operator.MODULO);
    private static final Set<String> RESERVED = Set.of(
            "as",
            "break",
            "const",
            "continue",
            "else",
            "for",
            "function",
            "if",
            "import",
            "in",
            "let",
            "loop",
            "package",
            "namespace",
            "return",
            "var",
            "void",
            "while");

    private final List<Token> tokens;
    private int next;
    private int depth;

    private Parser(List<Token> tokens) {
        this.tokens = tokens;
    }

    /// @throws CelMistake naming the first mistake
    static Node parse(String source) {
        Parser parser = new Parser(Tokens.of(source));
        Node whole = parser.expression();
        if (parser.peek().kind() != Kind.END) {
            throw parser.unexpected("an operator or the end");
        }
        return whole;
    }

    private Node expression() {
        depth++;
        if (depth > DEEPEST) {
            throw new CelMistake(peek().at(), "it is deeper than " + DEEPEST + " levels");
        }
        Node condition = left(this::conjunction, Map.of("||", Operator.OR));
        Node whole = condition;
        if (peek().isSign("?")) {
            int at = take().at();
            Node then = left(this::conjunction, Map.of("||", Operator.OR));
            expect(":");
            whole = new Node.Conditional(condition, then, expression(), at);
        }
        depth--;
        return whole;
    }

    private Node conjunction() {
        return left(this::relation, Map.of("&&", Operator.AND));
    }

    private Node relation() {
        return left(this::sum, RELATIONS);
    }

    private Node sum() {
        return left(this::product, SUMS);
    }

    private Node product() {
        return left(this::unary, PRODUCTS);
    }

    /// Parts that are joined by operators of one precedence, from the left.
    private Node left(Supplier<Node> part, Map<String, Operator> operators) {
        Node whole = part.get();
        for (int parts = 1; ; parts++) {
            Operator operator = operatorAt(peek(), operators);
            if (operator == null) {
                return whole;
            }
            if (parts >= LONGEST) {
                throw new CelMistake(peek().at(), "more than " + LONGEST + " parts in a row; use a list and 'in'");
            }
            int at = take().at();
            whole = new Node.Binary(operator, whole, part.get(), at);
        }
    }

    private static @org.jspecify.annotations.Nullable Operator operatorAt(
            Token token, Map<String, Operator> operators) {
        return token.kind() == Kind.SIGN || token.kind() == Kind.NAME ? operators.get(token.text()) : null;
    }

    private Node unary() {
        if (!peek().isSign("!") && !peek().isSign("-")) {
            return member();
        }
        depth++;
        if (depth > DEEPEST) {
            throw new CelMistake(peek().at(), "it is deeper than " + DEEPEST + " levels");
        }
        Token sign = take();
        Node of = unary();
        depth--;
        return sign.isSign("!") ? new Node.Not(of, sign.at()) : new Node.Minus(of, sign.at());
    }

    private Node member() {
        Node whole = primary();
        for (int parts = 0; parts < LONGEST; parts++) {
            if (peek().isSign(".")) {
                take();
                whole = selected(whole);
            } else if (peek().isSign("[")) {
                int at = take().at();
                Node key = expression();
                expect("]");
                whole = new Node.Index(whole, key, at);
            } else {
                return whole;
            }
        }
        throw new CelMistake(peek().at(), "more than " + LONGEST + " parts in a row");
    }

    private Node selected(Node of) {
        Token name = name("the name of a field or function");
        if (!peek().isSign("(")) {
            return new Node.Select(of, name.text(), name.at());
        }
        take();
        Macro macro = MACROS.get(name.text());
        if (macro != null) {
            Token variable = name("the name of a variable");
            if (RESERVED.contains(variable.text())) {
                throw new CelMistake(variable.at(), "'" + variable.text() + "' is a reserved word");
            }
            expect(",");
            Node body = expression();
            expect(")");
            return new Node.Comprehension(macro, of, variable.text(), body, name.at());
        }
        List<Node> arguments = new ArrayList<>(List.of(of));
        arguments.addAll(list(")"));
        return new Node.Call(name.text(), true, arguments, name.at());
    }

    private Node primary() {
        Token token = take();
        return switch (token.kind()) {
            case TEXT -> new Node.Literal(token.text(), token.at());
            case INT -> new Node.Literal(integer(token), token.at());
            case DOUBLE -> new Node.Literal(Double.parseDouble(token.text()), token.at());
            case NAME -> named(token);
            case SIGN, END -> enclosed(token);
        };
    }

    private static Long integer(Token token) {
        try {
            return Long.decode(
                    token.text().startsWith("0x") || token.text().startsWith("0X")
                            ? token.text()
                            : token.text().replaceFirst("^0+(?=.)", ""));
        } catch (NumberFormatException _) {
            throw new CelMistake(token.at(), "'" + token.text() + "' is no whole number of 64 bits");
        }
    }

    private Node named(Token name) {
        if (name.text().equals("true") || name.text().equals("false")) {
            return new Node.Literal(name.text().equals("true"), name.at());
        }
        if (name.text().equals("null")) {
            throw new CelMistake(name.at(), "null is not offered; 'has(x.field)' tells whether a field is there");
        }
        if (RESERVED.contains(name.text())) {
            throw new CelMistake(name.at(), "'" + name.text() + "' is a reserved word");
        }
        if (!peek().isSign("(")) {
            return new Node.Name(name.text(), name.at());
        }
        take();
        List<Node> arguments = list(")");
        if (!name.text().equals("has")) {
            return new Node.Call(name.text(), false, arguments, name.at());
        }
        if (arguments.size() == 1 && arguments.getFirst() instanceof Node.Select(Node of, String field, int at)) {
            return new Node.Has(of, field, at);
        }
        throw new CelMistake(name.at(), "'has' asks for one field, such as has(finding.epss)");
    }

    private Node enclosed(Token sign) {
        if (sign.isSign("(")) {
            Node inner = expression();
            expect(")");
            return inner;
        }
        if (sign.isSign("[")) {
            return new Node.ListLiteral(list("]"), sign.at());
        }
        if (sign.isSign("{")) {
            return new Node.MapLiteral(entries(), sign.at());
        }
        next -= sign.kind() == Kind.END ? 0 : 1;
        throw unexpected("a value");
    }

    private List<Node> list(String end) {
        List<Node> entries = new ArrayList<>();
        while (!peek().isSign(end)) {
            entries.add(expression());
            if (!peek().isSign(end)) {
                expect(",");
            }
        }
        take();
        return entries;
    }

    private List<Node> entries() {
        List<Node> entries = new ArrayList<>();
        while (!peek().isSign("}")) {
            entries.add(expression());
            expect(":");
            entries.add(expression());
            if (!peek().isSign("}")) {
                expect(",");
            }
        }
        take();
        return entries;
    }

    private Token name(String what) {
        if (peek().kind() != Kind.NAME) {
            throw unexpected(what);
        }
        return take();
    }

    private void expect(String sign) {
        if (!peek().isSign(sign)) {
            throw unexpected("'" + sign + "'");
        }
        take();
    }

    private CelMistake unexpected(String wanted) {
        Token found = peek();
        return new CelMistake(
                found.at(),
                found.kind() == Kind.END
                        ? "it ends where " + wanted + " is expected"
                        : wanted + " is expected here, not '" + found.text() + "'");
    }

    private Token peek() {
        return tokens.get(next);
    }

    /// The end is never passed.
    private Token take() {
        Token token = tokens.get(next);
        if (token.kind() != Kind.END) {
            next++;
        }
        return token;
    }
}
