package io.plimsoll.benchmarks;

import io.plimsoll.feeds.FeedBuild;
import io.plimsoll.feeds.FeedReport;
import io.plimsoll.feeds.SigningKey;
import io.plimsoll.testkit.Command;
import io.plimsoll.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/// What the intelligence bundle costs whoever reads it: its size, the whole process that opens it and looks
/// packages up, beside a Java process that does nothing, and one look-up in a process that runs already.
final class BundleTimes implements Measurement {
    @Override
    public void make(Options options) throws Exception {
        int runs = options.number("runs", 15);
        Path feeds = options.text("feeds").map(Path::of).orElseGet(() -> SharedData.at("feeds"));
        Path folder = Files.createTempDirectory("plimsoll-bundle-times");
        try {
            measure(feeds, folder.resolve("feed.bundle"), folder.resolve("feed.key"), runs);
        } finally {
            Command.of("rm", "-rf", folder.toString()).run();
        }
    }

    private static void measure(Path feeds, Path bundle, Path keyFile, int runs) throws Exception {
        SigningKey key = SigningKey.loadOrCreate(keyFile);
        long begin = System.nanoTime();
        FeedReport report = FeedBuild.build(feeds, bundle, key, Instant.parse("2026-11-23T00:00:00Z"));
        double built = millisSince(begin);
        Report.title("bundle");
        Report.line("%d advisories about %d packages in %d bytes: %d bytes an advisory; built in %d ms, cold"
                .formatted(
                        report.advisories(),
                        report.packages(),
                        report.bytes(),
                        report.bytes() / report.advisories(),
                        Math.round(built)));
        Path publicKey = SigningKey.publicKeyFile(keyFile);
        Sample empty = new Sample();
        Sample whole = new Sample();
        Sample opening = new Sample();
        for (int run = 0; run < runs; run++) {
            empty.add(process("-version").millis);
            Ran ran = process(
                    "-cp",
                    System.getProperty("java.class.path"),
                    BundleLookUps.class.getName(),
                    bundle.toString(),
                    publicKey.toString());
            whole.add(ran.millis);
            opening.add(Double.parseDouble(ran.output.strip()));
        }
        Report.values("opening, in a process that did nothing before", opening, "ms");
        Report.values("Java process that does nothing", empty, "ms");
        Report.values("process: open, " + BundleLookUps.COUNT + " look-ups", whole, "ms");
        Report.added("added by opening and looking up", whole, empty, "ms");
        lookUp(bundle, publicKey);
    }

    private static void lookUp(Path bundle, Path publicKey) throws RunnerException {
        Result<?> result = new Runner(new OptionsBuilder()
                        .include(BundleLookUpBenchmark.class.getName())
                        .verbosity(VerboseMode.SILENT)
                        .jvmArgsAppend(
                                "--sun-misc-unsafe-memory-access=allow",
                                "-D" + BundleLookUpBenchmark.BUNDLE + "=" + bundle,
                                "-D" + BundleLookUpBenchmark.KEY + "=" + publicKey)
                        .build())
                .runSingle()
                .getPrimaryResult();
        Report.line(String.format(
                Locale.ROOT,
                "one look-up in a process that runs already (JMH): %.2f +- %.2f us, 99.9 %% interval",
                result.getScore(),
                result.getScoreError()));
    }

    private record Ran(double millis, String output) {}

    private static Ran process(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(arguments));
        long begin = System.nanoTime();
        String output = Command.of(command).run().outputOrFail();
        return new Ran(millisSince(begin), output);
    }

    private static double millisSince(long begin) {
        return (System.nanoTime() - begin) / 1e6;
    }
}
