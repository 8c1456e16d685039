package io.plimsoll.scanner.archive;

import io.plimsoll.model.Digest;
import io.plimsoll.model.ImageConfiguration;
import io.plimsoll.scanner.bounds.MalformedInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The configuration of an image (OCI image specification, "Image Configuration"; Docker writes the same).
///
/// @param id digest of the document
/// @param diffIds as it claims them, lowest first
/// @param createdBy the history of those layers, empty where it has none
record ConfigurationDocument(
        Digest id, ImageConfiguration configuration, List<String> diffIds, List<String> createdBy) {

    static ConfigurationDocument parse(ArchiveMember.Document document) throws MalformedInput {
        Json json = Json.parse(document.content().toArray());
        List<String> diffIds = json.field("rootfs").field("diff_ids").texts();
        return new ConfigurationDocument(
                document.digest(), configuration(json), diffIds, createdBy(json.field("history"), diffIds.size()));
    }

    private static ImageConfiguration configuration(Json json) throws MalformedInput {
        Json config = json.field("config");
        return new ImageConfiguration(
                json.field("architecture").text(),
                json.field("os").text(),
                config.field("User").text(),
                config.field("Entrypoint").texts(),
                config.field("Cmd").texts(),
                config.field("ExposedPorts")
                        .fields()
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList(),
                config.field("Env").texts().stream()
                        .map(ConfigurationDocument::nameOf)
                        .sorted()
                        .distinct()
                        .toList(),
                config.field("Labels")
                        .fields()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, label -> label.getValue().text())),
                json.field("created").text());
    }

    private static String nameOf(String variable) {
        int equals = variable.indexOf('=');
        return equals < 0 ? variable : variable.substring(0, equals);
    }

    /// One line per layer: those of the history that made no layer are left out.
    private static List<String> createdBy(Json history, int layers) throws MalformedInput {
        List<String> lines = new ArrayList<>();
        for (Json step : history.items()) {
            if (!step.field("empty_layer").text().equals("true")) {
                lines.add(step.field("created_by").text());
            }
        }
        while (lines.size() < layers) {
            lines.add("");
        }
        return lines;
    }
}
