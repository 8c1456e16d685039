package io.plimsoll.policy.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.plimsoll.policy.cel.CelType.ListOf;
import io.plimsoll.policy.cel.CelType.MapOf;
import io.plimsoll.policy.cel.CelType.Simple;
import io.plimsoll.policy.cel.CelType.Struct;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Expressions, held against Google's implementation of CEL where both take them.
class CelExpressionTest {
    private record Item(String name, long n, @Nullable Double weight) {}

    private static final Struct ITEM = new Struct(
            "item",
            Map.of(
                    "name", new CelType.Field(Simple.STRING, item -> ((Item) item).name(), ""),
                    "n", new CelType.Field(Simple.INT, item -> ((Item) item).n(), ""),
                    "weight", new CelType.Field(Simple.DOUBLE, item -> ((Item) item).weight(), "it has no weight")));

    private static final List<Item> ITEMS =
            List.of(new Item("a", 1, 0.5), new Item("b\u00e9", 2, null), new Item("\ud83d\ude00", -3, 7.0));

    private static final Struct FACTS = new Struct(
            "facts",
            Map.of(
                    "xs", new CelType.Field(new ListOf(Simple.INT), _ -> List.of(3L, 1L, 2L), ""),
                    "s", new CelType.Field(Simple.STRING, _ -> "h\u00e9llo \ud83d\ude00", ""),
                    "d", new CelType.Field(Simple.DOUBLE, _ -> 2.5, ""),
                    "i", new CelType.Field(Simple.INT, _ -> 7L, ""),
                    "yes", new CelType.Field(Simple.BOOL, _ -> true, ""),
                    "m", new CelType.Field(new MapOf(Simple.INT), _ -> Map.of("one", 1L, "two", 2L), ""),
                    "items",
                            new CelType.Field(
                                    new ListOf(ITEM),
                                    _ -> ITEMS.stream()
                                            .map(i -> new CelObject(ITEM, i))
                                            .toList(),
                                    ""),
                    "gone", new CelType.Field(new ListOf(Simple.INT), _ -> null, "nobody looked")));

    private static final Reference REFERENCE = new Reference(Map.of(
            "xs",
            List.of(3L, 1L, 2L),
            "s",
            "h\u00e9llo \ud83d\ude00",
            "d",
            2.5,
            "i",
            7L,
            "yes",
            true,
            "m",
            Map.of("one", 1L, "two", 2L),
            "items",
            ITEMS.stream().map(CelExpressionTest::fields).toList()));

    private static Map<String, Object> fields(Item item) {
        Map<String, Object> fields = new TreeMap<>(Map.of("name", item.name(), "n", item.n()));
        if (item.weight() != null) {
            fields.put("weight", item.weight());
        }
        return fields;
    }

    private static CelExpression read(String source) {
        Map<String, CelType> types = new TreeMap<>();
        FACTS.fields().forEach((name, field) -> types.put(name, field.type()));
        return CelExpression.of(source, types);
    }

    private static CelResult evaluate(String source) {
        return read(source).evaluate(new CelObject(FACTS, "facts"));
    }

