package io.plimsoll.scanner.quality;

import io.plimsoll.model.Inventory;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.archive.ImageStream.Kind;
import io.plimsoll.scanner.bounds.Limits;
import io.plimsoll.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Whole folders and bills of materials that another scanner's integration tests scan
/// (golden/trivy-integration): what it lists is complete, and where it lists nothing, it still names the
/// packages that it finds vulnerable.
final class Folders {
    private static final Map<String, String> ECOSYSTEMS = new TreeMap<>(Map.of(
            "composer", "composer",
            "dotnet", "nuget",
            "gomod", "golang",
            "gradle", "maven",
            "npm", "npm",
            "nuget", "nuget",
            "pip", "pypi",
            "pipenv", "pypi",
            "pnpm", "npm",
            "pom", "maven"));

    /// What one document of the other scanner says.
    private record Answer(Set<String> listed, Set<String> vulnerable) {
        static Answer in(Path document) throws IOException {
            Answer answer = new Answer(new TreeSet<>(), new TreeSet<>());
            for (JsonNode result : Lines.json(document).path("results")) {
                result.path("packages").forEach(one -> answer.listed.add(Lines.of(one, "version")));
                result.path("vulnerabilities")
                        .forEach(one -> answer.vulnerable.add(Lines.of(
                                one.path("package").asString(""),
                                one.path("installed").asString(""))));
            }
            return answer;
        }

        Reading of(String ecosystem, String corpus, String input, Inventory inventory) {
            Set<String> expected = new TreeSet<>(listed);
            expected.addAll(vulnerable);
            return new Reading(
                    ecosystem,
                    corpus,
                    input,
                    inventory.packages().stream().map(Lines::of).toList(),
                    expected,
                    !listed.isEmpty(),
                    inventory.gaps());
        }
    }

    private Folders() {}

    static List<Reading> all() throws IOException {
        List<Reading> readings = new ArrayList<>();
        for (Map.Entry<String, String> one : ECOSYSTEMS.entrySet()) {
            Path folder = SharedData.at("golden/trivy-integration/repo/" + one.getKey());
            readings.add(
                    fullest(folder).of(one.getValue(), "folders", one.getKey(), Scans.folder(folder.resolve("input"))));
        }
        readings.add(bill("rpm", "centos-7"));
        readings.add(bill("deb", "fluentd-multiple-lockfiles"));
        return readings;
    }

    /// Of several answers about a folder the one that lists the most: others leave out what is for developers only.
    private static Answer fullest(Path folder) throws IOException {
        List<Answer> answers = new ArrayList<>();
        for (Path file : Lines.children(folder)) {
            if (file.toString().endsWith(".expected.json")) {
                answers.add(Answer.in(file));
            }
        }
        return answers.stream()
                .max(Comparator.comparingInt((Answer answer) -> answer.listed.size())
                        .thenComparingInt(answer -> answer.vulnerable.size()))
                .orElseThrow();
    }

    private static Reading bill(String ecosystem, String name) throws IOException {
        Path folder = SharedData.at("golden/trivy-integration/sbom");
        byte[] document = Files.readAllBytes(folder.resolve(name + "-cyclonedx.json"));
        return Answer.in(folder.resolve(name + ".expected.json"))
                .of(ecosystem, "bills", name, Scans.scan(Kind.SBOM, document, Limits.defaults()));
    }
}
