package io.plimsoll.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Inventory;
import io.plimsoll.scanner.archive.ImageStream.Kind;
import io.plimsoll.scanner.bounds.Limits;
import io.plimsoll.testkit.SharedData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// Whole folders and bills of materials that another scanner's integration tests scan: each package that it lists or
/// finds vulnerable is in our inventory, and where it lists all packages, no other one is.
class GoldenFoldersTest {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /// The project itself, which no registry knows.
    private static final Set<String> THE_PROJECT =
            Set.of("Microsoft.VisualStudio.TestPlatform.Common 17.2.0-release-20220408-11");

    /// A requirement that leaves the version open: it is not passed over.
    private static final Set<String> WITHOUT_VERSION = Set.of("MarkupSafe ");

    @ParameterizedTest
    @ValueSource(strings = {"composer", "dotnet", "gomod", "gradle", "npm", "nuget", "pip", "pipenv", "pnpm", "pom"})
    void folderHoldsWhatAnotherScannerFinds(String name) throws IOException {
        Path folder = SharedData.at("golden/trivy-integration/repo/" + name);
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        FolderTar.write(folder.resolve("input"), tar);

        check(Scans.rootfs(tar.toByteArray()), expectedIn(folder));
    }

    @ParameterizedTest
    @CsvSource({
        "centos-7-cyclonedx.json, centos-7.expected.json",
        "fluentd-multiple-lockfiles-cyclonedx.json, fluentd-multiple-lockfiles.expected.json"
    })
    void billOfMaterialsHoldsWhatAnotherScannerFinds(String document, String expected) throws IOException {
        Path folder = SharedData.at("golden/trivy-integration/sbom");

        check(
                Scans.scan(Kind.SBOM, Files.readAllBytes(folder.resolve(document)), Limits.defaults()),
                folder.resolve(expected));
    }

    private static void check(Inventory inventory, Path expected) throws IOException {
        Set<String> listed = new LinkedHashSet<>();
        Set<String> wanted = new LinkedHashSet<>();
        for (JsonNode result : JSON.readTree(Files.readString(expected)).path("results")) {
            for (JsonNode one : result.path("packages")) {
                listed.add(line(one.path("name").asString(), one.path("version").asString()));
            }
            for (JsonNode one : result.path("vulnerabilities")) {
                wanted.add(line(
                        one.path("package").asString(), one.path("installed").asString()));
            }
        }
        wanted.addAll(listed);
        wanted.removeAll(THE_PROJECT);
        assertThat(wanted).isNotEmpty();
        List<String> found = inventory.packages().stream()
                .map(software -> line(software.name(), software.version()))
                .toList();
        System.out.printf(
                "%s: expected %d, found %d, recall %.3f%n",
                expected.getFileName(),
                wanted.size(),
                found.size(),
                (double) wanted.stream().filter(found::contains).count() / wanted.size());
        assertThat(found).containsAll(wanted);
        if (!listed.isEmpty()) {
            assertThat(found)
                    .filteredOn(one -> !wanted.contains(one) && !WITHOUT_VERSION.contains(one))
                    .isEmpty();
        }
        assertThat(inventory.gaps()).isEmpty();
    }

    /// The other scanner leaves the `v` of Go's versions away in places.
    private static String line(String name, String version) {
        return name + " " + version.replaceFirst("^v(?=[0-9])", "");
    }

    private static Path expectedIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".expected.json"))
                    .toList()
                    .getFirst();
        }
    }
}
