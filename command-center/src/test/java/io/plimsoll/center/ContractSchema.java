package io.plimsoll.center;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Holds an answer against a schema of the REST contract, as far as the contract uses JSON Schema: types, required and
/// known properties, enumerations, references, `allOf`.
public final class ContractSchema {
    private final JsonNode document;

    public ContractSchema() {
        try (InputStream yaml = ContractSchema.class.getResourceAsStream("/io/plimsoll/api/openapi.yaml")) {
            document = YAMLMapper.shared().readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Every way in which the value breaks the schema.
    public List<String> mistakes(String schema, JsonNode value) {
        List<String> mistakes = new ArrayList<>();
        check(named(schema), value, schema, mistakes);
        return mistakes;
    }

    private JsonNode named(String schema) {
        return document.path("components").path("schemas").required(schema);
    }

    private JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        return reference.isEmpty() ? schema : named(reference.substring(reference.lastIndexOf('/') + 1));
    }

    private void check(JsonNode unresolved, JsonNode value, String where, List<String> mistakes) {
        JsonNode schema = resolved(unresolved);
        if (schema.has("enum") && schema.path("enum").valueStream().noneMatch(value::equals)) {
            mistakes.add(where + " is " + value);
        }
        if (schema.has("allOf")) {
            checkObject(merged(schema), value, where, mistakes);
            return;
        }
        switch (schema.path("type").asString("")) {
            case "object" -> checkObject(schema, value, where, mistakes);
            case "array" -> {
                require(value.isArray(), where, "array", value, mistakes);
                int i = 0;
                for (JsonNode item : value) {
                    check(schema.required("items"), item, where + "[" + i++ + "]", mistakes);
                }
            }
            case "string" -> {
                require(value.isString(), where, "string", value, mistakes);
                if (schema.path("format").asString("").equals("date-time")) {
                    java.time.Instant.parse(value.asString());
                }
            }
            case "integer" -> require(value.isIntegralNumber(), where, "integer", value, mistakes);
            case "number" -> require(value.isNumber(), where, "number", value, mistakes);
            case "boolean" -> require(value.isBoolean(), where, "boolean", value, mistakes);
            default -> {}
        }
    }

    private JsonNode merged(JsonNode schema) {
        var merged = YAMLMapper.shared().createObjectNode().put("type", "object");
        var properties = merged.putObject("properties");
        var required = merged.putArray("required");
        schema.path("allOf").forEach(part -> {
            JsonNode resolved = resolved(part);
            resolved.path("properties").properties().forEach(p -> properties.set(p.getKey(), p.getValue()));
            resolved.path("required").forEach(required::add);
        });
        return merged;
    }

    private void checkObject(JsonNode schema, JsonNode value, String where, List<String> mistakes) {
        require(value.isObject(), where, "object", value, mistakes);
        schema.path("required").forEach(name -> {
            if (!value.has(name.asString())) {
                mistakes.add(where + " lacks " + name.asString());
            }
        });
        Set<String> known = new HashSet<>(schema.path("properties").propertyNames());
        value.properties().forEach(property -> {
            String place = where + "." + property.getKey();
            if (known.contains(property.getKey())) {
                check(schema.path("properties").path(property.getKey()), property.getValue(), place, mistakes);
            } else if (schema.has("additionalProperties")) {
                check(schema.path("additionalProperties"), property.getValue(), place, mistakes);
            } else if (!known.isEmpty()) {
                mistakes.add(place + " is not in the contract");
            }
        });
    }

    private static void require(boolean holds, String where, String type, JsonNode value, List<String> mistakes) {
        if (!holds) {
            mistakes.add(where + " is no " + type + " but " + value);
        }
    }
}
