package io.plimsoll.center.server.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Makes calls that nobody would mean, out of the REST contract: every parameter and every place of a body may hold
/// what
/// it should, something of its form, or something hostile. The same seed makes the same calls.
final class HostileCalls {
    /// One call.
    ///
    /// @param path with parameters, after the base
    /// @param type media type of the body
    /// @param body empty for none
    record Call(String method, String path, String type, String body) {}

    private static final List<String> HOSTILE = List.of(
            "",
            " ",
            "\0",
            "x\0y",
            "'",
            "' or '1'='1",
            "\\",
            "%",
            "_%\\",
            "\"}",
            "../../../../etc/passwd",
            "..%2f..%2f",
            "<img src=x onerror=alert(1)>",
            "${jndi:ldap://127.0.0.1:1/x}",
            "\ud800",
            "\udfff\u202e\ufeff",
            "\ud83d\ude00\u0130\u00df",
            "\r\nSet-Cookie: a=b",
            "-1",
            "0",
            "2147483648",
            "9223372036854775808",
            "1e400",
            "NaN",
            "-1000000000-01-01T00:00:00Z",
            "+1000000000-12-31T23:59:59.999999999Z",
            "9999-12-31T23:59:59Z",
            "2026-13-45T99:99:99Z",
            "(((((((((((((((((((((((a+)+)+$",
            "null",
            "x".repeat(5000));

    /// Half a surrogate pair passes through an escape and through nothing else.
    private static final JsonMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /// What some list or route knows, so that calls come further than the door.
    private final List<String> known;

    private final JsonNode document = OpenApiDocument.read();
    private final Random random;

    HostileCalls(long seed, List<String> known) {
        this.random = new Random(seed);
        this.known = List.copyOf(known);
    }

    /// This many calls of one route.
    ///
    /// @param path of the contract
    Stream<Call> of(String method, String path, int count) {
        JsonNode item = document.path("paths").required(path);
        JsonNode operation = item.required(method);
        return Stream.generate(() -> call(method, path, item, operation)).limit(count);
    }

    private Call call(String method, String path, JsonNode item, JsonNode operation) {
        String place = path;
        StringBuilder query = new StringBuilder();
        for (JsonNode each : Stream.concat(
                        item.path("parameters").valueStream(),
                        operation.path("parameters").valueStream())
                .toList()) {
            JsonNode parameter = resolved(each);
            String name = parameter.path("name").asString();
            if (parameter.path("in").asString().equals("path")) {
                String value = text(parameter.path("schema"));
                place = place.replace("{" + name + "}", encoded(value.isEmpty() ? "x" : value));
            } else if (parameter.path("in").asString().equals("query") && random.nextInt(3) > 0) {
                query.append(query.isEmpty() ? '?' : '&').append(name).append('=');
                query.append(encoded(
                        name.equals("cursor") && random.nextBoolean() ? cursor() : text(parameter.path("schema"))));
            }
        }
        JsonNode content = operation.path("requestBody").path("content");
        String type = content.isEmpty()
                ? "application/json"
                : content.propertyNames().iterator().next();
        return new Call(method, place + query, type, body(content.path(type).path("schema")));
    }

    /// Of the form of a list's own, so that its keys come to the query.
    private String cursor() {
        return new Cursor(Stream.generate(() -> random.nextBoolean() ? hostile() : one(known))
                        .limit(1 + random.nextInt(3))
                        .toList())
                .encoded();
    }

    private String body(JsonNode schema) {
        if (schema.isMissingNode() || random.nextInt(20) == 0) {
            return "";
        }
        return switch (random.nextInt(12)) {
            case 0 -> "[".repeat(1 + random.nextInt(5000));
            case 1 -> "{\"a\":".repeat(1 + random.nextInt(2000));
            case 2 -> hostile();
            case 3 -> damaged(ASCII.writeValueAsString(value(schema, 0)));
            default -> ASCII.writeValueAsString(value(schema, 0));
        };
    }

    private String damaged(String json) {
        int at = random.nextInt(json.length());
        return json.substring(0, at) + (char) random.nextInt(256) + json.substring(at + random.nextInt(2));
    }

    private JsonNode value(JsonNode unresolved, int depth) {
        JsonNode schema = resolved(unresolved);
        if (depth > 0 && random.nextInt(8) == 0) {
            return anything(depth);
        }
        return switch (schema.path("type").asString("")) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema.path("items"), depth);
            case "integer", "number" -> number();
            case "boolean" -> JsonNodeFactory.instance.booleanNode(random.nextBoolean());
            default -> JsonNodeFactory.instance.stringNode(text(schema));
        };
    }

    private JsonNode object(JsonNode schema, int depth) {
        ObjectNode object = JsonMapper.shared().createObjectNode();
        schema.path("properties").properties().forEach(property -> {
            if (depth < 8 && random.nextInt(8) > 0) {
                object.set(property.getKey(), value(property.getValue(), depth + 1));
            }
        });
        if (schema.path("properties").isEmpty() || random.nextInt(20) == 0) {
            object.set(hostile(), anything(depth));
        }
        return object;
    }

    private ArrayNode array(JsonNode items, int depth) {
        ArrayNode array = JsonMapper.shared().createArrayNode();
        for (int i = random.nextInt(4); i > 0 && depth < 8; i--) {
            array.add(value(items, depth + 1));
        }
        return array;
    }

    private JsonNode anything(int depth) {
        return switch (random.nextInt(6)) {
            case 0 -> JsonNodeFactory.instance.nullNode();
            case 1 -> number();
            case 2 -> JsonNodeFactory.instance.booleanNode(true);
            case 3 -> JsonMapper.shared().createArrayNode().add(hostile()).addNull();
            case 4 -> JsonMapper.shared().createObjectNode().put(hostile(), depth);
            default -> JsonNodeFactory.instance.stringNode(hostile());
        };
    }

    private JsonNode number() {
        return switch (random.nextInt(4)) {
            case 0 -> JsonNodeFactory.instance.numberNode(random.nextLong());
            case 1 -> JsonNodeFactory.instance.numberNode(-1.5e300);
            default -> JsonNodeFactory.instance.numberNode(random.nextInt(5) - 1);
        };
    }

    private String text(JsonNode unresolved) {
        JsonNode schema = resolved(unresolved);
        return switch (random.nextInt(4)) {
            case 0 -> hostile();
            case 1 -> one(known);
            default ->
                schema.has("enum")
                        ? schema.path("enum")
                                .get(random.nextInt(schema.path("enum").size()))
                                .asString()
                        : formed(schema.path("format")
                                .asString(schema.path("type").asString()));
        };
    }

    private String formed(String format) {
        return switch (format) {
            case "uuid" -> new java.util.UUID(random.nextLong(4), random.nextLong(4)).toString();
            case "date-time" ->
                java.time.Instant.ofEpochSecond(random.nextLong(4_000_000_000L)).toString();
            case "integer" -> Integer.toString(random.nextInt(600));
            case "boolean" -> Boolean.toString(random.nextBoolean());
            default -> "n" + random.nextInt(3);
        };
    }

    private String hostile() {
        return one(HOSTILE);
    }

    private String one(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
