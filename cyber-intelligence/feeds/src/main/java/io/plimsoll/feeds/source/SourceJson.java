package io.plimsoll.feeds.source;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/// JSON of strangers, read within limits.
public final class SourceJson {
    private static final int MAX_DEPTH = 50;
    private static final int MAX_TEXT = 16 << 20;

    /// Reads whole documents: nothing may follow them.
    public static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_TEXT)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private static final ObjectReader VALUES =
            MAPPER.readerFor(JsonNode.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private SourceJson() {}

    /// The value at which the parser stands, of a document too large to be read as a whole.
    public static JsonNode value(JsonParser parser) {
        return VALUES.readValue(parser);
    }

    /// The text of a field; empty where it is missing or no text.
    public static String text(JsonNode object, String field) {
        return object.path(field).asString("");
    }

    /// The texts of a list; empty where it is missing.
    public static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list) {
            texts.add(item.asString(""));
        }
        return texts;
    }
}
