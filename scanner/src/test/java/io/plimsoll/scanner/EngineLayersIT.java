package io.plimsoll.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Digest;
import io.plimsoll.scanner.ScanSource.Vouched;
import io.plimsoll.testkit.TestDistribution;
import io.plimsoll.testkit.TestEngine;
import io.plimsoll.testkit.TestImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Images of a real engine that share a layer.
class EngineLayersIT {
    private final List<String> warnings = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void aSecondImageOnTheSameBaseTakesTheBaseFromTheCache() throws Exception {
        try (TestEngine engine = TestEngine.start()) {
            TestImage.TINY.importInto(engine, "base:1");
            built(engine, "one:1", "one");
            built(engine, "two:1", "two");
            made(source(engine, "one:1"), true);
            String baseId = vouched(engine, "one:1").diffIds().getFirst().hex();
            Path base = layerFiles().stream()
                    .filter(file -> file.endsWith(baseId))
                    .findFirst()
                    .orElseThrow();
            Object written = Files.getAttribute(base, "unix:ino");

            String two = made(source(engine, "two:1"), true);

            assertThat(two)
                    .isEqualTo(made(source(engine, "two:1"), false))
                    .isEqualTo(made(source(engine, "two:1"), true))
                    .contains("/two.sh", "\"gaps\":[]");
            assertThat(layerFiles()).hasSize(3);
            // A result that is made anew would be another file.
            assertThat(Files.getAttribute(base, "unix:ino")).isEqualTo(written);
            assertThat(warnings).isEmpty();
        }
    }

    private static void built(TestEngine engine, String name, String program) {
        engine.docker(
                        "run",
                        "--network=none",
                        "--name=" + program,
                        "base:1",
                        "sh",
                        "-c",
                        "printf '#!/bin/sh\\n' > /" + program + ".sh")
                .outputOrFail();
        engine.docker("commit", program, name).outputOrFail();
    }

    private static ScanSource source(TestEngine engine, String name) {
        return new ScanSource.DockerStream(
                () -> engine.client().exportImage(name), () -> Optional.of(vouched(engine, name)));
    }

    private static Vouched vouched(TestEngine engine, String name) {
        String format = "{{.Id}}{{range .RootFS.Layers}} {{.}}{{end}}";
        List<String> words = List.of(engine.docker("image", "inspect", "--format", format, name)
                .outputOrFail()
                .strip()
                .split(" "));
        return new Vouched(
                name + " " + words.getFirst(),
                words.stream().skip(1).map(Digest::parse).toList());
    }

    private List<Path> layerFiles() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("cache"))) {
            return all.filter(file -> file.toString().contains("/engine/layers/"))
                    .toList();
        }
    }

    private String made(ScanSource source, boolean cached) throws InterruptedException {
        Optional<LayerCache> cache = cached
                ? LayerCache.open(folder.resolve("cache"), TestDistribution.home(), warnings::add)
                : Optional.empty();
        ScannerProcess scanner = new ScannerProcess(TestDistribution.home(), TestDistribution.java(), cache);
        return switch (scanner.scan(source)) {
            case ScanOutcome.Made made -> new String(made.document().toArray(), StandardCharsets.UTF_8);
            case ScanOutcome.CouldNot couldNot -> couldNot.reason();
        };
    }
}