    private static String word(CelResult result) {
        return switch (result) {
            case CelResult.Answer(boolean value) -> Boolean.toString(value);
            case CelResult.Failed _ -> "failed";
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "!true",
                "!!yes",
                "1 + 2 * 3 == 7",
                "(1 + 2) * 3 == 9",
                "7 / 2 == 3",
                "-7 / 2 == -3",
                "-7 % 3 == -1",
                "1 - 2 - 3 == -4",
                "0x1F == 31",
                "007 == 7",
                "1.5e3 == 1500.0",
                ".5 == 0.5",
                "2 > 1 && 1 < 2",
                "i >= 7 || false",
                "d / 0.0 > 1.0",
                "0.0 / 0.0 == 0.0 / 0.0",
                "0.0 / 0.0 < 1.0",
                "0.0 == -0.0",
                "1 / 0 == 1",
                "1 % 0 == 1",
                "9223372036854775807 + 1 > 0",
                "-9223372036854775807 - 2 < 0",
                "9223372036854775807 * 2 > 0",
                "'a' < 'b'",
                "'\\ud7ff' < '\ud83d\ude00'",
                "'abc' + \"d\" == 'abcd'",
                "r'\\d' == '\\\\d'",
                "'\\x41\\u0042\\U00000043' == 'ABC'",
                "s.size() == 7",
                "size(s) == 7",
                "size('') == 0",
                "s.contains('llo')",
                "s.startsWith('h\u00e9')",
                "s.endsWith('\ud83d\ude00')",
                "!s.contains('xyz')",
                "s.contains('')",
                "3 in xs",
                "!(4 in xs)",
                "'one' in m",
                "'three' in m",
                "1 in []",
                "xs[0] == 3",
                "xs[3] == 3",
                "xs[-1] == 3",
                "m['one'] == 1",
                "m.two == 2",
                "m.three == 3",
                "has(m.one)",
                "has(m.three)",
                "size(m) == 2",
                "xs == [3, 1, 2]",
                "xs != [1, 2, 3]",
                "[1, 2] + [3] == [1, 2, 3]",
                "[[1], []] == [[1], []]",
                "{'a': 1, 'b': 2} == {'b': 2, 'a': 1}",
                "{'a': [1]}['a'][0] == 1",
                "{'a': 1, 'a': 2}.a == 1",
                "xs.all(x, x > 0)",
                "xs.exists(x, x == 2)",
                "xs.exists_one(x, x > 1)",
                "xs.filter(x, x > 1) == [3, 2]",
                "xs.map(x, x * 2) == [6, 2, 4]",
                "[].all(x, x)",
                "xs.map(x, x).filter(x, x > 1).size() == 2",
                "m.all(k, m[k] > 0)",
                "m.exists(k, k == 'two')",
                "xs.all(x, xs.exists(y, y == x))",
                "xs.all(i, i < 7)",
                "xs.exists(x, 1 / (x - 1) > 0)",
                "xs.all(x, 1 / (x - 1) > 0)",
                "xs.exists(x, 1 / (x - 1) == 5)",
                "xs.all(x, 1 / (x - 1) < 5)",
                "xs.exists_one(x, 1 / (x - 1) == 1)",
                "xs.filter(x, 1 / (x - 1) == 1).size() > 0",
                "1 / 0 == 1 || true",
                "true || 1 / 0 == 1",
                "1 / 0 == 1 && false",
                "false && 1 / 0 == 1",
                "1 / 0 == 1 || false",
                "1 / 0 == 1 ? true : true",
                "yes ? true : 1 / 0 == 1",
                "yes ? i > 6 : i > 8",
                "false ? true : false ? false : true",
                "items.exists(p, p.name == 'a' && p.n == 1)",
                "items.all(p, has(p.weight))",
                "items[1].weight > 0.0",
                "items.all(p, !has(p.weight) || p.weight > 0.1)",
                "items.exists(p, p.weight > 6.0)",
                "items.all(p, p.weight > 0.1)",
                "items.filter(p, p.n > 1).map(p, p.name) == ['b\u00e9']",
                "items[0] == items[0]",
                "items[0] in items",
                "int('12') == 12",
                "int('x') == 1",
                "int(2.9) == 2",
                "int(-2.9) == -2",
                "double(3) == 3.0",
                "double('1e2') == 100.0",
                "double('x') == 1.0",
                "string(12) == '12'",
                "string(true) == 'true'",
                "int(1e300) == 1",
                "[1, 2, 3,].size() == 3",
                "true // the end",
                "  \n\ttrue\n",
            })
    void comesToWhatTheReferenceComesTo(String source) {
        assertThat(word(evaluate(source))).isEqualTo(REFERENCE.evaluate(source));
    }

