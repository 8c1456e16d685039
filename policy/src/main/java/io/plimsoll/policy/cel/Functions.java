package io.plimsoll.policy.cel;

import io.plimsoll.policy.cel.CelType.ListOf;
import io.plimsoll.policy.cel.CelType.MapOf;
import io.plimsoll.policy.cel.CelType.Simple;
import java.util.List;
import java.util.Map;

/// The functions that an expression may call.
final class Functions {
    private static final String NAMES =
            "size, contains, startsWith, endsWith, fits, int, double, string; all, exists, exists_one, filter, map,"
                    + " has";

    private Functions() {}

    /// @param given the types of the arguments, the receiver first
    /// @throws CelMistake if there is no such function of such arguments
    static CelType typeOf(Node.Call call, List<CelType> given) {
        CelType first = given.isEmpty() ? Simple.ANY : given.getFirst();
        boolean fits = switch (call.function()) {
            case "size" ->
                given.size() == 1 && (first instanceof ListOf || first instanceof MapOf || first.fits(Simple.STRING));
            case "contains", "startsWith", "endsWith", "fits" ->
                call.onReceiver() && given.size() == 2 && given.stream().allMatch(Simple.STRING::fits);
            case "int", "double" ->
                !call.onReceiver() && given.size() == 1 && first instanceof Simple && first != Simple.BOOL;
            case "string" ->
                !call.onReceiver() && given.size() == 1 && first instanceof Simple && first != Simple.DOUBLE;
            default ->
                throw new CelMistake(call.at(), "there is no function '" + call.function() + "'; there are " + NAMES);
        };
        if (!fits) {
            throw new CelMistake(
                    call.at(),
                    "'" + call.function() + "' cannot be called"
                            + (call.onReceiver() ? " on a " + first.word() : "") + " with "
                            + given.stream()
                                    .skip(call.onReceiver() ? 1 : 0)
                                    .map(CelType::word)
                                    .toList());
        }
        return switch (call.function()) {
            case "size", "int" -> Simple.INT;
            case "double" -> Simple.DOUBLE;
            case "string" -> Simple.STRING;
            default -> Simple.BOOL;
        };
    }

    /// @param given what the checker let pass
    static Object call(String function, List<Object> given) {
        Object first = given.getFirst();
        return switch (function) {
            case "size" -> size(first);
            case "contains" -> text(first).contains(text(given.get(1)));
            case "startsWith" -> text(first).startsWith(text(given.get(1)));
            case "endsWith" -> text(first).endsWith(text(given.get(1)));
            case "fits" -> Glob.fits(text(given.get(1)), text(first));
            case "int" -> integer(first);
            case "double" -> real(first);
            case "string" -> first.toString();
            default -> throw new IllegalArgumentException(function);
        };
    }

    private static String text(Object value) {
        return (String) value;
    }

    /// Of a text its number of code points.
    private static Object size(Object value) {
        return switch (value) {
            case List<?> list -> (long) list.size();
            case Map<?, ?> map -> (long) map.size();
            default -> {
                String text = text(value);
                yield (long) text.codePointCount(0, text.length());
            }
        };
    }

    private static Object integer(Object value) {
        return switch (value) {
            case Long number -> number;
            case Double number ->
                number > -0x1p63 && number < 0x1p63
                        ? (Object) number.longValue()
                        : new Failure("int(" + number + ") is no whole number of 64 bits");
            default -> {
                try {
                    yield Long.parseLong(text(value));
                } catch (NumberFormatException _) {
                    yield new Failure("int('" + shortened(text(value)) + "') is no whole number");
                }
            }
        };
    }

    private static Object real(Object value) {
        return switch (value) {
            case Long number -> number.doubleValue();
            case Double number -> number;
            default -> {
                String text = text(value);
                yield text.matches("[+-]?(\\d{1,400}(\\.\\d{0,400})?|\\.\\d{1,400})([eE][+-]?\\d{1,4})?")
                        ? (Object) Double.parseDouble(text)
                        : new Failure("double('" + shortened(text) + "') is no number");
            }
        };
    }

    private static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }
}
