package io.plimsoll.benchmarks;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What there is to read, out of the OpenAPI document of a Center: so no list is forgotten.
final class ListCalls {
    /// Streams and files.
    private static final Set<String> NO_PAGES = Set.of(
            "live", "openapi", "exportAuditEvents", "exportImages", "downloadAuditArchive", "fetchBundle", "health");

    private static final Set<String> PAGING = Set.of("cursor", "limit");
    private static final int DEEP_PAGES = 20;
    private static final int MOST_IN_PAGE = 500;

    private final PackagedCenter center;
    private final JsonNode document;
    private final Map<String, List<String>> samples;

    /// @param samples values of parameters by `operation.parameter` or `parameter`, encoded; one may bring others with
    /// it, as in `curl&packageVersion=1.2`
    ListCalls(PackagedCenter center, Map<String, List<String>> samples) throws Exception {
        this.center = center;
        this.document = center.get("/openapi.json");
        this.samples = samples;
    }

    /// One call.
    ///
    /// @param what in words
    record Call(String what, String path) {}

    /// A route with its calls.
    ///
    /// @param notAsked parameters that there is no sample of
    record Route(String name, boolean isList, List<Call> calls, List<String> notAsked) {}

    List<Route> routes() throws Exception {
        List<Route> routes = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            JsonNode get = path.getValue().path("get");
            if (!get.isMissingNode()
                    && !NO_PAGES.contains(get.path("operationId").asString())) {
                routes.add(route(path.getKey(), path.getValue(), get));
            }
        }
        return routes;
    }

    private Route route(String path, JsonNode item, JsonNode get) throws Exception {
        String operation = get.path("operationId").asString();
        Map<String, List<String>> values = new LinkedHashMap<>();
        List<String> notAsked = new ArrayList<>();
        String filled = path;
        for (JsonNode parameter : parameters(item, get)) {
            String name = parameter.path("name").asString();
            List<String> known = values(operation, name, parameter.path("schema"));
            switch (parameter.path("in").asString()) {
                case "path" -> {
                    if (known.isEmpty()) {
                        return new Route(path, false, List.of(), List.of(name));
                    }
                    filled = filled.replace("{" + name + "}", known.getFirst());
                }
                case "query" -> {
                    if (known.isEmpty() && !PAGING.contains(name)) {
                        notAsked.add(name);
                    }
                    values.put(name, known);
                }
                default -> notAsked.add(name);
            }
        }
        boolean isList = isList(get);
        return new Route(path, isList, calls(filled, isList, values), notAsked);
    }

    private List<JsonNode> parameters(JsonNode item, JsonNode get) {
        List<JsonNode> parameters = new ArrayList<>();
        item.path("parameters").forEach(one -> parameters.add(resolved(one)));
        get.path("parameters").forEach(one -> parameters.add(resolved(one)));
        return parameters;
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }

    private boolean isList(JsonNode get) {
        JsonNode schema = resolved(get.path("responses")
                .path("200")
                .path("content")
                .path("application/json")
                .path("schema"));
        return schema.path("properties").has("items")
                || schema.path("type").asString("").equals("array");
    }

    private List<String> values(String operation, String name, JsonNode unresolved) {
        List<String> given = samples.getOrDefault(operation + "." + name, samples.getOrDefault(name, List.of()));
        if (!given.isEmpty()) {
            return given;
        }
        JsonNode schema = resolved(unresolved);
        if (schema.path("type").asString("").equals("boolean")) {
            return List.of("true", "false");
        }
        List<String> words = new ArrayList<>();
        schema.path("enum").forEach(word -> words.add(word.asString()));
        return words;
    }

    /// First and deep pages of everything, of each order, and of each value of each filter; words in each order.
    private List<Call> calls(String path, boolean isList, Map<String, List<String>> values) throws Exception {
        List<Call> calls = new ArrayList<>();
        List<String> orders = values.getOrDefault("sort", List.of());
        calls.add(new Call("all", path));
        for (Map.Entry<String, List<String>> parameter : values.entrySet()) {
            for (String value : parameter.getValue()) {
                String asked = parameter.getKey() + "=" + value;
                calls.add(new Call(asked, path + "?" + asked));
                if (parameter.getKey().equals("query")) {
                    orders.forEach(order ->
                            calls.add(new Call(asked + " sort=" + order, path + "?" + asked + "&sort=" + order)));
                }
            }
        }
        if (isList && values.containsKey("cursor")) {
            for (Call call : List.copyOf(calls)) {
                deep(call).ifPresent(calls::add);
            }
        }
        return calls;
    }

    /// A page far behind the first; absent where the list is short.
    private Optional<Call> deep(Call call) throws Exception {
        String begin = call.path() + (call.path().contains("?") ? "&" : "?");
        String cursor = "";
        for (int page = 0; page < DEEP_PAGES; page++) {
            String next = center.get(begin + "limit=" + MOST_IN_PAGE + cursor)
                    .path("next")
                    .asString("");
            if (next.isEmpty()) {
                break;
            }
            cursor = "&cursor=" + encoded(next);
        }
        return cursor.isEmpty()
                ? Optional.empty()
                : Optional.of(new Call(call.what() + ", deep page", begin + cursor.substring(1)));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
