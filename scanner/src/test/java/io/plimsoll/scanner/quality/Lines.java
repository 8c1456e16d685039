package io.plimsoll.scanner.quality;

import io.plimsoll.model.SoftwarePackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// Packages as lines of name and version, and the documents that hold those of others.
final class Lines {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private Lines() {}

    static String of(SoftwarePackage found) {
        return of(found.name(), found.version());
    }

    static String of(JsonNode expected, String version) {
        return of(expected.path("name").asString(""), expected.path(version).asString(""));
    }

    /// Other scanners leave the `v` of Go's versions away in places.
    static String of(String name, String version) {
        return name + " " + version.replaceFirst("^v(?=[0-9])", "");
    }

    static JsonNode json(Path file) throws IOException {
        return JSON.readTree(Files.readString(file));
    }

    static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }
}
