package io.plimsoll.scanner.sbom;

import io.plimsoll.scanner.bounds.LimitReached;
import io.plimsoll.scanner.bounds.MalformedInput;
import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// Goes through one JSON document from front to back and holds none of it. What nobody asks for is skipped.
final class JsonWalk {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(100)
                    .maxStringLength(16 << 20)
                    .maxNameLength(1 << 16)
                    .maxNumberLength(1000)
                    .maxDocumentLength(1L << 30)
                    .build())
            .build();

    private final JsonParser json;

    private JsonWalk(JsonParser json) {
        this.json = json;
    }

    /// Takes one field of an object: it may look into the value, or leave it alone.
    interface Field {
        void read(String name) throws MalformedInput, LimitReached;
    }

    /// Takes one item of an array.
    interface Item {
        void read() throws MalformedInput, LimitReached;
    }

    /// Looks into a document.
    interface Reading {
        void read(JsonWalk document) throws MalformedInput, LimitReached;
    }

    static void through(InputStream stream, Reading reading) throws MalformedInput, LimitReached {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), stream)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedInput("this is no bill of materials: it is not a JSON object");
            }
            reading.read(new JsonWalk(parser));
            if (parser.nextToken() != null) {
                throw new MalformedInput("something follows the end of the JSON document");
            }
        } catch (JacksonException e) {
            throw new MalformedInput("not sound JSON: " + e.getOriginalMessage());
        }
    }

    /// The fields of the object that begins here; none where something else does.
    void fields(Field field) throws MalformedInput, LimitReached {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            return;
        }
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            json.nextToken();
            field.read(name);
            json.skipChildren();
        }
    }

    /// The items of the array that begins here; none where something else does.
    void items(Item item) throws MalformedInput, LimitReached {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            item.read();
            json.skipChildren();
        }
    }

    /// The text that stands here; empty where something else does.
    String text() {
        return json.currentToken() == JsonToken.VALUE_STRING ? json.getString() : "";
    }
}
