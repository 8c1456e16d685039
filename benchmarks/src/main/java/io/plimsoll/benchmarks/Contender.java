package io.plimsoll.benchmarks;

import io.plimsoll.testkit.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// One command that inventories an archive, with what was measured of it.
final class Contender {
    private static final Pattern PACKAGE = Pattern.compile("\"purl\" *: *\"pkg:(?!oci/|docker/)");
    /// Passed or violated; and incomplete, for the sample feed covers little.
    private static final Set<Integer> DONE = Set.of(0, 1, 2);

    private final String name;
    private final List<String> command;
    private final Sample wall = new Sample();
    private final Sample processor = new Sample();
    private final Sample memory = new Sample();
    private long packages;

    /// @param command writes to the file `output` in the folder it is run in, and caches in `cache` there
    Contender(String name, List<String> command) {
        this.name = name;
        this.command = List.copyOf(command);
    }

    /// With an empty cache.
    ///
    /// @param timed the program of `timed.c`
    /// @return wall time in seconds
    double run(Path timed, Path folder, boolean counts) throws IOException {
        return run(timed, folder, counts, Map.of());
    }

    double run(Path timed, Path folder, boolean counts, Map<String, String> environment) throws IOException {
        Command.of("rm", "-rf", "cache").in(folder).run().outputOrFail();
        return runAgain(timed, folder, counts, environment);
    }

    /// With the cache that the run before has left.
    double runAgain(Path timed, Path folder, boolean counts, Map<String, String> environment) throws IOException {
        Path figures = folder.resolve("figures");
        Path output = folder.resolve("output");
        Files.deleteIfExists(output);
        Command timedCommand = Command.of(timed.toString(), figures.toString())
                .with(command.toArray(String[]::new))
                .in(folder)
                .within(Duration.ofMinutes(10))
                .environment("XDG_CACHE_HOME", folder.resolve("cache").toString());
        environment.forEach(timedCommand::environment);
        Command.Outcome outcome = timedCommand.run();
        if (!DONE.contains(outcome.exit()) || !Files.exists(output)) {
            throw new IllegalStateException(outcome.toString());
        }
        packages = PACKAGE.matcher(Files.readString(output)).results().count();
        String[] numbers = Files.readString(figures).strip().split(" ");
        double seconds = Long.parseLong(numbers[0]) / 1e9;
        if (counts) {
            wall.add(seconds);
            processor.add(Long.parseLong(numbers[1]) / 1e6);
            memory.add(Long.parseLong(numbers[2]) / 1024.0);
        }
        return seconds;
    }

    void print() {
        Report.values(name + ": wall time", wall, "s  ");
        Report.values(name + ": processor time", processor, "s  ");
        Report.values(name + ": memory of its largest process", memory, "MiB");
        Report.line(name + ": " + packages + " package URLs in what it wrote");
    }

    void printAgainst(Contender other) {
        Report.added(name + " against " + other.name + ": wall time", wall, other.wall, "s  ");
    }
}
