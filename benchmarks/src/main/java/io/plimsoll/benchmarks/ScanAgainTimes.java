package io.plimsoll.benchmarks;

import io.plimsoll.testkit.Command;
import io.plimsoll.testkit.EngineOptions;
import io.plimsoll.testkit.TestEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// How long the whole command takes for an image that it has scanned before, against the first time: in an engine, and
/// in a file, where reading and hashing the bytes is the least that has to be done. The commands take turns, the first
/// scan of each turn finds no results of earlier ones.
final class ScanAgainTimes implements Measurement {
    private static final String IMAGE = "bench/image:1";

    @Override
    public void make(Options options) throws Exception {
        int runs = options.number("runs", 7);
        Path archive = options.text("archive")
                .map(Path::of)
                .orElseGet(() -> large(options.number("seed", 1)))
                .toAbsolutePath();
        Path folder = Files.createTempDirectory("plimsoll-scan-again");
        try {
            Path timed = NativePrograms.compile("timed", folder);
            file(archive, timed, folder, runs);
            try (TestEngine engine = TestEngine.start(EngineOptions.withoutBridge())) {
                engine.docker("load", "--input", archive.toString()).outputOrFail();
                engine(engine, timed, folder, runs);
            }
        } finally {
            Command.of("rm", "-rf", folder.toString()).run();
        }
    }

    private static Path large(int seed) {
        try {
            return ScannedArchive.large(seed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void file(Path archive, Path timed, Path folder, int runs) throws IOException {
        List<String> scan = scan("docker-archive:" + archive);
        Contender first = new Contender("first scan of the file", scan);
        Contender again = new Contender("second scan of the file", scan);
        Sample hashing = new Sample();
        for (int run = -1; run < runs; run++) {
            first.run(timed, folder, run >= 0);
            again.runAgain(timed, folder, run >= 0, Map.of());
            long begin = System.nanoTime();
            Command.of("sha256sum", archive.toString())
                    .within(Duration.ofMinutes(10))
                    .run()
                    .outputOrFail();
            if (run >= 0) {
                hashing.add((System.nanoTime() - begin) / 1e9);
            }
        }
        Report.title("scan-again: " + archive.getFileName() + ", " + Files.size(archive) / 1_000_000
                + " MB; whole process (bar: as long as reading and hashing takes)");
        print(first, again);
        Report.values("sha256sum of the file: wall time", hashing, "s  ");
    }

    private static void engine(TestEngine engine, Path timed, Path folder, int runs) throws IOException {
        Map<String, String> environment = Map.of("DOCKER_HOST", "unix://" + engine.socket());
        List<String> scan = scan("docker:" + IMAGE);
        Contender first = new Contender("first scan of the engine's image", scan);
        Contender again = new Contender("second scan of the engine's image", scan);
        for (int run = -1; run < runs; run++) {
            first.run(timed, folder, run >= 0, environment);
            again.runAgain(timed, folder, run >= 0, environment);
        }
        Report.title("scan-again: docker:" + IMAGE + "; whole process (bar: 0.4 s, or 10 % of the first)");
        print(first, again);
    }

    private static void print(Contender first, Contender again) {
        first.print();
        again.print();
        again.printAgainst(first);
    }

    private static List<String> scan(String reference) {
        return List.of(
                Tree.LAUNCHER.toString(),
                "scan",
                reference,
                "--format",
                "cyclonedx",
                "--output",
                "output",
                "--feed",
                Tree.ROOT.resolve("dist/share/sample-feed.bundle").toString(),
                "--feed-key",
                Tree.ROOT.resolve("dist/share/sample-feed.pub").toString());
    }
}
