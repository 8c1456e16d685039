package io.plimsoll.scanner.analysis.lockfile;

import java.util.List;
import java.util.Map;

/// A value of a JSON, YAML or TOML document. Where something is missing or of another kind than asked for, it is empty.
sealed interface Data {
    /// An object, mapping or table; names in the order of the document.
    record Fields(Map<String, Data> byName) implements Data {}

    /// An array or a sequence.
    record Items(List<Data> list) implements Data {}

    /// A string, or any other scalar as it is written; null is empty.
    record Text(String value) implements Data {
        /// What is not there.
        static final Data NOTHING = new Text("");
    }

    /// The field of an object.
    default Data at(String name) {
        return fields().getOrDefault(name, Text.NOTHING);
    }

    /// The fields of an object.
    default Map<String, Data> fields() {
        return this instanceof Fields(Map<String, Data> byName) ? byName : Map.of();
    }

    /// The items of an array.
    default List<Data> items() {
        return this instanceof Items(List<Data> list) ? list : List.of();
    }

    /// The text of a scalar.
    default String text() {
        return this instanceof Text(String value) ? value : "";
    }

    /// Whether this is the scalar `true`.
    default boolean isTrue() {
        return text().equals("true");
    }

    /// Whether it is there and holds something.
    default boolean isPresent() {
        return switch (this) {
            case Fields(Map<String, Data> byName) -> !byName.isEmpty();
            case Items(List<Data> list) -> !list.isEmpty();
            case Text(String value) -> !value.isEmpty();
        };
    }
}
