package io.plimsoll.feeds.source;

import java.io.IOException;
import java.io.InputStream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/// YAML of strangers, read within limits. Every scalar stays the text that was written: the version `1.10` must not
/// become the number 1.1.
///
/// Aliases are refused: no advisory needs them, and a few lines of them can stand for a billion values.
public final class SourceYaml {
    private static final int MAX_BYTES = 16 << 20;
    private static final int MAX_DEPTH = 50;
    private static final int MAX_VALUES = 2_000_000;

    private static final YAMLFactory YAML = YAMLFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(MAX_BYTES)
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_BYTES)
                    .build())
            .loadSettings(LoadSettings.builder().setCodePointLimit(MAX_BYTES).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final YAMLParser parser;
    private int values;

    private SourceYaml(YAMLParser parser) {
        this.parser = parser;
    }

    /// Reads one document, after which nothing may follow.
    ///
    /// @throws IllegalArgumentException if it is no YAML, or exceeds a limit
    public static JsonNode read(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("it has more than " + MAX_BYTES + " bytes");
        }
        try (YAMLParser parser = (YAMLParser) YAML.createParser(ObjectReadContext.empty(), bytes)) {
            return new SourceYaml(parser).document();
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not YAML: " + e.getOriginalMessage(), e);
        }
    }

    /// The same from a stream, which is not closed.
    ///
    /// @throws IllegalArgumentException as above
    public static JsonNode read(InputStream in) throws IOException {
        return read(in.readNBytes(MAX_BYTES + 1));
    }

    private JsonNode document() {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new IllegalArgumentException("it is empty");
        }
        JsonNode root = value(first);
        if (parser.nextToken() != null) {
            throw new IllegalArgumentException("something follows the document");
        }
        return root;
    }

    private JsonNode value(JsonToken token) {
        values++;
        if (values > MAX_VALUES) {
            throw new IllegalArgumentException("it has more than " + MAX_VALUES + " values");
        }
        if (parser.isCurrentAlias()) {
            throw new IllegalArgumentException("it has an alias");
        }
        if (token == JsonToken.START_OBJECT) {
            return object();
        }
        if (token == JsonToken.START_ARRAY) {
            return list();
        }
        return token == JsonToken.VALUE_NULL || parser.getString().equals("~")
                ? NODES.nullNode()
                : NODES.stringNode(parser.getString());
    }

    private JsonNode object() {
        ObjectNode object = NODES.objectNode();
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_OBJECT; next = parser.nextToken()) {
            String name = parser.currentName();
            object.set(name, value(parser.nextToken()));
        }
        return object;
    }

    private JsonNode list() {
        ArrayNode list = NODES.arrayNode();
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
            list.add(value(next));
        }
        return list;
    }
}
