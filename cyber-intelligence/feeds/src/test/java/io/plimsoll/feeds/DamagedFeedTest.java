package io.plimsoll.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.advisories.bundle.SourceReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bytes of the sample feed are changed at random, with a fixed seed: a build gives a bundle or says why not.
class DamagedFeedTest {
    private static final int BUILDS = 150;
    private static final int DAMAGES = 40;

    @TempDir
    Path folder;

    @Test
    void survivesDamageAnywhere() throws IOException {
        Path feeds = folder.resolve("feeds");
        List<Path> files = copySample(feeds);
        SigningKey key = SigningKey.loadOrCreate(folder.resolve("feed.key"));
        Random random = new Random(20261123);
        int leftOut = 0;
        int skipped = 0;
        for (int build = 0; build < BUILDS; build++) {
            Path damaged = files.get(random.nextInt(files.size()));
            byte[] good = Files.readAllBytes(damaged);
            Files.write(damaged, damage(good, random));
            FeedReport report =
                    FeedBuild.build(feeds, folder.resolve("out.bundle"), key, Instant.parse("2026-11-23T00:00:00Z"));
            for (SourceReport source : report.sources()) {
                leftOut += source.state() == SourceReport.State.LEFT_OUT
                                && !source.name().equals("EPSS")
                        ? 1
                        : 0;
                skipped += source.skipped();
                assertThat(String.valueOf(source.problem())).doesNotContain("Exception");
            }
            Files.write(damaged, good);
        }
        assertThat(leftOut).isPositive();
        assertThat(skipped).isPositive();
    }

    private static List<Path> copySample(Path target) throws IOException {
        Path sample = Path.of("src/dist/sample-feed");
        try (Stream<Path> files = Files.walk(sample)) {
            List<Path> copied = files.filter(Files::isRegularFile)
                    .map(file -> target.resolve(sample.relativize(file)))
                    .sorted()
                    .toList();
            for (Path copy : copied) {
                Files.createDirectories(copy.getParent());
                Files.copy(sample.resolve(target.relativize(copy)), copy);
            }
            return copied.stream()
                    .filter(f -> !f.endsWith("SAMPLE") && !f.endsWith("README.md"))
                    .toList();
        }
    }

    private static byte[] damage(byte[] good, Random random) {
        byte[] bad = good.clone();
        String alphabet = "\"{}[],:0\n\t\\x";
        byte[] replacements = alphabet.getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(DAMAGES); i >= 0; i--) {
            bad[random.nextInt(bad.length)] = replacements[random.nextInt(replacements.length)];
        }
        return bad;
    }
}
