package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.dataformat.toml.TomlFactory;

/// JSON and TOML, which Jackson reads.
final class JacksonDocument {
    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(64)
            .maxStringLength(1 << 20)
            .maxNameLength(1 << 16)
            .maxNumberLength(100)
            .build();

    /// Jackson takes some 250 bytes for a value that a key such as `a.a.a` makes.
    private static final int HEAVIEST_TOML = 400_000;

    private final DataBuilder builder = new DataBuilder();
    private final JsonParser parser;

    private JacksonDocument(JsonParser parser) {
        this.parser = parser;
    }

    /// A JSON document.
    static Data json(FileBytes content) throws MalformedInput {
        return read(
                "JSON", JsonFactory.builder().streamReadConstraints(CONSTRAINTS).build(), content);
    }

    /// JSON as people write it: with comments, and with commas after the last item.
    static Data looseJson(FileBytes content) throws MalformedInput {
        return read(
                "JSON",
                JsonFactory.builder()
                        .streamReadConstraints(CONSTRAINTS)
                        .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                        .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                        .build(),
                content);
    }

    /// A TOML document.
    static Data toml(FileBytes content) throws MalformedInput {
        if (TomlWeight.of(content) > HEAVIEST_TOML) {
            throw new MalformedInput("it may hold more than " + HEAVIEST_TOML + " values");
        }
        return read(
                "TOML", TomlFactory.builder().streamReadConstraints(CONSTRAINTS).build(), content);
    }

    private static Data read(String format, TokenStreamFactory factory, FileBytes content) throws MalformedInput {
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), content.open())) {
            parser.nextToken();
            Data value = new JacksonDocument(parser).value();
            if (parser.nextToken() != null) {
                throw new MalformedInput("something follows the end of the " + format + " document");
            }
            return value;
        } catch (JacksonException e) {
            throw new MalformedInput("not sound " + format + ": " + e.getOriginalMessage());
        }
    }

    private Data value() throws MalformedInput {
        builder.count();
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new MalformedInput("the document ends too early");
        }
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_NULL -> Data.Text.NOTHING;
            default -> new Data.Text(parser.getString());
        };
    }

    private Data object() throws MalformedInput {
        builder.enter();
        Map<String, Data> byName = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            DataBuilder.put(byName, name, value());
        }
        builder.leave();
        return new Data.Fields(byName);
    }

    private Data array() throws MalformedInput {
        builder.enter();
        List<Data> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value());
        }
        builder.leave();
        return new Data.Items(list);
    }
}
