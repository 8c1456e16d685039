package io.plimsoll.policy.cel;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What an expression can be.
public sealed interface CelType {
    /// A type without parts.
    enum Simple implements CelType {
        BOOL,
        INT,
        DOUBLE,
        STRING,
        /// Of the entries of an empty list or map.
        ANY;

        @Override
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// A list, in the order of its facts.
    record ListOf(CelType element) implements CelType {
        @Override
        public String word() {
            return "list(" + element.word() + ")";
        }
    }

    /// A map whose keys are texts.
    record MapOf(CelType value) implements CelType {
        @Override
        public String word() {
            return "map(string, " + value.word() + ")";
        }
    }

    /// A thing with fields.
    ///
    /// @param name for people, such as `package`
    record Struct(String name, Map<String, Field> fields) implements CelType {
        public Struct {
            fields = Map.copyOf(fields);
        }

        @Override
        public String word() {
            return name;
        }

        String fieldNames() {
            return String.join(", ", new TreeMap<>(fields).keySet());
        }
    }

    /// One field of a thing.
    ///
    /// @param of its value for a thing: what [CelExpression] takes, or null where it is not known
    /// @param absent why it may not be known, for people
    record Field(CelType type, Function<Object, @Nullable Object> of, String absent) {}

    /// As people read it.
    String word();

    /// Whether values of both can be compared and stand in one list.
    default boolean fits(CelType other) {
        if (this == Simple.ANY || other == Simple.ANY) {
            return true;
        }
        return switch (this) {
            case Simple simple -> simple == other;
            case ListOf(CelType element) -> other instanceof ListOf list && element.fits(list.element());
            case MapOf(CelType value) -> other instanceof MapOf map && value.fits(map.value());
            case Struct struct ->
                other instanceof Struct others && struct.name().equals(others.name());
        };
    }
}
