package io.plimsoll.benchmarks;

import io.plimsoll.testkit.EngineOptions;
import io.plimsoll.testkit.TestEngine;
import io.plimsoll.testkit.TestImage;
import io.plimsoll.testkit.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// How much memory the Enforcer holds while many containers run under an enforcing gate: with none, after each quarter,
/// and second by second for a while after the last.
final class EnforcerMemory implements Measurement {
    private static final String IMAGE = "tiny";

    private static final String POLICIES = """
            kind: RuntimePolicy
            name: no-drift
            mode: enforce
            """;

    @Override
    public void make(Options options) throws Exception {
        int containers = options.number("containers", 100);
        int seconds = options.number("seconds", 60);
        try (TestEngine engine = TestEngine.start(EngineOptions.withoutBridge());
                Product product = new Product(engine)) {
            TestImage.TINY.importInto(engine, IMAGE);
            product.up();
            product.logIn();
            product.awaitScanOf(IMAGE);
            product.apply(POLICIES);
            Report.title("enforcer-memory: MiB of the Enforcer's process (bar: 128 MiB with 100 containers)");
            Memory enforcer = Memory.of(product.data(), "enforcer");
            enforcer.print("no container");
            EngineCalls calls = new EngineCalls(engine.socket());
            for (int started = 1; started <= containers; started++) {
                calls.start(calls.create(IMAGE, "sleep", "1000000"));
                if (started % Math.max(1, containers / 4) == 0) {
                    enforcer.print(started + " containers");
                }
            }
            awaitGates(product.data(), containers);
            watch(enforcer, containers, seconds);
        }
    }

    /// The Enforcer's own list: one line for each gate that is in place.
    private static void awaitGates(Path data, int containers) {
        Path gates = data.resolve("run/enforcer/gates");
        Wait.until(containers + " gates are in place", () -> lines(gates).size() == containers);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void watch(Memory enforcer, int containers, int seconds) throws Exception {
        Sample resident = new Sample();
        Sample proportional = new Sample();
        for (int second = 0; second < seconds; second++) {
            Thread.sleep(1000);
            resident.add(enforcer.resident());
            proportional.add(enforcer.proportional());
        }
        Report.values(containers + " gates, each second: VmRSS", resident, "MiB");
        Report.values(containers + " gates, each second: PSS", proportional, "MiB");
        enforcer.print(containers + " gates, at the end");
    }

    /// Of one process, as the kernel tells (proc(5)).
    private record Memory(long pid) {
        private static final double KIB_IN_MIB = 1024;

        static Memory of(Path data, String program) throws IOException {
            String line = Files.readString(data.resolve("run").resolve(program + ".pid"));
            return new Memory(Long.parseLong(line.split(" ")[0]));
        }

        double resident() throws IOException {
            return field("status", "VmRSS:");
        }

        double peak() throws IOException {
            return field("status", "VmHWM:");
        }

        /// Pages that are shared with others count by their share.
        double proportional() throws IOException {
            return field("smaps_rollup", "Pss:");
        }

        void print(String when) throws IOException {
            Report.line("%-60s VmRSS %6.1f   PSS %6.1f   highest VmRSS %6.1f"
                    .formatted(when, resident(), proportional(), peak()));
        }

        private double field(String file, String name) throws IOException {
            List<String> lines = Files.readAllLines(Path.of("/proc", Long.toString(pid), file));
            return lines.stream()
                    .filter(line -> line.startsWith(name))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIB_IN_MIB)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
