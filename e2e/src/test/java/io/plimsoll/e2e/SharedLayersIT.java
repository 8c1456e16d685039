package io.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Digest;
import io.plimsoll.testkit.Command;
import io.plimsoll.testkit.TestEngine;
import io.plimsoll.testkit.TestImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Images of one host that share a base: what the Enforcer's scans know of each other.
@Tag("kernel")
@ExtendWith(SharedHost.class)
class SharedLayersIT {
    private static final int SEAL = 32;

    private static GuardedHost host;
    private static TestEngine engine;
    private static CommandLine line;

    @BeforeAll
    static void takeTheHost(SharedHost.Protected shared) {
        host = shared.host();
        engine = host.engine();
        line = shared.administrator();
    }

    /// Or a build step of another test would be judged as an image of this one, which has the very same layers.
    @AfterAll
    static void leaveNoImage() {
        engine.docker("rmi", "--force", "layers/two:1", "layers/one:1", "layers/base:1")
                .outputOrFail();
    }

    /// The base's result is forged on the disk, by root as nobody else could, to see whether the base was read again.
    @Test
    void aSecondImageReadsOnlyItsOwnLayerAndIsScannedAsIfNothingWereKnown() throws IOException {
        TestImage.NODE_APPLICATION.importInto(engine, "layers/base:1");
        line.scanned("layers/base:1");
        assertThat(inventory("layers/base:1")).contains("\"1.2.0\"").doesNotContain("\"9.9.9\"");
        Path base = result(lowestLayer("layers/base:1"));
        byte[] honest = Files.readAllBytes(base);

        Files.write(base, forged(honest));
        builtOn("layers/base:1", "layers/one:1", "one");
        assertThat(inventory("layers/one:1"))
                .as("the base was not read, its own layer was")
                .contains("\"9.9.9\"", "/own/one")
                .doesNotContain("\"1.2.0\"");

        Files.write(base, honest);
        builtOn("layers/base:1", "layers/two:1", "two");
        assertThat(inventory("layers/two:1")).contains("\"1.2.0\"", "/own/two").isEqualTo(scannedAlone("layers/two:1"));
    }

    /// An image with one more file, `/own/NAME`; nothing is started for it.
    private static void builtOn(String base, String name, String program) {
        host.file("own/" + program, "#!/bin/sh\n").toFile().setExecutable(true);
        engine.docker("create", "--name", "layers-" + program, base).outputOrFail();
        engine.docker("cp", engine.folder().resolve("own").toString(), "layers-" + program + ":/")
                .outputOrFail();
        engine.docker("commit", "layers-" + program, name).outputOrFail();
        engine.docker("rm", "layers-" + program).outputOrFail();
        line.scanned(name);
    }

    /// The same result with another version of a package in it, sealed anew.
    private static byte[] forged(byte[] honest) {
        String text = new String(honest, 0, honest.length - SEAL, StandardCharsets.ISO_8859_1);
        byte[] bytes = text.replace("1.2.0", "9.9.9").getBytes(StandardCharsets.ISO_8859_1);
        byte[] sealed = Arrays.copyOf(bytes, honest.length);
        Digest seal = Digest.of(bytes);
        System.arraycopy(HexFormat.of().parseHex(seal.hex()), 0, sealed, bytes.length, SEAL);
        return sealed;
    }

    private static Path result(String layer) throws IOException {
        try (Stream<Path> files = Files.walk(host.data().resolve("enforcer/layers"))) {
            return files.filter(file -> file.endsWith(layer)).findFirst().orElseThrow();
        }
    }

    private static String lowestLayer(String name) {
        return inspected(name, "{{index .RootFS.Layers 0}}");
    }

    private static String inspected(String name, String format) {
        return engine.docker("image", "inspect", "--format", format, name)
                .outputOrFail()
                .strip()
                .replace("sha256:", "");
    }

    /// As the scanner of the Enforcer wrote it.
    private static String inventory(String name) {
        try {
            return Files.readString(
                    host.data().resolve("enforcer/inventories/" + inspected(name, "{{.Id}}") + ".inventory"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// By a scanner that knows nothing.
    private static String scannedAlone(String name) {
        Path archive = engine.folder().resolve("alone.tar");
        engine.docker("save", "--output", archive.toString(), inspected(name, "{{.Id}}"))
                .outputOrFail();
        Path scanner = host.data().resolve("app/libexec/plimsoll-scanner");
        List<String> words = List.of(
                "/bin/sh", "-c", "exec \"$0\" --kind docker-archive < \"$1\"", scanner.toString(), archive.toString());
        return Command.of(words)
                .environment(
                        "PLIMSOLL_JAVA",
                        Path.of(System.getProperty("java.home"), "bin/java").toString())
                .run()
                .outputOrFail();
    }
}
