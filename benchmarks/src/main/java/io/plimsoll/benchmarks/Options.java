package io.plimsoll.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What was written behind the name: `--rounds 500`.
///
/// @param values by name without dashes
record Options(Map<String, String> values) {
    Options {
        values = Map.copyOf(values);
    }

    static Options of(String... words) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            if (!words[i].startsWith("--") || i + 1 == words.length) {
                throw new IllegalArgumentException(
                        "'" + words[i] + "' is no option with a value, such as '--rounds 500'");
            }
            values.put(words[i].substring(2), words[i + 1]);
        }
        return new Options(values);
    }

    int number(String name, int usual) {
        return text(name).map(Integer::parseInt).orElse(usual);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
