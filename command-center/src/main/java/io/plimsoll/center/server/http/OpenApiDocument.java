package io.plimsoll.center.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The REST contract. It is written by hand in the module `api`; here it is only turned into JSON, when first asked
/// for.
@RestController
final class OpenApiDocument {
    static final String RESOURCE = "/io/plimsoll/api/openapi.yaml";

    private volatile @Nullable String json;

    @GetMapping(path = "/api/v1/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    @PublicRoute
    String document() {
        String made = json;
        if (made == null) {
            made = JsonMapper.shared().writeValueAsString(read());
            json = made;
        }
        return made;
    }

    static JsonNode read() {
        try (InputStream yaml = OpenApiDocument.class.getResourceAsStream(RESOURCE)) {
            if (yaml == null) {
                throw new IllegalStateException("the class path lacks " + RESOURCE);
            }
            return YAMLMapper.shared().readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException("the contract cannot be read", e);
        }
    }
}
