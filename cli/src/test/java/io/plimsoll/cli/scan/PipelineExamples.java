package io.plimsoll.cli.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The shell commands of the examples in `docs/pipelines.md`, as the systems there would run them, by heading.
final class PipelineExamples {
    private static final Pattern SECTION = Pattern.compile("(?m)^### (.+)$\\n(?s:(.*?))^```(\\w+)\\n((?s:.*?))^```$");

    private PipelineExamples() {}

    /// The commands below this heading.
    static String of(String heading) throws IOException {
        String commands = commands().get(heading);
        if (commands == null) {
            throw new IllegalStateException("docs/pipelines.md has no example '" + heading + "'");
        }
        return commands;
    }

    static Map<String, String> commands() throws IOException {
        Map<String, String> commands = new LinkedHashMap<>();
        Matcher sections = SECTION.matcher(Files.readString(Path.of("../docs/pipelines.md")));
        while (sections.find()) {
            String code = sections.group(4);
            commands.put(
                    sections.group(1),
                    switch (sections.group(3)) {
                        case "groovy" -> all(Pattern.compile("sh \'{3}(.*?)\'{3}", Pattern.DOTALL), code);
                        case "kotlin" ->
                            all(Pattern.compile("scriptContent = \"{3}(.*?)\"{3}", Pattern.DOTALL), code)
                                    .replace("${\'$\'}", "$");
                        case "yaml" -> "set -e\n" + ofYaml(new YAMLMapper().readTree(code));
                        case "sh" -> code;
                        default -> throw new IllegalStateException("no shell is known in " + sections.group(3));
                    });
        }
        return commands;
    }

    private static String all(Pattern script, String code) {
        return script.matcher(code).results().map((MatchResult r) -> r.group(1)).collect(Collectors.joining("\n"));
    }

    /// Every `script` list of GitLab and every `run` text of GitHub.
    private static String ofYaml(JsonNode node) {
        StringBuilder commands = new StringBuilder();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (entry.getKey().equals("script")) {
                entry.getValue()
                        .forEach(line -> commands.append(line.asString()).append('\n'));
            } else if (entry.getKey().equals("run")) {
                commands.append(entry.getValue().asString()).append('\n');
            } else {
                commands.append(ofYaml(entry.getValue()));
            }
        }
        if (node.isArray()) {
            node.forEach(one -> commands.append(ofYaml(one)));
        }
        return commands.toString();
    }
}
