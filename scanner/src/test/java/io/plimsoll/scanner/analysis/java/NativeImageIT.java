package io.plimsoll.scanner.analysis.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plimsoll.model.Inventory;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import io.plimsoll.testkit.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Programs that a real linker made, with the symbols and the packed document as GraalVM documents them ("Software Bill
/// of Materials (SBOM) in Native Image"): `sbom` is where it begins, `sbom_length` how long it is.
class NativeImageIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-rdynamic",
                "-rdynamic -no-pie",
                "-rdynamic -Wl,-z,noseparate-code",
                "-rdynamic -Wl,--strip-all -Wl,--hash-style=sysv",
                "-shared -fPIC"
            })
    void librariesOfALinkedProgramAreFound(String options) throws IOException {
        Inventory inventory = Scans.rootfs(
                new TarBytes().file("app/server", 0755, linked(options)).end());

        assertThat(inventory.gaps()).isEmpty();
        assertThat(inventory.packages()).extracting(SoftwarePackage::purl).containsExactly("pkg:maven/g/a@1.0.0");
    }

    @Test
    void symbolsThatAreNotExportedAreNotLookedFor() throws IOException {
        Inventory inventory = Scans.rootfs(
                new TarBytes().file("app/server", 0755, linked("-O1")).end());

        assertThat(inventory.packages()).isEmpty();
        assertThat(inventory.unknownExecutables()).isEqualTo(1);
    }

    private byte[] linked(String options) throws IOException {
        needsCompiler();
        byte[] bill =
                NativeImageTest.gzip(NativeImageTest.bill("{\"type\":\"library\",\"purl\":\"pkg:maven/g/a@1.0.0\"}"));
        String bytes = Arrays.toString(bill).replace('[', '{').replace(']', '}');
        Path source = folder.resolve("image.c");
        Files.writeString(source, """
                signed char heap[3 << 20] = {1};
                const signed char sbom[] = %s;
                const long sbom_length = sizeof sbom;
                int main(void) { return sbom[sbom_length - 1] + heap[1]; }
                """.formatted(bytes));
        Path program = folder.resolve("server");
        List<String> words = new ArrayList<>(List.of("gcc"));
        words.addAll(List.of(options.split(" ")));
        words.addAll(List.of("-o", program.toString(), source.toString()));
        Command.of(words).run().outputOrFail();
        return Files.readAllBytes(program);
    }

    private static void needsCompiler() {
        boolean there = Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "gcc")));
        if (!there) {
            System.err.println("SKIPPED: there is no gcc to link a program with");
        }
        assumeTrue(there, "there is no gcc");
    }
}
