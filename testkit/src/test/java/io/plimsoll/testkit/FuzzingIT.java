package io.plimsoll.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FuzzingIT {
    /// Fails for what no seed holds, but a few changes of one do.
    public static final class Fragile {
        private Fragile() {}

        public static void fuzzerTestOneInput(byte[] input) {
            if (input.length > 2 && input[0] == 'a' && input[1] == '!' && input[2] == '?') {
                throw new IllegalStateException("met a!?");
            }
        }
    }

    /// Never fails.
    public static final class Sturdy {
        private Sturdy() {}

        public static void fuzzerTestOneInput(byte[] input) {
            if (input == null) {
                throw new IllegalStateException("no input");
            }
        }
    }

    @Test
    void findsWhatBreaksTheTargetAndShowsTheInput() {
        assertThatThrownBy(() ->
                        Fuzzing.run(Fragile.class, 200_000, Map.of("a", "abc".getBytes(StandardCharsets.US_ASCII))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("met a!?")
                .hasMessageContaining("Base64:");
    }

    @Test
    void endsAfterTheRunsAskedFor() throws IOException {
        Fuzzing.run(Sturdy.class, 100, Map.of());
    }
}
