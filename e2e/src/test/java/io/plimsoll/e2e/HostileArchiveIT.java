package io.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Digest;
import io.plimsoll.testkit.Command;
import io.plimsoll.testkit.SourceTree;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./plimsoll scan` of archives that were made to break or to deceive it: it ends in time, it writes nothing outside,
/// and never does it say `passed`.
class HostileArchiveIT {
    private static final Duration IN_TIME = Duration.ofMinutes(2);
    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    private Path folder = Path.of("");

    private Path root = Path.of("");

    @BeforeEach
    void requireBuiltAndMakeARoot() throws IOException {
        SourceTree.requireBuilt();
        root = Files.createDirectory(folder.resolve("root"));
        Path npm = Files.createDirectories(root.resolve("app/node_modules/is-odd"));
        Files.writeString(npm.resolve("package.json"), "{\"name\":\"is-odd\",\"version\":\"3.0.1\"}");
    }

    /// Or none of the others would show anything.
    @Test
    void anArchiveWithoutHarmPasses() throws IOException {
        Command.Outcome scanned = scan(DockerArchive.of(layer()));
        assertThat(scanned.exit()).as(scanned.toString()).isZero();
        assertThat(scanned.output()).contains("Verdict: passed");
    }

    @Test
    void anArchiveThatIsCutOff() throws IOException {
        Path archive = DockerArchive.of(layer());
        byte[] whole = Files.readAllBytes(archive);
        for (int part = 1; part < 4; part++) {
            Files.write(archive, Arrays.copyOf(whole, whole.length * part / 5));
            assertNotPassed(scan(archive), "cut off", "stops");
        }
    }

    @Test
    void aLayerWithNamesThatLeadOutOfIt() throws IOException {
        Path target = folder.resolve("escaped");
        Files.writeString(root.resolve("evil"), "harm");
        Path layer = folder.resolve("layer.tar");
        DockerArchive.tar(
                layer, root, "--absolute-names", "--transform=s,^evil," + "../".repeat(20) + target + ",", "evil");
        Command.of("tar", "--append", "--file=" + layer, "--directory=" + root, "--absolute-names")
                .with("--transform=s,^evil," + target + "-absolute,", "evil", "app")
                .run()
                .outputOrFail();
        assertNotPassed(scan(DockerArchive.of(layer)), "a name that could lead out of the image");
        assertThat(target).doesNotExist();
        assertThat(folder.resolve("escaped-absolute")).doesNotExist();
    }

    @Test
    void aJarThatIsABomb() throws IOException {
        byte[] zeros = new byte[MEBIBYTE];
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(root.resolve("app/bomb.jar")))) {
            for (int i = 0; i < 3; i++) {
                jar.putNextEntry(new ZipEntry("BOOT-INF/lib/inner-" + i + ".jar"));
                for (int written = 0; written < 512; written++) {
                    jar.write(zeros);
                }
            }
        }
        assertNotPassed(scan(DockerArchive.of(layer())), "/app/bomb.jar!/BOOT-INF/lib/inner-2.jar");
    }

    @Test
    void aLayerThatIsNotWhatTheImageSays() throws IOException {
        Digest other = Digest.of("another layer".getBytes(StandardCharsets.UTF_8));
        assertNotPassed(scan(DockerArchive.of(layer(), other)), "but the configuration says");
    }

    /// Gzip makes ten megabytes of it.
    @Test
    void aLayerOfTenGigabytesOfZeros() throws IOException {
        Path head = folder.resolve("head.tar");
        try (var file = new java.io.RandomAccessFile(root.resolve("zeros").toFile(), "rw")) {
            file.setLength(7L << 30);
        }
        Command.of("sh", "-c", "tar --create --directory=\"$0\" zeros | head --bytes=512 > \"$1\"")
                .with(root.toString(), head.toString())
                .run()
                .outputOrFail();
        byte[] zeros = packed(new byte[64 * MEBIBYTE]);
        Path layer = folder.resolve("layer.tar");
        try (OutputStream out = Files.newOutputStream(layer)) {
            out.write(packed(Files.readAllBytes(head)));
            for (int i = 0; i < 160; i++) {
                out.write(zeros);
            }
        }
        assertNotPassed(scan(DockerArchive.of(layer, Digest.of(new byte[0]))), "packed bytes became");
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        var out = new java.io.ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private Path layer() {
        Path layer = folder.resolve("layer.tar");
        DockerArchive.tar(layer, root, "app");
        return layer;
    }

    private static Command.Outcome scan(Path archive) {
        Path share = SourceTree.ROOT.resolve("dist/share");
        return new PlainShell()
                .command(SourceTree.LAUNCHER, "scan", "docker-archive:" + archive)
                .with("--feed", share.resolve("sample-feed.bundle").toString())
                .with("--feed-key", share.resolve("sample-feed.pub").toString())
                .within(IN_TIME)
                .run();
    }

    private static void assertNotPassed(Command.Outcome scanned, String... why) {
        assertThat(scanned.exit()).as(scanned.toString()).isEqualTo(2);
        assertThat(scanned.toString()).doesNotContain("Verdict: passed").containsAnyOf(why);
        assertThat(scanned.output().contains("Verdict: incomplete")
                        || scanned.errors().startsWith("plimsoll: "))
                .as(scanned.toString())
                .isTrue();
    }
}
