package io.plimsoll.feeds.quality;

import io.plimsoll.testkit.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Reads the files beside the repository.
final class Golden {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final ObjectMapper YAML = YAMLMapper.builder().build();

    private Golden() {}

    /// The lines of a table below its head, by columns.
    static List<List<String>> rows(String path) throws IOException {
        try (InputStream file = Files.newInputStream(SharedData.at("golden/" + path));
                InputStream in = path.endsWith(".gz") ? new GZIPInputStream(file) : file;
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> List.of(line.split("\t", -1)))
                    .toList();
        }
    }

    static JsonNode json(String path) throws IOException {
        return JSON.readTree(Files.readString(SharedData.at("golden/" + path)));
    }

    static JsonNode yaml(String path) throws IOException {
        return YAML.readTree(Files.readString(SharedData.at("golden/" + path)));
    }
}
