package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.scanner.bounds.MalformedInput;
import java.util.Map;

/// What the readers of documents may build: so deep, so many values, and no name twice in one object.
final class DataBuilder {
    /// A value takes some 150 bytes.
    static final int MOST_VALUES = 1_000_000;

    private static final int DEEPEST = 64;

    private int values;
    private int depth;

    /// One more value.
    void count() throws MalformedInput {
        if (++values > MOST_VALUES) {
            throw new MalformedInput("it holds more than " + MOST_VALUES + " values");
        }
    }

    /// One more object or array around what follows.
    void enter() throws MalformedInput {
        if (++depth > DEEPEST) {
            throw new MalformedInput("its values are nested more than " + DEEPEST + " deep");
        }
    }

    /// The object or array ends.
    void leave() {
        depth--;
    }

    /// Puts a field into an object.
    static void put(Map<String, Data> object, String name, Data value) throws MalformedInput {
        if (object.put(name, value) != null) {
            throw new MalformedInput("an object has a name twice, and others may read the other value");
        }
    }
}
