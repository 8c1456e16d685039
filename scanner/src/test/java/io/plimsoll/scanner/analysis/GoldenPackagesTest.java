package io.plimsoll.scanner.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Inventory;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import io.plimsoll.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Holds what is read of single files against what other scanners' tests expect of the same ones.
class GoldenPackagesTest {
    private static final Pattern EXPECTED = Pattern.compile("\"name\": \"([^\"]*)\",\\s*\"version\": \"([^\"]*)\"");

    @ParameterizedTest
    @CsvSource({
        "trivy/conda-meta, opt/conda/conda-meta/x.json",
        "scalibr/language-python-condameta, opt/conda/conda-meta/x.json",
        "trivy/python-packaging, usr/lib/python3.11/site-packages/x.dist-info/METADATA",
        "trivy/ruby-gemspec, usr/lib/ruby/gems/3.1.0/specifications/x.gemspec",
    })
    void readsWhatOthersRead(String parser, String place) throws IOException {
        for (Path one : cases(parser)) {
            Inventory inventory = Scans.rootfs(new TarBytes()
                    .file(place, 0644, Files.readAllBytes(input(one)))
                    .end());
            assertThat(inventory.gaps()).as(one.toString()).isEmpty();
            assertThat(inventory.packages().stream().map(p -> p.name() + " " + p.version()))
                    .as(one.toString())
                    .containsExactlyInAnyOrderElementsOf(expected(one));
        }
    }

    private static List<Path> cases(String parser) throws IOException {
        try (Stream<Path> cases = Files.list(SharedData.at("golden/lockfiles/" + parser))) {
            List<Path> sorted = cases.sorted().toList();
            assertThat(sorted).isNotEmpty();
            return sorted;
        }
    }

    private static Path input(Path one) throws IOException {
        try (Stream<Path> files = Files.list(one.resolve("input"))) {
            return files.findFirst().orElseThrow();
        }
    }

    private static Set<String> expected(Path one) throws IOException {
        return EXPECTED.matcher(Files.readString(one.resolve("expected.json")))
                .results()
                .map(found -> found.group(1) + " " + found.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
