package io.plimsoll.scanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.Zstd;
import io.plimsoll.model.ImageReference;
import io.plimsoll.model.Inventory;
import io.plimsoll.testkit.Command;
import io.plimsoll.testkit.TestDistribution;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script, the program and the caller's side together, each scan in a process of its own.
class ScannerProcessIT {
    private static final byte[] LAYER = new TarBytes()
            .directory("bin/")
            .file("bin/shop", 0755, "\177ELF shop".getBytes(StandardCharsets.ISO_8859_1))
            .end();

    private final ScannerProcess scanner = new ScannerProcess(TestDistribution.home(), TestDistribution.java());

    @TempDir
    Path folder;

    @Test
    void archiveFileStreamAndLayoutFolderGiveTheInventoryThatAScanInHereGives() throws Exception {
        SampleImage image = SampleImage.of(LAYER);
        Path archive = Files.write(folder.resolve("shop.tar.gz"), SampleImage.gzip(image.dockerArchive()));
        Path layout = unpack(image.ociLayout(Zstd::compress), folder.resolve("layout"));
        String expected = document(Scans.docker(image));

        assertThat(made(source("docker-archive:" + archive))).isEqualTo(expected);
        assertThat(made(source("oci:" + layout))).isEqualTo(expected);
        assertThat(made(source("oci:" + layout + ":1.4"))).isEqualTo(expected);
        assertThat(made(source("oci:" + layout + ":1.5")))
                .isEqualTo("the archive holds no image named 1.5, only: shop/web:1.4");
        Path packed = Files.write(folder.resolve("layout.tar.gz"), SampleImage.gzip(image.ociLayout(Zstd::compress)));
        assertThat(made(source("oci-archive:" + packed))).isEqualTo(expected);
        assertThat(made(source("oci-archive:" + packed + ":1.4"))).isEqualTo(expected);
        assertThat(made(source("oci-archive:" + packed + ":1.5"))).startsWith("the archive holds no image named 1.5");
        assertThat(made(source("oci-archive:/nowhere/x.tar"))).isEqualTo("there is no file '/nowhere/x.tar'");
        assertThat(made(new ScanSource.OciStream((out, layers) -> out.write(image.ociLayout(Zstd::compress)))))
                .isEqualTo(expected);
        assertThat(made(new ScanSource.OciFolder(layout, Optional.of("shop/web:1.4"))))
                .isEqualTo(expected);
        assertThat(made(stream(image.dockerArchive()))).isEqualTo(expected);
    }

    @Test
    void rootFolderIsReadWithoutFollowingLinksOrOpeningPipes() throws Exception {
        Path root = Files.createDirectories(folder.resolve("root"));
        Path outside = Files.writeString(folder.resolve("outside.sh"), "#!/bin/sh\n");
        Files.createSymbolicLink(root.resolve("link.sh"), outside);
        Files.createSymbolicLink(root.resolve("loop"), root);
        Path program = Files.writeString(root.resolve("a" + "b".repeat(150)), "#!/bin/sh\necho\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        assumeTrue(new ProcessBuilder("mkfifo", root.resolve("pipe").toString())
                        .start()
                        .waitFor()
                == 0);

        assertThat(made(source("dir:" + root)))
                .contains("\"path\":\"/a" + "b".repeat(150) + "\"")
                .contains("\"gaps\":[]")
                .doesNotContain("outside", "link.sh", "loop", "pipe");
    }

    @Test
    void aBillOfMaterialsIsReadByTheProcess() throws Exception {
        Path sbom = Files.writeString(folder.resolve("sbom.json"), """
                {"bomFormat":"CycloneDX","specVersion":"1.6","components":[
                 {"type":"library","name":"ms","version":"2.0.0","purl":"pkg:npm/ms@2.0.0"}]}""");
        Path other = Files.writeString(folder.resolve("other.json"), "{}");

        assertThat(made(source("sbom:" + sbom))).contains("\"purl\":\"pkg:npm/ms@2.0.0\"", "\"gaps\":[]");
        assertThat(made(source("sbom:" + other))).startsWith("this is no bill of materials");
        assertThat(made(source("sbom:/nowhere"))).isEqualTo("there is no file '/nowhere'");
    }

    @Test
    void folderDeeperThanAnyPathIsAGap() throws Exception {
        Path root = Files.createDirectories(folder.resolve("root"));
        String deep = ("/" + "d".repeat(200)).repeat(15);
        Files.createDirectories(Path.of(root + deep));
        Files.createDirectories(Path.of(folder + "/other" + deep));
        Files.move(folder.resolve("other"), Path.of(root + deep + "/other"));

        try {
            assertThat(made(source("dir:" + root))).contains("\"code\":\"limit-path\"");
        } finally {
            // JUnit could not.
            Command.of("rm", "-rf", root.toString()).run();
        }
    }

    @Test
    void namesThatAreNoTextSurviveTheWayIntoTheProcess() throws Exception {
        Path root = Files.createDirectories(folder.resolve("root"));
        int made = new ProcessBuilder(
                        "sh",
                        "-c",
                        "printf '#!/bin/sh\\n' | tee \"$(printf 'caf\\351')\" \"$(printf 'caf\\303\\251')\"")
                .directory(root.toFile())
                .start()
                .waitFor();
        assertThat(made).isZero();

        assertThat(made(source("dir:" + root)))
                .contains("\"path\":\"/caf\\\\xe9\"")
                .contains("\"path\":\"/café\"");
    }

