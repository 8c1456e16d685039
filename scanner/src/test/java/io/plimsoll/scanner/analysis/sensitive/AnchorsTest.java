package io.plimsoll.scanner.analysis.sensitive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnchorsTest {
    private static final List<String> TEXTS = List.of("akia", "ghp_", "secret_key", "secret", "://x", "-----begin ");

    private static List<String> found(String text, int from, int to) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        Window window = Window.of(bytes);
        List<String> found = new ArrayList<>();
        new Anchors(TEXTS)
                .search(window.bytes(), from, to, bytes.length, (at, start) -> found.add(start + " " + TEXTS.get(at)));
        return found;
    }

    /// As anybody would search who has the time.
    private static List<String> expected(String text, int from, int to) {
        String lower = text.toLowerCase(Locale.ROOT);
        List<String> expected = new ArrayList<>();
        for (int start = from; start < to; start++) {
            for (String one : TEXTS) {
                if (lower.startsWith(one, start)) {
                    expected.add(start + " " + one);
                }
            }
        }
        return expected;
    }

    @Test
    void nothingIsInNothing() {
        assertThat(found("", 0, 0)).isEmpty();
    }

    @Test
    void findsEachTextAtEachPlaceFromEachStart() {
        for (String text : TEXTS) {
            for (int before = 0; before < 20; before++) {
                for (int from = 0; from < 9; from++) {
                    String all = "x".repeat(before) + text.toUpperCase(Locale.ROOT) + "yy";
                    assertThat(found(all, from, all.length()))
                            .as("%s from %d", all, from)
                            .containsExactlyInAnyOrderElementsOf(expected(all, from, all.length()));
                }
            }
        }
    }

    @Test
    void findsInTextsOfPiecesWhatAnySearchFinds() {
        Random random = new Random(17);
        for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder();
            while (text.length() < 3000) {
                String piece = TEXTS.get(random.nextInt(TEXTS.size()));
                text.append(piece, 0, random.nextInt(piece.length() + 1)).append((char) (' ' + random.nextInt(64)));
            }
            int from = random.nextInt(100);
            int to = text.length() - random.nextInt(100);
            assertThat(found(text.toString(), from, to))
                    .as("round %d", round)
                    .containsExactlyInAnyOrderElementsOf(expected(text.toString(), from, to));
        }
    }
}
