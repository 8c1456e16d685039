package io.plimsoll.center.server.database;

import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// A value that is kept as `jsonb`.
///
/// @param text JSON
public record Json(String text) {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion ->
                    inclusion.withValueInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL))
            .build();

    /// The value, a record or a collection, as JSON. Absent components are left out.
    public static Json of(Object value) {
        return new Json(MAPPER.writeValueAsString(value));
    }

    /// The value back.
    public <T> T as(TypeReference<T> type) {
        return MAPPER.readValue(text, type);
    }

    public Map<String, String> asMap() {
        return as(new TypeReference<>() {});
    }
}
