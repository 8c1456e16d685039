package io.plimsoll.scanner.archive;

import io.plimsoll.model.Digest;
import io.plimsoll.model.ImageConfiguration;
import io.plimsoll.scanner.bounds.MalformedInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The configuration of an image (OCI image specification, "Image Configuration"; Docker writes the same).
///
/// @param id digest of the document
/// @param texts what may hold credentials, as it is written
/// @param diffIds as it claims them, lowest first
/// @param createdBy the history of those layers, empty where it has none
/// @param baseLayers how many of the lowest layers came with the base image, as far as the history shows it
record ConfigurationDocument(
        Digest id,
        ImageConfiguration configuration,
        ConfigurationTexts texts,
        List<String> diffIds,
        List<String> createdBy,
        int baseLayers) {
    /// The steps that images end with: what follows was built on such an image.
    private static final Pattern LAST_STEP = Pattern.compile("(?:/bin/sh -c #\\(nop\\)\\s+)?(?:CMD|ENTRYPOINT)\\b.*+");

    static ConfigurationDocument parse(ArchiveMember.Document document) throws MalformedInput {
        Json json = Json.parse(document.content().toArray());
        List<String> diffIds = json.field("rootfs").field("diff_ids").texts();
        return new ConfigurationDocument(
                document.digest(),
                configuration(json),
                texts(json),
                diffIds,
                createdBy(json.field("history"), diffIds.size()),
                Math.min(baseLayers(json.field("history")), diffIds.size()));
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
                json.field("created").text(),
                hasHealthcheck(config.field("Healthcheck")));
    }

    /// `NONE` takes away the one that a base image has.
    private static boolean hasHealthcheck(Json healthcheck) throws MalformedInput {
        List<String> test = healthcheck.field("Test").texts();
        return !test.isEmpty() && !test.getFirst().equals("NONE");
    }

    private static ConfigurationTexts texts(Json json) throws MalformedInput {
        List<String> history = new ArrayList<>();
        for (Json step : json.field("history").items()) {
            history.add(step.field("created_by").text());
        }
        return new ConfigurationTexts(json.field("config").field("Env").texts(), history);
    }

    private static String nameOf(String variable) {
        int equals = variable.indexOf('=');
        return equals < 0 ? variable : variable.substring(0, equals);
    }

    /// One line per layer: those of the history that made no layer are left out.
    private static List<String> createdBy(Json history, int layers) throws MalformedInput {
        List<String> lines = new ArrayList<>();
        for (Json step : history.items()) {
            if (makesLayer(step)) {
                lines.add(step.field("created_by").text());
            }
        }
        while (lines.size() < layers) {
            lines.add("");
        }
        return lines;
    }

    /// The layers below the last step that ends an image and has others after it. Nobody records what an image was
    /// built on, but nearly every base image ends with its `CMD` or `ENTRYPOINT`. Who sets those in the middle of a
    /// build makes some of its own layers look like the base's.
    private static int baseLayers(Json history) throws MalformedInput {
        int layers = 0;
        int ended = 0;
        int base = 0;
        for (Json step : history.items()) {
            if (makesLayer(step)) {
                layers++;
                base = ended;
            } else if (LAST_STEP
                    .matcher(step.field("created_by").text().strip())
                    .matches()) {
                ended = layers;
            }
        }
        return base;
    }

    private static boolean makesLayer(Json step) throws MalformedInput {
        return !step.field("empty_layer").text().equals("true");
    }
}
