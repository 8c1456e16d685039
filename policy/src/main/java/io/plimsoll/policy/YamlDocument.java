package io.plimsoll.policy;

import io.plimsoll.policy.Mistakes.Place;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// A text in YAML, of which JSON is a part, as a tree that knows where in the text each node is named.
record YamlDocument(JsonNode root, Map<String, Place> places) {
    static final ObjectMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(20)
                            .maxStringLength(16 * 1024)
                            .build())
                    .build())
            .build();

    /// Reads a text of limited size and depth.
    ///
    /// @param what it is, such as `a policy`
    static YamlDocument read(String yaml, String what) {
        if (yaml.length() > PolicyDocument.MAXIMUM_LENGTH) {
            throw new InvalidPolicyException(List.of(
                    what + " has at most " + PolicyDocument.MAXIMUM_LENGTH + " characters, not " + yaml.length()));
        }
        try {
            return new YamlDocument(YAML.readTree(yaml), places(yaml));
        } catch (JacksonException e) {
            throw InvalidPolicyException.at(List.of(broken(e)));
        }
    }

    private static PolicyMistake broken(JacksonException e) {
        String sentence = "not YAML: " + e.getOriginalMessage();
        TokenStreamLocation at = e.getLocation();
        return at == null || at.getLineNr() < 1
                ? PolicyMistake.somewhere(sentence)
                : new PolicyMistake(sentence, at.getLineNr(), Math.max(1, at.getColumnNr()));
    }

    /// The text as maps, lists and scalars; null if it is no mapping.
    @Nullable
    Map<String, Object> fields() {
        return root.isObject()
                ? YAML.convertValue(
                        root, YAML.getTypeFactory().constructMapType(LinkedHashMap.class, String.class, Object.class))
                : null;
    }

    /// The fields of its root.
    Fields fields(String where, Mistakes mistakes) {
        return Fields.of(root, where, "", mistakes);
    }

    private static Map<String, Place> places(String yaml) {
        Map<String, Place> places = new HashMap<>();
        Deque<Level> levels = new ArrayDeque<>();
        try (JsonParser parser = YAML.createParser(yaml)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isStructEnd()) {
                    levels.pop();
                    continue;
                }
                Level level = levels.peek();
                TokenStreamLocation at = parser.currentTokenLocation();
                Place place = new Place(at.getLineNr(), at.getColumnNr());
                if (token == JsonToken.PROPERTY_NAME && level != null) {
                    level.key = parser.currentName();
                    places.put(level.child(), place);
                    continue;
                }
                String pointer = level == null ? "" : level.entered();
                places.putIfAbsent(pointer, place);
                if (token.isStructStart()) {
                    levels.push(new Level(pointer, token == JsonToken.START_ARRAY));
                }
            }
        }
        return places;
    }

    /// How far the reading of one object or list has come.
    private static final class Level {
        private final String pointer;
        private final boolean isList;
        private int next;
        private @Nullable String key;

        Level(String pointer, boolean isList) {
            this.pointer = pointer;
            this.isList = isList;
        }

        String child() {
            return pointer + "/" + (isList ? Integer.toString(next) : key);
        }

        String entered() {
            String child = child();
            next++;
            return child;
        }
    }
}
