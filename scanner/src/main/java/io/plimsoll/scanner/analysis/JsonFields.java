package io.plimsoll.scanner.analysis;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// The strings that an object of a JSON document holds under a few names. All else passes by token by token, so that a
/// large document costs little memory.
final class JsonFields {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final Map<String, List<String>> byName = new HashMap<>();

    private JsonFields() {}

    /// Reads a document, at whose first token it finds the parser.
    interface Document {
        void read(JsonParser json) throws IOException;
    }

    /// Reads the value of a field, at whose first token it finds the parser, and leaves it at the last.
    interface Field {
        void read(String name) throws IOException;
    }

    /// Opens a document.
    ///
    /// @throws MalformedInput if it is not sound as far as it is read
    static void read(FileBytes content, Document document) throws IOException {
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), content.open())) {
            json.nextToken();
            document.read(json);
        } catch (JacksonException e) {
            throw new MalformedInput("not sound JSON: " + e.getOriginalMessage());
        }
    }

    /// Of a document that is an object, one of whose fields is a long list of strings: these are handed on, not kept.
    static JsonFields ofDocument(FileBytes content, Set<String> names, String longList, Consumer<String> each)
            throws IOException {
        JsonFields fields = new JsonFields();
        read(
                content,
                json -> each(json, name -> {
                    if (name.equals(longList)) {
                        handOn(json, each);
                    } else {
                        fields.take(json, names, name);
                    }
                }));
        return fields;
    }

    private static void handOn(JsonParser json, Consumer<String> each) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.VALUE_STRING) {
                each.accept(json.getString());
            } else {
                json.skipChildren();
            }
        }
    }

    /// Of a document that is an object.
    static JsonFields ofDocument(FileBytes content, Set<String> names) throws IOException {
        JsonFields fields = new JsonFields();
        read(content, json -> fields.take(json, names));
        return fields;
    }

    /// Of the object that begins here. Where a name comes twice the last one counts, as for nearly all who read JSON.
    static JsonFields of(JsonParser json, Set<String> names) throws IOException {
        JsonFields fields = new JsonFields();
        fields.take(json, names);
        return fields;
    }

    /// Goes over the object that begins here.
    static void each(JsonParser json, Field field) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new MalformedInput("not a JSON object");
        }
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            json.nextToken();
            field.read(name);
        }
    }

    private void take(JsonParser json, Set<String> names) throws IOException {
        each(json, name -> take(json, names, name));
    }

    private void take(JsonParser json, Set<String> names, String name) {
        if (names.contains(name)) {
            byName.put(name, strings(json));
        } else {
            json.skipChildren();
        }
    }

    /// A string, or those of an array; none where it is neither.
    private static List<String> strings(JsonParser json) {
        List<String> strings = new ArrayList<>(1);
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            strings.add(json.getString());
        } else {
            handOn(json, strings::add);
        }
        return strings;
    }

    /// The first string of that name; empty where there is none.
    String text(String name) {
        List<String> strings = texts(name);
        return strings.isEmpty() ? "" : strings.getFirst();
    }

    List<String> texts(String name) {
        return byName.getOrDefault(name, List.of());
    }
}
