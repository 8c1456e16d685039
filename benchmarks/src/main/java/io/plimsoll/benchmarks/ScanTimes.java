package io.plimsoll.benchmarks;

import io.plimsoll.testkit.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// How long the whole command takes that inventories or scans an archive, from an empty cache of its own; the archive
/// itself is in the page cache. The commands take turns.
final class ScanTimes implements Measurement {
    @Override
    public void make(Options options) throws Exception {
        int runs = options.number("runs", 7);
        List<Path> archives = options.text("archive").isPresent()
                ? List.of(Path.of(options.text("archive").get()))
                : List.of(ScannedArchive.debian(), ScannedArchive.large(options.number("seed", 1)));
        Optional<Path> trivy = Trivy.find();
        Path folder = Files.createTempDirectory("plimsoll-scan-times");
        try {
            for (Path archive : archives) {
                compare(archive.toAbsolutePath(), trivy, folder, runs);
            }
        } finally {
            Command.of("rm", "-rf", folder.toString()).run();
        }
    }

    private static void compare(Path archive, Optional<Path> trivy, Path folder, int runs) throws IOException {
        Path timed = NativePrograms.compile("timed", folder);
        Contender inventory = new Contender("plimsoll sbom", plimsoll("sbom", archive));
        Contender scan = new Contender(
                "plimsoll scan, sample feed",
                plimsoll("scan", archive, "--feed", share(".bundle"), "--feed-key", share(".pub")));
        Optional<Contender> other = trivy.map(program -> new Contender("trivy sbom", trivy(program, archive)));
        List<Contender> order = new ArrayList<>(List.of(inventory, scan));
        other.ifPresent(order::add);
        for (int run = -1; run < runs; run++) {
            Collections.rotate(order, 1);
            for (Contender one : order) {
                one.run(timed, folder, run >= 0);
            }
        }
        Report.title("scan: " + archive.getFileName() + ", " + Files.size(archive) / 1_000_000
                + " MB; whole process, nothing known before");
        inventory.print();
        scan.print();
        other.ifPresent(one -> {
            one.print();
            inventory.printAgainst(one);
        });
    }

    private static String share(String ending) {
        return Tree.ROOT.resolve("dist/share/sample-feed" + ending).toString();
    }

    private static List<String> plimsoll(String word, Path archive, String... more) {
        List<String> command = new ArrayList<>(List.of(
                Tree.LAUNCHER.toString(),
                word,
                "docker-archive:" + archive,
                "--format",
                "cyclonedx",
                "--output",
                "output"));
        command.addAll(List.of(more));
        return command;
    }

    /// It wants to fetch a database before it looks into a jar: they are left out, to its advantage.
    private static List<String> trivy(Path program, Path archive) {
        return List.of(
                program.toString(),
                "image",
                "--quiet",
                "--offline-scan",
                "--format=cyclonedx",
                "--cache-dir=cache",
                "--skip-files=**/*.jar",
                "--output=output",
                "--input=" + archive);
    }
}
