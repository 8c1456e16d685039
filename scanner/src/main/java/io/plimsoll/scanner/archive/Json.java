package io.plimsoll.scanner.archive;

import io.plimsoll.scanner.bounds.MalformedInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.toml.TomlFactory;

/// A JSON value of an image's documents. Depth and lengths are bounded, and an object that has a name twice is refused:
/// others might read the other value.
public sealed interface Json {
    /// An object; names in the order of the document.
    record Fields(Map<String, Json> byName) implements Json {}

    /// An array.
    record Items(List<Json> list) implements Json {}

    /// A string, or any other value as it is written; null is empty.
    record Text(String value) implements Json {}

    /// Reads one document.
    static Json parse(byte[] document) throws MalformedInput {
        return Reading.document("JSON", Reading.FACTORY, document);
    }

    /// Reads a TOML document as if it were JSON. It is of somebody whom we trust: what `a.a.a` takes is not counted.
    static Json ofToml(byte[] document) throws MalformedInput {
        return Reading.document(
                "TOML",
                TomlFactory.builder().streamReadConstraints(Reading.CONSTRAINTS).build(),
                document);
    }

    /// The field of an object, in any case as Go's `encoding/json` accepts it, which the engines read with.
    ///
    /// @throws MalformedInput if several names differ in case only
    default Json field(String name) throws MalformedInput {
        if (!(this instanceof Fields(Map<String, Json> byName))) {
            return new Text("");
        }
        List<String> names =
                byName.keySet().stream().filter(name::equalsIgnoreCase).toList();
        if (names.size() > 1) {
            throw new MalformedInput("the names " + names + " mean the same");
        }
        Json exact = names.isEmpty() ? null : byName.get(names.getFirst());
        return exact == null ? new Text("") : exact;
    }

    /// The string, or empty where it is none.
    default String text() {
        return this instanceof Text(String value) ? value : "";
    }

    /// The items of an array; none where it is no array.
    default List<Json> items() {
        return this instanceof Items(List<Json> list) ? list : List.of();
    }

    /// The strings of an array.
    default List<String> texts() {
        return items().stream().map(Json::text).toList();
    }

    /// The fields of an object; none where it is no object.
    default Stream<Map.Entry<String, Json>> fields() {
        return this instanceof Fields(Map<String, Json> byName) ? byName.entrySet().stream() : Stream.empty();
    }

    /// The value of a name exactly as written, for maps whose names are data.
    default Optional<String> entry(String name) {
        return this instanceof Fields(Map<String, Json> byName)
                ? Optional.ofNullable(byName.get(name)).map(Json::text)
                : Optional.empty();
    }

    /// How documents are read.
    final class Reading {
        private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
                .maxNestingDepth(64)
                .maxStringLength(1 << 20)
                .maxNameLength(1 << 16)
                .maxNumberLength(100)
                .build();
        private static final JsonFactory FACTORY = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(CONSTRAINTS)
                .build();

        private Reading() {}

        private static Json document(String format, TokenStreamFactory factory, byte[] document) throws MalformedInput {
            try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), document)) {
                parser.nextToken();
                Json value = value(parser);
                if (parser.nextToken() != null) {
                    throw new MalformedInput("something follows the end of the " + format + " document");
                }
                return value;
            } catch (JacksonException e) {
                throw new MalformedInput("not sound " + format + ": " + e.getOriginalMessage());
            }
        }

        private static Json value(JsonParser parser) throws MalformedInput {
            JsonToken token = parser.currentToken();
            if (token == null) {
                throw new MalformedInput("the JSON document ends too early");
            }
            return switch (token) {
                case START_OBJECT -> fields(parser);
                case START_ARRAY -> items(parser);
                case VALUE_NULL -> new Text("");
                default -> new Text(parser.getString());
            };
        }

        private static Json fields(JsonParser parser) throws MalformedInput {
            Map<String, Json> byName = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                byName.put(name, value(parser));
            }
            return new Fields(byName);
        }

        private static Json items(JsonParser parser) throws MalformedInput {
            List<Json> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(parser));
            }
            return new Items(list);
        }
    }
}
