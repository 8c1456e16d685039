package io.plimsoll.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/// What the figures were measured on: without it they say nothing.
final class ThisMachine {
    private ThisMachine() {}

    static void print() throws IOException {
        System.out.println(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        Report.line("%d x %s, %d MiB"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        field("/proc/cpuinfo", "model name"),
                        Long.parseLong(field("/proc/meminfo", "MemTotal").split(" ")[0]) / 1024));
        Report.line("Linux " + System.getProperty("os.version") + ", " + System.getProperty("java.vm.name") + " "
                + System.getProperty("java.runtime.version"));
        Report.line("load before: " + Files.readString(Path.of("/proc/loadavg")).strip());
    }

    private static String field(String file, String name) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("0");
        }
    }
}
