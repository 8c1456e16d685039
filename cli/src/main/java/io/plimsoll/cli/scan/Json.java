package io.plimsoll.cli.scan;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultPrettyPrinter;

/// Writes trees of maps, lists and scalars as JSON, two spaces deep, keys in the order in which they were put. Done by
/// the generator alone: to make a mapper takes a quarter as long as starting Java.
final class Json {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private Json() {}

    static String write(Object tree) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(indented(), text)) {
            value(json, tree);
        }
        return text + "\n";
    }

    private static ObjectWriteContext indented() {
        return new ObjectWriteContext.Base() {
            @Override
            public PrettyPrinter getPrettyPrinter() {
                return new DefaultPrettyPrinter();
            }
        };
    }

    // The JVM builds a switch over types at its first use, and every scan would wait for it.
    @SuppressWarnings("IfChainToSwitch")
    private static void value(JsonGenerator json, Object value) {
        if (value instanceof Map<?, ?> object) {
            json.writeStartObject();
            object.forEach((key, child) -> {
                json.writeName(key.toString());
                value(json, child);
            });
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            list.forEach(child -> value(json, child));
            json.writeEndArray();
        } else if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Number number) {
            json.writeNumber(number.toString());
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else {
            throw new IllegalArgumentException("not of JSON: " + value.getClass());
        }
    }

    /// An object from keys and values in turn; pairs whose value is null are left out.
    static Map<String, Object> object(@Nullable Object... keysAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            Object value = keysAndValues[i + 1];
            if (value != null) {
                object.put(String.valueOf(keysAndValues[i]), value);
            }
        }
        return object;
    }

    static @Nullable String text(@Nullable Object value) {
        return value == null || value.toString().isEmpty() ? null : value.toString();
    }
}
