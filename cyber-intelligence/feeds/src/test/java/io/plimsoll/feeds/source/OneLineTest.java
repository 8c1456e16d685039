package io.plimsoll.feeds.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneLineTest {
    @Test
    void leavesNothingThatMovesACursor() {
        assertThat(OneLine.of("")).isEmpty();
        assertThat(OneLine.of("a\n\t b\u001b[31mc\u202ed\u2028e\u0000")).isEqualTo("a b [31mc d e");
    }

    @Test
    void shortensWithoutBreakingACharacter() {
        assertThat(OneLine.of("x".repeat(200))).hasSize(200).doesNotEndWith("…");
        assertThat(OneLine.of("x".repeat(201))).hasSize(200).endsWith("…");
        assertThat(OneLine.of("x".repeat(198) + "😀😀")).isEqualTo("x".repeat(198) + "…");
    }
}
