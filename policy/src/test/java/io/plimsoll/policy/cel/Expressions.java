package io.plimsoll.policy.cel;

import java.util.List;
import java.util.Random;

/// Makes expressions that are well typed, by chance.
final class Expressions {
    private final Random random;

    Expressions(Random random) {
        this.random = random;
    }

    private String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    String truth(int depth) {
        if (depth == 0) {
            return one("true", "false", "yes", "has(items[0].weight)", "has(m.three)", "1 / 0 == 1");
        }
        return switch (random.nextInt(11)) {
            case 0 -> "(" + truth(depth - 1) + " && " + truth(depth - 1) + ")";
            case 1 -> "(" + truth(depth - 1) + " || " + truth(depth - 1) + ")";
            case 2 -> "!" + "(" + truth(depth - 1) + ")";
            case 3 ->
                "(" + number(depth - 1) + one(" < ", " <= ", " > ", " >= ", " == ", " != ") + number(depth - 1) + ")";
            case 4 -> "(" + text(depth - 1) + one(" < ", " <= ", " == ", " != ", " >= ") + text(depth - 1) + ")";
            case 5 -> text(depth - 1) + one(".contains(", ".startsWith(", ".endsWith(") + text(depth - 1) + ")";
            case 6 ->
                numbers(depth - 1) + one(".all(v, ", ".exists(v, ", ".exists_one(v, ") + "v" + one(" < ", " == ", " > ")
                        + number(depth - 1) + " || " + truth(depth - 1) + ")";
            case 7 ->
                "items" + one(".all(p, ", ".exists(p, ") + one("p.n > ", "size(p.name) == ") + number(depth - 1) + ")";
            case 8 -> number(depth - 1) + " in " + numbers(depth - 1);
            case 9 -> "(" + truth(depth - 1) + " ? " + truth(depth - 1) + " : " + truth(depth - 1) + ")";
            default -> numbers(depth - 1) + one(" == ", " != ") + numbers(depth - 1);
        };
    }

    private String number(int depth) {
        if (depth <= 0) {
            return one("0", "1", "2", "7", "i", "m.one", "m.three", "9223372036854775807");
        }
        return switch (random.nextInt(4)) {
            case 0 -> "(" + number(depth - 1) + one(" + ", " - ", " * ", " / ", " % ") + number(depth - 1) + ")";
            case 1 -> "size(" + numbers(depth - 1) + ")";
            case 2 -> text(depth - 1) + ".size()";
            default -> numbers(depth - 1) + "[" + number(0) + "]";
        };
    }

    private String text(int depth) {
        return depth <= 0
                ? one("s", "''", "'h'", "'\ud83d\ude00'", "items[1].name")
                : one(
                        "(" + text(depth - 1) + " + " + text(depth - 1) + ")",
                        "string(" + number(depth - 1) + ")",
                        text(0));
    }

    private String numbers(int depth) {
        if (depth <= 0) {
            return one("xs", "[]", "[1, 2]");
        }
        return List.of(
                        "xs.filter(f, f > " + number(depth - 1) + ")",
                        "xs.map(g, g + " + number(depth - 1) + ")",
                        "items.map(h, h.n)")
                .get(random.nextInt(3));
    }
}
