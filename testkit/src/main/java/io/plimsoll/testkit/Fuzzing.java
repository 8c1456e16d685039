package io.plimsoll.testkit;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A short run of Jazzer over one target: a class with `static void fuzzerTestOneInput(byte[])`, which fails by
/// throwing. Seed and number of runs are fixed, so the same program meets the same inputs. Besides what it
/// throws, a target fails by needing more memory than it is given, or a minute for one input: then it hangs. As the
/// inputs are the same each time, a run holds what a longer search has found rather than searching: a target gets as
/// many as take a few seconds beside Jazzer's own start.
///
/// A found input belongs into the target's corpus, the files of the resource folder `fuzz/NAME` listed in
/// `fuzz/NAME.list` (one name a line): it is met again by every later run. To search for longer:
/// `PLIMSOLL_FUZZ_RUNS=1000000`.
public final class Fuzzing {
    private static final long SEED = 20_261_128;
    private static final int LONGEST_INPUT = 1 << 16;
    private static final int HEAP_MIB = 384;

    private Fuzzing() {}

    /// @param seeds sound inputs to begin with, by name
    /// @throws AssertionError with the failure and the input that led to it
    public static void run(Class<?> target, int runs, Map<String, byte[]> seeds) throws IOException {
        Path folder = Files.createTempDirectory("plimsoll-fuzz");
        try {
            Path corpus = Files.createDirectory(folder.resolve("corpus"));
            for (Map.Entry<String, byte[]> seed : seeds.entrySet()) {
                Files.write(corpus.resolve("seed-" + seed.getKey()), seed.getValue());
            }
            copyCorpus(target, corpus);
            Command.Outcome outcome = command(target, runs, folder, corpus).run();
            if (outcome.exit() != 0) {
                throw new AssertionError(target.getSimpleName() + " failed; put the input into its corpus:\n"
                        + end(outcome.errors()) + end(outcome.output()));
            }
        } finally {
            Command.of("rm", "-rf", folder.toString()).run();
        }
    }

    private static Command command(Class<?> target, int runs, Path folder, Path corpus) {
        String more = System.getenv("PLIMSOLL_FUZZ_RUNS");
        return Command.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP_MIB + "m",
                        "-Djava.io.tmpdir=" + folder,
                        "-XX:+UseSerialGC",
                        // A short run ends before the second compiler has paid for itself.
                        "-XX:TieredStopAtLevel=" + (more == null ? 1 : 4),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+EnableDynamicAgentLoading",
                        "-cp",
                        classPath(),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + target.getName(),
                        "--instrumentation_includes=io.plimsoll.**",
                        "--custom_hook_includes=io.plimsoll.**",
                        "--reproducer_path=" + folder)
                .with(
                        "-runs=" + (more == null ? runs : Integer.parseInt(more)),
                        "-seed=" + SEED,
                        "-max_len=" + LONGEST_INPUT,
                        "-timeout=60",
                        "-rss_limit_mb=" + 4 * HEAP_MIB,
                        "-artifact_prefix=" + folder + File.separator,
                        corpus.toString())
                .in(folder)
                .within(Duration.ofMinutes(more == null ? 5 : 600));
    }

    /// Surefire starts tests with a class path of one jar that names the others.
    private static String classPath() {
        String tests = System.getProperty("surefire.test.class.path");
        return tests == null ? System.getProperty("java.class.path") : tests;
    }

    private static void copyCorpus(Class<?> target, Path corpus) throws IOException {
        String folder = "/fuzz/" + target.getSimpleName();
        try (InputStream list = target.getResourceAsStream(folder + ".list")) {
            if (list == null) {
                return;
            }
            List<String> names = new String(list.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .filter(name -> !name.isBlank())
                    .toList();
            for (String name : names) {
                try (InputStream file = target.getResourceAsStream(folder + "/" + name)) {
                    if (file == null) {
                        throw new IOException(folder + ".list names " + name + ", which is not in " + folder);
                    }
                    Files.copy(file, corpus.resolve(name));
                }
            }
        }
    }

    private static String end(String text) {
        return text.substring(Math.max(0, text.length() - 6_000));
    }
}
