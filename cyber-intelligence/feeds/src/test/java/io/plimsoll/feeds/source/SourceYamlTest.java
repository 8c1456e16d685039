package io.plimsoll.feeds.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SourceYamlTest {
    @Test
    void keepsScalarsAsTheyWereWritten() {
        JsonNode root = read("a: 1.10\nb: yes\nc: ~\nd:\ne: 2020-01-01\n2.10: [x, {y: z}]\n");
        assertThat(root.toString())
                .isEqualTo("{\"a\":\"1.10\",\"b\":\"yes\",\"c\":null,\"d\":\"\",\"e\":\"2020-01-01\","
                        + "\"2.10\":[\"x\",{\"y\":\"z\"}]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a: &x [1]\nb: *x\n",
                "a: &x [1]\nb: [*x, *x]\n",
                "a: 1\na: 2\n",
                "a: 1\n---\nb: 2\n",
                "a: [",
                "a: \"\\uZZ\"",
                "\tb: 1",
                "? [a, b]\n: c\n"
            })
    void refusesWhatIsNoPlainDocument(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesWhatIsTooDeep() {
        assertThatThrownBy(() -> read("[".repeat(100_000))).isInstanceOf(IllegalArgumentException.class);
    }

    private static JsonNode read(String text) {
        return SourceYaml.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
