package io.plimsoll.policy.cel;

import io.plimsoll.policy.cel.Node.Operator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One evaluation of a checked expression. It counts its steps instead of the time, so that the same facts give the
/// same answer on every machine.
final class Evaluation {
    /// A step is about 10 to 50 nanoseconds, so this is below a tenth of a second.
    static final int MOST_STEPS = 2_000_000;

    private static final int LONGEST_TEXT = 100_000;
    private static final int CHARACTERS_A_STEP = 32;

    /// It takes too many steps. Nothing absorbs this.
    static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLong() {
            super("it takes more than " + MOST_STEPS + " steps for this image", null, false, false);
        }
    }

    /// The variables of the comprehensions around a part, the innermost first.
    private record Scope(
            String name, Object value, @Nullable Scope outer) {}

    private final CelObject facts;
    private final Map<String, Object> known = new HashMap<>();
    private long steps;

    /// @param facts whose fields are what names mean; asked once for each
    Evaluation(CelObject facts) {
        this.facts = facts;
    }

    Object of(Node node) {
        return of(node, null);
    }

    private void spend(long more) {
        steps += more;
        if (steps > MOST_STEPS) {
            throw new TooLong();
        }
    }

    private Object of(Node node, @Nullable Scope scope) {
        spend(1);
        return switch (node) {
            case Node.Literal n -> n.value();
            case Node.Name n -> variable(n.name(), scope);
            case Node.Select n -> with(of(n.of(), scope), value -> selected(value, n.field()));
            case Node.Has n -> with(of(n.of(), scope), value -> !(selected(value, n.field()) instanceof Failure));
            case Node.Index n -> with(of(n.of(), scope), list -> with(of(n.key(), scope), key -> entry(list, key)));
            case Node.Not n -> with(of(n.of(), scope), value -> !(Boolean) value);
            case Node.Minus n -> with(of(n.of(), scope), Evaluation::negative);
            case Node.Binary n -> binary(n, scope);
            case Node.Conditional n ->
                with(of(n.condition(), scope), truth -> of((Boolean) truth ? n.then() : n.otherwise(), scope));
            case Node.Call n -> call(n, scope);
            case Node.ListLiteral n -> each(n.entries(), scope);
            case Node.MapLiteral n -> with(each(n.entries(), scope), entries -> map((List<?>) entries));
            case Node.Comprehension n -> with(of(n.range(), scope), range -> comprehension(n, range, scope));
        };
    }

    private static Object with(Object value, Function<Object, Object> then) {
        return value instanceof Failure ? value : then.apply(value);
    }

    private Object variable(String name, @Nullable Scope scope) {
        for (Scope s = scope; s != null; s = s.outer()) {
            if (s.name().equals(name)) {
                return s.value();
            }
        }
        return known.computeIfAbsent(name, field -> selected(facts, field));
    }

    private static Object selected(Object value, String field) {
        return switch (value) {
            case CelObject(CelType.Struct type, Object target) -> {
                CelType.Field known = Objects.requireNonNull(type.fields().get(field));
                Object found = known.of().apply(target);
                yield found == null ? new Failure(known.absent()) : found;
            }
            default -> entry(value, field);
        };
    }

    private static Object entry(Object of, Object key) {
        return switch (of) {
            case Map<?, ?> map -> {
                Object found = map.get(key);
                yield found == null ? new Failure("there is no entry '" + key + "'") : found;
            }
            default -> {
                List<?> list = (List<?>) of;
                long place = (Long) key;
                yield place >= 0 && place < list.size()
                        ? Objects.requireNonNull(list.get((int) place))
                        : new Failure("a list of " + list.size() + " has no entry " + place);
            }
        };
    }

    private static Object negative(Object value) {
        if (value instanceof Double number) {
            return -number;
        }
        long number = (Long) value;
        return number == Long.MIN_VALUE ? overflow() : (Object) (-number);
    }

    private static Failure overflow() {
        return new Failure("a number is larger than 64 bits hold");
    }

    private Object each(List<Node> parts, @Nullable Scope scope) {
        List<Object> values = new ArrayList<>();
        for (Node part : parts) {
            Object value = of(part, scope);
            if (value instanceof Failure) {
                return value;
            }
            values.add(value);
        }
        return values;
    }

    private static Object map(List<?> entries) {
        Map<Object, Object> map = new HashMap<>();
        for (int i = 0; i < entries.size(); i += 2) {
            if (map.put(Objects.requireNonNull(entries.get(i)), Objects.requireNonNull(entries.get(i + 1))) != null) {
                return new Failure("the key '" + entries.get(i) + "' stands twice in a map");
            }
        }
        return map;
    }

    private Object call(Node.Call node, @Nullable Scope scope) {
        return with(each(node.arguments(), scope), values -> {
            List<Object> given = new ArrayList<>();
            ((List<?>) values).forEach(value -> given.add(Objects.requireNonNull(value)));
            given.forEach(value -> spend(value instanceof String text ? text.length() / CHARACTERS_A_STEP : 0));
            return Functions.call(node.function(), given);
        });
    }

    private Object binary(Node.Binary node, @Nullable Scope scope) {
        return switch (node.operator()) {
            case OR -> either(of(node.left(), scope), () -> of(node.right(), scope), true);
            case AND -> either(of(node.left(), scope), () -> of(node.right(), scope), false);
            default ->
                with(
                        of(node.left(), scope),
                        left -> with(of(node.right(), scope), right -> joined(node.operator(), left, right)));
        };
    }

    /// Whichever side decides does so, also if the other has no value.
    private static Object either(Object left, java.util.function.Supplier<Object> right, boolean decides) {
        if (left.equals(decides)) {
            return decides;
        }
        Object other = right.get();
        if (other.equals(decides)) {
            return decides;
        }
        return left instanceof Failure ? left : other;
    }

    private Object joined(Operator operator, Object left, Object right) {
        return switch (operator) {
            case EQUAL -> isEqual(left, right);
            case UNEQUAL -> !isEqual(left, right);
            case LESS -> !isNan(left, right) && compare(left, right) < 0;
            case AT_MOST -> !isNan(left, right) && compare(left, right) <= 0;
            case MORE -> !isNan(left, right) && compare(left, right) > 0;
            case AT_LEAST -> !isNan(left, right) && compare(left, right) >= 0;
            case IN ->
                right instanceof Map<?, ?> map
                        ? map.containsKey(left)
                        : ((List<?>) right).stream().anyMatch(entry -> isEqual(left, Objects.requireNonNull(entry)));
            case PLUS -> sum(left, right);
            case MINUS, TIMES, BY, MODULO -> arithmetic(operator, left, right);
            case OR, AND -> throw new IllegalArgumentException("decided before");
        };
    }

    private boolean isEqual(Object left, Object right) {
        spend(1);
        return switch (left) {
            case Double number when right instanceof Double other -> (double) number == (double) other;
            case List<?> list
            when right instanceof List<?> others -> {
                boolean isEqual = list.size() == others.size();
                for (int i = 0; isEqual && i < list.size(); i++) {
                    isEqual = isEqual(Objects.requireNonNull(list.get(i)), Objects.requireNonNull(others.get(i)));
                }
                yield isEqual;
            }
            case Map<?, ?> map
            when right instanceof Map<?, ?> others -> {
                spend(map.size());
                yield map.equals(others);
            }
            default -> left.equals(right);
        };
    }

    private static boolean isNan(Object left, Object right) {
        return (left instanceof Double one && one.isNaN()) || (right instanceof Double other && other.isNaN());
    }

    /// Texts by their code points.
    private static int compare(Object left, Object right) {
        return switch (left) {
            case Long number -> Long.compare(number, (Long) right);
            case Double number -> number + 0.0 == (Double) right + 0.0 ? 0 : Double.compare(number, (Double) right);
            case Boolean truth -> Boolean.compare(truth, (Boolean) right);
            default ->
                java.util.Arrays.compare(
                        ((String) left).codePoints().toArray(),
                        ((String) right).codePoints().toArray());
        };
    }

    private Object sum(Object left, Object right) {
        return switch (left) {
            case String text -> {
                String whole = text + right;
                spend(whole.length() / CHARACTERS_A_STEP);
                yield whole.length() > LONGEST_TEXT
                        ? new Failure("a text is longer than " + LONGEST_TEXT + " characters")
                        : (Object) whole;
            }
            case List<?> list -> {
                List<Object> whole = new ArrayList<>(list);
                whole.addAll((List<?>) right);
                spend(whole.size());
                yield whole;
            }
            default -> arithmetic(Operator.PLUS, left, right);
        };
    }

    private static Object arithmetic(Operator operator, Object left, Object right) {
        return left instanceof Double number
                ? reals(operator, number, (Double) right)
                : integers(operator, (Long) left, (Long) right);
    }

    private static Object reals(Operator operator, double left, double right) {
        return switch (operator) {
            case PLUS -> left + right;
            case MINUS -> left - right;
            case TIMES -> left * right;
            default -> left / right;
        };
    }

    private static Object integers(Operator operator, long left, long right) {
        if ((operator == Operator.BY || operator == Operator.MODULO) && right == 0) {
            return new Failure("a number is divided by 0");
        }
        if ((operator == Operator.BY || operator == Operator.MODULO) && left == Long.MIN_VALUE && right == -1) {
            return overflow();
        }
        try {
            return switch (operator) {
                case PLUS -> Math.addExact(left, right);
                case MINUS -> Math.subtractExact(left, right);
                case TIMES -> Math.multiplyExact(left, right);
                case MODULO -> left % right;
                default -> left / right;
            };
        } catch (ArithmeticException _) {
            return overflow();
        }
    }

    private Object comprehension(Node.Comprehension node, Object range, @Nullable Scope scope) {
        Iterable<?> entries = range instanceof Map<?, ?> map ? map.keySet() : (List<?>) range;
        Function<Object, Object> body = entry -> of(node.body(), new Scope(node.variable(), entry, scope));
        return switch (node.macro()) {
            case ALL -> all(entries, body, false);
            case EXISTS -> all(entries, body, true);
            case EXISTS_ONE -> one(entries, body);
            case FILTER -> listed(entries, body, true);
            case MAP -> listed(entries, body, false);
        };
    }

    /// Whether one of them decides, else the first that has no value, else the opposite.
    private static Object all(Iterable<?> entries, Function<Object, Object> body, boolean decides) {
        Object whole = !decides;
        for (Object entry : entries) {
            whole = either(whole, () -> body.apply(entry), decides);
            if (whole.equals(decides)) {
                return whole;
            }
        }
        return whole;
    }

    private static Object one(Iterable<?> entries, Function<Object, Object> body) {
        int found = 0;
        for (Object entry : entries) {
            Object value = body.apply(entry);
            if (value instanceof Failure) {
                return value;
            }
            found += (Boolean) value ? 1 : 0;
        }
        return found == 1;
    }

    private Object listed(Iterable<?> entries, Function<Object, Object> body, boolean filters) {
        List<Object> list = new ArrayList<>();
        for (Object entry : entries) {
            Object value = body.apply(entry);
            if (value instanceof Failure) {
                return value;
            }
            if (!filters || (Boolean) value) {
                list.add(filters ? entry : value);
            }
        }
        return list;
    }
}
