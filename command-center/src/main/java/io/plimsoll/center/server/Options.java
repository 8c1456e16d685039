package io.plimsoll.center.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Options of a program as `--name value` pairs. All mistakes are reported at once.
public final class Options {
    private final Map<String, String> values = new HashMap<>();
    private final List<String> mistakes = new ArrayList<>();

    private Options() {}

    /// Reads the arguments.
    ///
    /// @param known every name that the program understands, without `--`
    public static Options of(String[] arguments, Set<String> known) {
        Options options = new Options();
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
            if (!known.contains(name)) {
                options.mistakes.add("'" + arguments[i] + "' is not known; known are --"
                        + String.join(", --", new TreeSet<>(known)));
            } else if (i + 1 == arguments.length) {
                options.mistakes.add("'--" + name + "' lacks its value");
            } else {
                options.values.put(name, arguments[i + 1]);
            }
        }
        return options;
    }

    public String required(String name) {
        String value = values.get(name);
        if (value == null) {
            mistakes.add("'--" + name + "' is missing");
            return "";
        }
        return value;
    }

    public Optional<String> optional(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /// A TCP port.
    public int port(String name, int absent) {
        return number(name, absent, 0, 65_535, "a port");
    }

    /// A whole number within bounds, both included.
    public int number(String name, int absent, int least, int most) {
        return number(name, absent, least, most, "a number");
    }

    private int number(String name, int absent, int least, int most, String what) {
        String value = values.getOrDefault(name, Integer.toString(absent));
        if (!value.matches("\\d{1,9}") || Integer.parseInt(value) > most || Integer.parseInt(value) < least) {
            mistakes.add("'--" + name + "' is " + what + " from " + least + " to " + most + ", not '" + value + "'");
            return absent;
        }
        return Integer.parseInt(value);
    }

    public void mistake(String sentence) {
        mistakes.add(sentence);
    }

    /// @throws IllegalArgumentException naming everything that is wrong
    public void refuseMistakes() {
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", mistakes));
        }
    }
}
