package io.plimsoll.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Digest;
import io.plimsoll.scanner.analysis.zip.ZipBytes;
import io.plimsoll.testkit.TestDistribution;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Images that want to fill memory, in a scanner process as it is shipped: none may need half a gigabyte.
class BombIT {
    private static final long MOST_MEMORY_KIB = 512 << 10;
    private static final int MANY = 3_000_000;
    private static final byte[] EMPTY_FILE = new TarBytes()
            .header("d0000/f0000000", '0', 0644, TarBytes.octal(0, 11), "")
            .bytes();
    private static final int EMPTY_CHECKSUM =
            Integer.parseInt(new String(EMPTY_FILE, 148, 6, StandardCharsets.US_ASCII), 8);

    private final ScannerProcess scanner = new ScannerProcess(TestDistribution.home(), TestDistribution.java());

    @TempDir
    Path folder;

    @Test
    void threeMillionEmptyFilesAreAllRead() throws Exception {
        Outcome outcome = scan(new ScanSource.DockerStream(() -> piped(BombIT::writeManyFiles)));

        assertThat(outcome.document()).contains("\"path\":\"/last\"").doesNotContain("limit-");
        assertThat(outcome.memoryKib()).isLessThan(MOST_MEMORY_KIB);
    }

    @Test
    void tenGigabytesOfZerosInTenMegabytesAreGivenUp() throws Exception {
        Path archive = folder.resolve("zeros.tar.gz");
        try (OutputStream out = Files.newOutputStream(archive)) {
            byte[] zeros = SampleImage.gzip(new byte[64 << 20]);
            out.write(SampleImage.gzip(new TarBytes()
                    .header("zeros", '0', 0755, TarBytes.octal(7L << 30, 11), "")
                    .bytes()));
            for (int i = 0; i < 160; i++) {
                out.write(zeros);
            }
        }
        byte[] layer = Files.readAllBytes(archive);
        byte[] layout = SampleImage.of(new byte[1024]).ociLayout(SampleImage::gzip, packed -> layer);

        Outcome outcome = scan(new ScanSource.DockerStream(() -> new ByteArrayInputStream(layout)));

        assertThat(outcome.document()).contains("\"limit-ratio\"");
        assertThat(outcome.memoryKib()).isLessThan(MOST_MEMORY_KIB);
    }

    /// Layers of a file are read side by side; what each of these holds in memory leaves no room for another.
    @Test
    void largeArchivesInLargeArchivesWaitForEachOther() throws Exception {
        Path archive = folder.resolve("jars.tar");
        Files.write(archive, layersOfLargeJars());

        Outcome outcome = scan(new ScanSource.ArchiveFile(archive));

        assertThat(outcome.document())
                .contains("/0.jar!/inner.jar", "/5.jar!/inner.jar")
                .contains("\"gaps\":[]");
        assertThat(outcome.memoryKib()).isLessThan(MOST_MEMORY_KIB);
    }

    private static byte[] layersOfLargeJars() {
        byte[] inner = new ZipBytes()
                .stored("zeros", new byte[68 << 20])
                .maven("org.shop", "inner", "1")
                .end();
        byte[] jar = new ZipBytes()
                .stored("zeros", new byte[122 << 20])
                .file("inner.jar", inner)
                .end();
        TarBytes archive = new TarBytes();
        List<String> diffIds = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            byte[] layer = new TarBytes().file(i + ".jar", 0644, jar).end();
            diffIds.add(Digest.of(layer).hex());
            archive.file(diffIds.getLast() + ".tar.gz", 0644, SampleImage.gzip(layer));
        }
        return archive.file("c.json", "{\"rootfs\":{\"diff_ids\":[%s]}}".formatted(quoted(diffIds, "sha256:", "")))
                .file(
                        "manifest.json",
                        "[{\"Config\":\"c.json\",\"Layers\":[%s]}]".formatted(quoted(diffIds, "", ".tar.gz")))
                .end();
    }

    private static String quoted(List<String> digests, String before, String after) {
        return digests.stream()
                .map(digest -> '"' + before + digest + after + '"')
                .collect(Collectors.joining(","));
    }

    /// @param memoryKib the most that the process needed, as its `/proc` said while it ran
    private record Outcome(String document, long memoryKib) {}

    private Outcome scan(ScanSource source) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ScanOutcome> outcome = threads.submit(() -> scanner.scan(source));
            long memory = 0;
            while (!outcome.isDone()) {
                Optional<ProcessHandle> child =
                        ProcessHandle.current().children().findFirst();
                if (child.isPresent()) {
                    memory = Math.max(memory, peak(child.get().pid()).orElse(0));
                }
                Thread.sleep(20);
            }
            assertThat(memory).as("memory was measured").isPositive();
            return switch (outcome.get()) {
                case ScanOutcome.Made made ->
                    new Outcome(new String(made.document().toArray(), StandardCharsets.UTF_8), memory);
                case ScanOutcome.CouldNot couldNot -> new Outcome(couldNot.reason(), memory);
            };
        }
    }

    /// Until the child has become the scanner, its memory is that of this JVM.
    private static OptionalLong peak(long pid) {
        try {
            if (!Files.readString(Path.of("/proc/" + pid + "/cmdline")).contains(Main.class.getName())) {
                return OptionalLong.empty();
            }
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /// A docker archive whose only layer holds millions of empty files. Its diff id is wrong: to compute it would take
    /// longer here than the scan.
    private static void writeManyFiles(OutputStream out) throws IOException {
        // One block for each empty file, two for the last file, two for the end.
        String size = TarBytes.octal(512L * (MANY + 4), 11);
        out.write(new TarBytes().header("layer.tar", '0', 0644, size, "").bytes());
        for (int i = 0; i < MANY; i++) {
            out.write(emptyFile(i));
        }
        out.write(new TarBytes()
                .file("last", 0755, "#!".getBytes(StandardCharsets.UTF_8))
                .end());
        out.write(new TarBytes()
                .file("c.json", "{\"rootfs\":{\"diff_ids\":[\"sha256:0\"]}}")
                .file("manifest.json", "[{\"Config\":\"c.json\",\"Layers\":[\"layer.tar\"]}]")
                .end());
    }

    /// The header of another empty file: its name has other digits, and its checksum grows with them.
    private static byte[] emptyFile(int number) {
        byte[] header = EMPTY_FILE.clone();
        int digits = writeNumber(header, 1, 4, number / 1000, 10) + writeNumber(header, 7, 7, number, 10);
        writeNumber(header, 148, 6, EMPTY_CHECKSUM + digits, 8);
        return header;
    }

    /// @return the sum of the digits. Three million formatted texts would take longer than the scan.
    private static int writeNumber(byte[] header, int at, int length, int number, int radix) {
        int sum = 0;
        int rest = number;
        for (int i = at + length - 1; i >= at; i--) {
            header[i] = (byte) ('0' + rest % radix);
            sum += rest % radix;
            rest /= radix;
        }
        return sum;
    }

    private interface Writing {
        void write(OutputStream out) throws IOException;
    }

    private static InputStream piped(Writing writing) throws IOException {
        PipedInputStream in = new PipedInputStream(1 << 20);
        OutputStream out = new BufferedOutputStream(new PipedOutputStream(in), 1 << 16);
        Thread.ofPlatform().daemon().start(() -> {
            try (out) {
                writing.write(out);
            } catch (IOException e) {
                System.err.println("the archive was not written to its end: " + e.getMessage());
            }
        });
        return in;
    }
}