    @Test
    void sourceThatBreaksOffIsNeverAnInventory() throws Exception {
        byte[] archive = SampleImage.of(LAYER).dockerArchive();
        ScanSource broken = new ScanSource.DockerStream(() -> new BreakingOff(archive));

        assertThat(made(broken)).isEqualTo("the image cannot be read: the engine hung up");
        assertThat(made(new ScanSource.OciStream((out, layers) -> {
                    out.write(archive);
                    throw new IOException("the registry hung up");
                })))
                .isEqualTo("the image cannot be read: the registry hung up");
        assertThat(made(stream(Arrays.copyOf(archive, archive.length - 2048)))).contains("cut off");
        assertThat(made(stream(new byte[0]))).isEqualTo("the stream is empty");
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        assertThat(made(source("docker-archive:/nowhere/x.tar"))).contains("there is no file '/nowhere/x.tar'");
        assertThat(made(source("oci:/nowhere"))).contains("no index.json");
        assertThat(made(source("dir:/nowhere"))).contains("there is no folder '/nowhere'");
        assertThat(ScanSource.of(ImageReference.parse("docker:x"))).isEmpty();
    }

    @Test
    void interruptEndsTheProcess() throws Exception {
        CompletableFuture<Void> waiting = new CompletableFuture<>();
        CompletableFuture<Object> result = new CompletableFuture<>();
        Thread caller = Thread.ofPlatform().start(() -> {
            try {
                result.complete(scanner.scan(new ScanSource.DockerStream(() -> endless(waiting))));
            } catch (InterruptedException e) {
                result.complete("interrupted");
            }
        });
        waiting.join();
        ProcessHandle process = child();
        caller.interrupt();

        assertThat(result.join()).isEqualTo("interrupted");
        assertThat(process.onExit().join().isAlive()).isFalse();
    }

    @Test
    @Tag("kernel")
    void processHasNoPrivilegesNoNetworkAndNoSecretsOfItsCaller() throws Exception {
        if (!"root".equals(System.getProperty("user.name"))) {
            System.err.println("SKIPPED: only root's scanner can drop privileges; run the tests as root");
            assumeTrue(false, "needs root");
        }
        CompletableFuture<Void> waiting = new CompletableFuture<>();
        Thread caller = Thread.ofPlatform().start(() -> {
            try {
                scanner.scan(new ScanSource.DockerStream(() -> endless(waiting)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        waiting.join();
        Path proc = Path.of("/proc/" + child().pid());
        List<String> status = waitForJava(proc);
        String limits = Files.readString(proc.resolve("limits"));
        Path network = Files.readSymbolicLink(proc.resolve("ns/net"));
        String environment = Files.readString(proc.resolve("environ"), StandardCharsets.ISO_8859_1);
        caller.interrupt();
        caller.join();

        assertThat(status).noneMatch(line -> line.matches("(Uid|Gid):\\s.*\\b0\\b.*"));
        assertThat(status).contains("NoNewPrivs:\t1", "CapEff:\t0000000000000000", "CapBnd:\t0000000000000000");
        assertThat(limits).containsPattern("Max data size\\s+\\d+").containsPattern("Max core file size\\s+0\\s");
        assertThat(network).isNotEqualTo(Files.readSymbolicLink(Path.of("/proc/self/ns/net")));
        assertThat(environment.split("\0"))
                .allMatch(variable -> variable.matches("(PATH|PWD|PLIMSOLL_JAVA|LC_ALL|_|SHLVL|OLDPWD)=.*"));
    }

    /// The process begins as a shell script and becomes setpriv, and at last java.
    private static List<String> waitForJava(Path proc) throws IOException, InterruptedException {
        for (int i = 0; i < 1000; i++) {
            List<String> status = Files.readAllLines(proc.resolve("status"));
            if (status.getFirst().equals("Name:\tjava")) {
                return status;
            }
            Thread.sleep(10);
        }
        return fail("the scanner did not become java");
    }

    private static ProcessHandle child() {
        return ProcessHandle.current().children().findFirst().orElseThrow();
    }

    /// Never gives a byte.
    private static InputStream endless(CompletableFuture<Void> opened) throws IOException {
        InputStream endless = new PipedInputStream(new PipedOutputStream());
        opened.complete(null);
        return endless;
    }

    /// Fails where the bytes are at their end.
    private static final class BreakingOff extends FilterInputStream {
        BreakingOff(byte[] bytes) {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        public int read() throws IOException {
            return alive(super.read());
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return alive(super.read(into, offset, length));
        }

        private static int alive(int read) throws IOException {
            if (read < 0) {
                throw new IOException("the engine hung up");
            }
            return read;
        }
    }

    /// The document, or the reason why there is none.
    private String made(ScanSource source) throws InterruptedException {
        return switch (scanner.scan(source)) {
            case ScanOutcome.Made made -> new String(made.document().toArray(), StandardCharsets.UTF_8);
            case ScanOutcome.CouldNot couldNot -> couldNot.reason();
        };
    }

    private static ScanSource source(String reference) {
        return ScanSource.of(ImageReference.parse(reference)).orElseThrow();
    }

    private static ScanSource stream(byte[] bytes) {
        return new ScanSource.DockerStream(() -> new ByteArrayInputStream(bytes));
    }

    private static String document(Inventory inventory) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        InventoryWriter.write(inventory, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Path unpack(byte[] tar, Path into) throws IOException, InterruptedException {
        Files.createDirectories(into);
        Process process =
                new ProcessBuilder(new ArrayList<>(List.of("tar", "-xf", "-", "-C", into.toString()))).start();
        process.getOutputStream().write(tar);
        process.getOutputStream().close();
        assertThat(process.waitFor()).isZero();
        return into;
    }
}