    @Test
    void comesToWhatTheReferenceComesToForExpressionsThatNobodyThoughtOf() {
        Random random = new Random(20261129);
        for (int i = 0; i < 300; i++) {
            String source = new Expressions(random).truth(3);
            assertThat(word(evaluate(source))).as(source).isEqualTo(REFERENCE.evaluate(source));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        ``|1|1|it ends where a value is expected
        true &&|1|8|it ends where a value is expected
        (true|1|6|it ends where ')' is expected
        true true|1|6|an operator or the end is expected here, not 'true'
        i = 7|1|3|equal is '=='
        i > 7.0|1|3|write 7.0 for a double
        d > 7|1|3|write 7.0 for a double
        nothing == 1|1|1|there are d, gone, i, items, m, s, xs, yes
        items.all(p, p.nam == 'a')|1|16|a item has no 'nam'; it has n, name, weight
        items.all(p, p.n)|1|16|'all' asks for true or false, not for int
        items.all(1, true)|1|11|the name of a variable
        s.size|1|3|a string has no fields
        s.matches('a')|1|3|there is no function 'matches'
        s.contains(1)|1|3|'contains' cannot be called on a string with [int]
        has(i)|1|1|'has' asks for one field
        s|1|1|it is true or false, and not a string
        xs.all(x, x > 0) ? 1 : 'a'|1|24|this is a string, and what is beside it a int
        s == null|1|6|null is not offered
        7u == i|1|2|unsigned numbers are not offered
        s == 'a|1|6|a text lacks its closing quote
        s == '\\q'|1|7|is no escape
        99999999999999999999 > i|1|1|is no whole number of 64 bits
        for > 1|1|1|'for' is a reserved word
        true # x|1|6|stands nowhere in an expression
        """)
    void tellsWhereAMistakeIs(String source, int line, int column, String sentence) {
        assertThatExceptionOfType(CelMistake.class)
                .isThrownBy(() -> read(source))
                .satisfies(e -> assertThat(e.placed(source))
                        .startsWith("at line " + line + ", column " + column + " of the expression: ")
                        .contains(sentence));
    }

    @Test
    void putsTextsInTheOrderOfTheirCodePoints() {
        assertThat(evaluate("'\uffee' < '\ud83d\ude00'")).isEqualTo(new CelResult.Answer(true));
    }

    @Test
    void countsLinesOfAnExpression() {
        String source = "yes &&\n  items.all(p,\n    p.nope)";
        assertThatExceptionOfType(CelMistake.class)
                .isThrownBy(() -> read(source))
                .satisfies(e -> assertThat(e.placed(source)).startsWith("at line 3, column 7 of"));
    }

    @Test
    void whatIsNotKnownDecidesNothing() {
        assertThat(evaluate("gone.all(x, x > 0)")).isEqualTo(new CelResult.Failed("nobody looked"));
        assertThat(evaluate("gone.size() == 0 || yes")).isEqualTo(new CelResult.Answer(true));
        assertThat(evaluate("items.all(p, p.weight < 100.0)")).isEqualTo(new CelResult.Failed("it has no weight"));
    }

    @Test
    void patternsStandForAnyRunOfCharacters() {
        assertThat(evaluate("s.fits('h*\ud83d\ude00') && !s.fits('x*') && s.fits('*') && !s.fits('h')"))
                .isEqualTo(new CelResult.Answer(true));
    }

    @Test
    void endsWhateverItIsAskedToDo() {
        String wide = "[" + String.join(",", Collections.nCopies(60, "1")) + "]";
        for (String hostile : List.of(
                wide + ".all(a, " + wide + ".all(b, " + wide + ".all(c, " + wide + ".all(d, a + b + c + d > 0))))",
                "[" + wide + ".map(a, " + wide + ".map(b, " + wide + ".map(c, " + wide + ")))].size() == 1",
                "[" + wide + "].all(l, (" + "l + ".repeat(100) + "l).all(x, (" + "l + ".repeat(100)
                        + "l).all(y, y > 0)))")) {
            assertThat(evaluate(hostile))
                    .isEqualTo(new CelResult.Failed(
                            "it takes more than " + Evaluation.MOST_STEPS + " steps for this image"));
        }
        String doubled = "[s].map(a, " + "a + ".repeat(100) + "a).map(a, " + "a + ".repeat(100) + "a)" + ".map(a, "
                + "a + ".repeat(100) + "a).size() == 1";
        assertThat(evaluate(doubled)).isEqualTo(new CelResult.Failed("a text is longer than 100000 characters"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "{", "!", "-", "[[].map(x, ", "a.b(", "true ? ", "xs[", "{'a': ", "x.all(x, "})
    void refusesWhatIsTooDeepOrTooLong(String part) {
        for (int times : new int[] {60, 300, 4096 / part.length(), 100_000}) {
            assertThatExceptionOfType(CelMistake.class).isThrownBy(() -> read(part.repeat(times)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"|| true ", "&& true ", "+ 1 ", "== true "})
    void refusesTooManyPartsInARow(String part) {
        assertThatExceptionOfType(CelMistake.class).isThrownBy(() -> read("true " + part.repeat(250)));
        assertThat(evaluate("true " + "|| true ".repeat(150))).isEqualTo(new CelResult.Answer(true));
    }

    @Test
    void refusesWhatIsNoExpressionWithoutFallingOver() {
        String letters = "()[]{}.,:?!<>=+-*/%|&'\"\\ \n01.5eExsitemsallpnamehas,\u00e9\ud83d";
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(30); length > 0; length--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            try {
                evaluate(text.toString());
            } catch (CelMistake e) {
                assertThat(e.placed(text.toString())).startsWith("at line ");
            }
        }
    }
}
