package io.plimsoll.benchmarks;

import io.plimsoll.testkit.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// How fast the layers of an archive are read that are packed with gzip, against the machine's `gunzip` on all
/// processors. The two take turns; the archive is in the page cache.
final class CompressedScanTimes implements Measurement {
    @Override
    public void make(Options options) throws Exception {
        int runs = options.number("runs", 7);
        Path archive = ScannedArchive.compressed();
        Path folder = Files.createTempDirectory("plimsoll-compressed");
        try {
            Command.of("tar", "-xf", archive.toString(), "-C", folder.toString())
                    .run()
                    .outputOrFail();
            compare(archive, folder, runs);
        } finally {
            Command.of("rm", "-rf", folder.toString()).run();
        }
    }

    private static void compare(Path archive, Path folder, int runs) throws IOException {
        Path timed = NativePrograms.compile("timed", folder);
        Contender inventory = new Contender(
                "plimsoll sbom",
                List.of(Tree.LAUNCHER.toString(), "sbom", "docker-archive:" + archive, "--output", "output"));
        Sample unpacking = new Sample();
        Sample ratio = new Sample();
        for (int run = -1; run < runs; run++) {
            double gunzip = gunzip(folder);
            double scan = inventory.run(timed, folder, run >= 0);
            if (run >= 0) {
                unpacking.add(gunzip);
                ratio.add(gunzip / scan);
            }
        }
        Report.title("compressed: 8 layers of one size, " + Files.size(archive) / 1_000_000
                + " MB packed; whole process, nothing known before");
        inventory.print();
        Report.values("gunzip of the layers on all processors: wall time", unpacking, "s  ");
        Report.values("gunzip to plimsoll sbom (bar: at least 0.7)", ratio, "   ");
    }

    private static double gunzip(Path folder) {
        int processors = Runtime.getRuntime().availableProcessors();
        long begin = System.nanoTime();
        Command.of("sh", "-c", "ls *.tar.gz | xargs -P " + processors + " -n 1 gunzip -c > /dev/null")
                .in(folder)
                .within(Duration.ofMinutes(5))
                .run()
                .outputOrFail();
        return (System.nanoTime() - begin) / 1e9;
    }
}
