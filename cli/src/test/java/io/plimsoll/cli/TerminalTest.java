package io.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
    @Test
    void takesTheWidthFromColumnsThenFromTheTerminal() {
        assertThat(Terminal.width(Map.of(), () -> "")).isEqualTo(120);
        assertThat(Terminal.width(Map.of("COLUMNS", "90"), () -> "24 80\n")).isEqualTo(90);
        assertThat(Terminal.width(Map.of("COLUMNS", "wide"), () -> "24 80\n")).isEqualTo(80);
        assertThat(Terminal.width(Map.of(), () -> "0 0\n")).isEqualTo(120);
        assertThat(Terminal.width(Map.of(), () -> "stty: no tty")).isEqualTo(120);
    }

    @Test
    void coloursOnlyATerminalWhoseOwnerWantsIt() {
        Map<String, String> usual = Map.of("TERM", "xterm");
        assertThat(Terminal.hasColour(usual, true)).isTrue();
        assertThat(Terminal.hasColour(usual, false)).isFalse();
        assertThat(Terminal.hasColour(Map.of("TERM", "xterm", "NO_COLOR", "1"), true))
                .isFalse();
        assertThat(Terminal.hasColour(Map.of("TERM", "xterm", "NO_COLOR", ""), true))
                .isTrue();
        assertThat(Terminal.hasColour(Map.of("TERM", "dumb"), true)).isFalse();
    }

    @Test
    void cutsBetweenCharactersAndNeverThroughOne() {
        assertThat(Terminal.cut("short", 5)).isEqualTo("short");
        assertThat(Terminal.cut("a\ud83d\ude00\ud83d\ude00\ud83d\ude00", 6)).isEqualTo("a\ud83d\ude00...");
        assertThat(Terminal.cutAtFront("/a/b/c/d.json", 9)).isEqualTo("...d.json");
        assertThat(Terminal.cutAtFront("\ud83d\ude00\ud83d\ude00\ud83d\ude00", 5))
                .isEqualTo("...\ud83d\ude00");
    }

    @Test
    void isQuietWhereNobodyWatches() {
        assertThat(said(false)).isEmpty();
        assertThat(said(true)).isEqualTo("\r\u001b[2KReading x\\u{1b} ...\r\u001b[2K");
    }

    private static String said(boolean watched) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (Progress progress = new Progress(new PrintStream(err, true, StandardCharsets.UTF_8), watched)) {
            progress.step("Reading x\u001b ...");
        }
        return err.toString(StandardCharsets.UTF_8);
    }
}
