package io.plimsoll.scanner.analysis.sensitive;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.CardNumbers;
import io.plimsoll.model.SensitiveContent;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CardNumbersTest {
    private final MadeUp some = new MadeUp(13);

    private static List<CardNumbers> scan(TarBytes tar) throws IOException {
        SensitiveContent sensitive =
                Objects.requireNonNull(Scans.rootfs(tar.end()).sensitive());
        return sensitive.cardNumbers();
    }

    private static List<CardNumbers> in(String text) throws IOException {
        return scan(new TarBytes().file("srv/data.txt", text));
    }

    @Test
    void emptyFilesHoldNone() throws IOException {
        assertThat(in("")).isEmpty();
    }

    @Test
    void findsAllOfTheCorpusAndNothingElse() throws IOException {
        List<String> cards = cards();
        List<String> others = others();
        Set<String> missed = new TreeSet<>();
        for (String text : cards) {
            if (in(text).stream().filter(found -> !found.test()).count() != 1) {
                missed.add(text);
            }
        }
        Set<String> wrong = new TreeSet<>();
        for (String text : others) {
            if (!in(text).isEmpty()) {
                wrong.add(text);
            }
        }
        double found = cards.size() - missed.size();
        System.out.printf(
                "card numbers: %d texts, recall %.3f, precision %.3f%n",
                cards.size() + others.size(), found / cards.size(), found / (found + wrong.size()));
        assertThat(missed).as("missed").isEmpty();
        assertThat(wrong).as("no card numbers").isEmpty();
    }

    private List<String> cards() {
        String visa = some.card("4", 16);
        String amex = some.card("37", 15);
        String fours = visa.replaceAll("(.{4})(?=.)", "$1 ");
        return List.of(
                visa,
                "card=" + visa + ";exp=12/29",
                "\"number\":\"" + visa + "\"",
                "id,name,card\n17,Ann Bee," + visa + ",2029-12\n",
                "<pan>" + visa + "</pan>",
                fours,
                "paid with " + fours + ".",
                "paid with " + fours + " 12/29",
                "2029 12 31 " + visa,
                visa.replaceAll("(.{4})(?=.)", "$1-"),
                "%B" + visa + "^BEE/ANN^2912101",
                ";" + visa + "=2912101?",
                some.card("51", 16),
                some.card("2221", 16),
                some.card("2720", 16),
                amex,
                amex.substring(0, 4) + " " + amex.substring(4, 10) + " " + amex.substring(10),
                some.card("6011", 16),
                some.card("65", 16),
                some.card("3528", 16),
                "UnionPay: " + some.card("62", 16),
                "maestro card " + some.card("6759", 16),
                "card number: " + some.card("4", 13),
                "diners card " + some.card("36", 14),
                "visa " + some.card("4", 19),
                "INSERT INTO card VALUES ('Ann', '" + visa + "');",
                "x".repeat(1000) + "\n" + visa + "\n" + "y".repeat(1000));
    }

    private List<String> others() {
        String visa = some.card("4", 16);
        List<String> others = new ArrayList<>(List.of(
                visa.substring(0, 15) + (char) ('0' + (visa.charAt(15) - '0' + 1) % 10),
                "0." + visa,
                visa + ".25",
                "1" + visa,
                visa + "12345",
                "a" + visa,
                visa + "f",
                "ORDER-" + visa,
                visa + "-1",
                "/files/" + visa + "/a",
                "sha " + some.hexadecimal(8) + visa + some.hexadecimal(8),
                "#" + visa,
                "1234 " + visa.replaceAll("(.{4})(?=.)", "$1 ") + " 1234",
                "uuid 00000000-0000-4000-8000-" + some.digits(12),
                "1732790400000 1732790400000000 1732790400000000000",
                "9007199254740991 18446744073709551615",
                "+49 4111 1111 11",
                some.card("36", 14),
                some.card("62", 16),
                some.card("4", 13)));
        for (int year = 2000; year < 2030; year++) {
            others.add(year + "-01-02 03:04:05.678901 " + year + "0102030405678");
        }
        return others;
    }

    @Test
    void masksWhatItShows() throws IOException {
        String visa = some.card("4", 16);
        CardNumbers found =
                in(visa + "\n" + visa + "\n" + some.card("4", 16) + "\n").getFirst();
        assertThat(found.issuer()).isEqualTo("visa");
        assertThat(found.count()).isEqualTo(3);
        assertThat(found.samples())
                .hasSize(2)
                .contains(visa.substring(0, 6) + "******" + visa.substring(12))
                .allMatch(sample -> sample.matches("[0-9]{6}\\*{6}[0-9]{4}"));
    }

    @Test
    void showsThreeSamplesAtMost() throws IOException {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            many.append(some.card("55", 16)).append('\n');
        }
        assertThat(in(many.toString())).singleElement().satisfies(found -> {
            assertThat(found.count()).isEqualTo(5000);
            assertThat(found.samples()).hasSize(3);
        });
    }

    @Test
    void publishedTestNumbersAreToldApart() throws IOException {
        assertThat(in("4111111111111111 5555555555554444 378282246310005 4242-4242-4242-4242"))
                .hasSize(3)
                .allMatch(CardNumbers::test);
    }

    @Test
    void findsThemInDatabasesBesideOtherTexts() throws IOException {
        String database =
                "SQLite format 3\0\0\1\2\3 Ann" + some.card("4", 16) + "Visa\0\0Bob" + some.card("51", 16) + "\1";
        assertThat(scan(new TarBytes().file("srv/shop.db", database))).hasSize(2);
        String sums = "SQLite format 3\0" + some.hexadecimal(24) + some.card("4", 16) + some.hexadecimal(24);
        assertThat(scan(new TarBytes().file("srv/sums.db", sums))).isEmpty();
    }

    @Test
    void librariesNeedAWordThatSaysCard() throws IOException {
        String visa = some.card("4", 16);
        TarBytes tar = new TarBytes()
                .file("app/node_modules/a/constants.js", "x = " + visa)
                .file("app/node_modules/b/pay.js", "card: '" + visa + "'")
                .file("app/node_modules/c/pay.js", "card: '4111111111111111'")
                .file("app/node_modules/b/test/pay.js", "card: '" + visa + "'");
        assertThat(scan(tar)).extracting(CardNumbers::path).containsExactly("/app/node_modules/b/pay.js");
    }

    @Test
    void noPlaceInALargeFileIsOverlooked() throws IOException {
        Random random = new Random(7);
        String visa = some.card("4", 16);
        for (int round = 0; round < 60; round++) {
            int before = (256 << 10) - 40 + random.nextInt(80) - (round % 2) * Window.AROUND;
            String text =
                    ("abc def. ".repeat(60_000).substring(0, before) + " " + visa + " " + "abc def. ".repeat(2_000));
            assertThat(in(text))
                    .as("before it %d", before)
                    .singleElement()
                    .satisfies(found -> assertThat(found.count()).isEqualTo(1));
        }
    }
}
