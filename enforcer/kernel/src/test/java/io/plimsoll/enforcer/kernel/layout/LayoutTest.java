package io.plimsoll.enforcer.kernel.layout;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.StructLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Compares the layouts with those who know: the compiled BPF object's type information, and the C compiler.
class LayoutTest {
    static final List<StructLayout> SHARED_WITH_BPF =
            List.of(ExtraMount.LAYOUT, ContainerGateValue.LAYOUT, DriftEvent.LAYOUT);
    static final List<StructLayout> SHARED_WITH_KERNEL =
            List.of(FanotifyEvent.LAYOUT, FanotifyResponse.LAYOUT, PollFd.LAYOUT, OpenHow.LAYOUT, Statx.LAYOUT);

    private static final Path OBJECT = Path.of("target/classes/io/plimsoll/enforcer/kernel/exec_sentinel.bpf.o");
    private static final Pattern STRUCT = Pattern.compile("\\[\\d+] STRUCT '(\\w+)' size=(\\d+) .*");
    private static final Pattern MEMBER = Pattern.compile("\\t'(\\w+)' type_id=\\d+ bits_offset=(\\d+)");

    @ParameterizedTest
    @FieldSource("SHARED_WITH_BPF")
    void agreesWithCompiledObject(StructLayout layout) throws Exception {
        assumeTrue(isInstalled("bpftool"), "skipped: bpftool is not installed");
        assertThat(offsets(layout)).isEqualTo(offsetsInObject(layout.name().orElseThrow()));
    }

    @ParameterizedTest
    @FieldSource("SHARED_WITH_KERNEL")
    void agreesWithTheCompiler(StructLayout layout, @TempDir Path folder) throws Exception {
        assumeTrue(isInstalled("gcc"), "skipped: gcc is not installed");
        assertThat(offsets(layout)).isEqualTo(offsetsInC(layout, folder));
    }

    /// Member to offset, and the size of the whole under an empty name.
    private static Map<String, Long> offsets(StructLayout layout) {
        Map<String, Long> offsets = new TreeMap<>();
        offsets.put("", layout.byteSize());
        layout.memberLayouts()
                .forEach(member ->
                        member.name().ifPresent(name -> offsets.put(name, layout.byteOffset(groupElement(name)))));
        return offsets;
    }

    private static Map<String, Long> offsetsInObject(String struct) throws IOException, InterruptedException {
        Map<String, Long> offsets = new TreeMap<>();
        boolean inside = false;
        for (String line : run("bpftool", "btf", "dump", "file", OBJECT.toString(), "format", "raw")
                .lines()
                .toList()) {
            Matcher start = STRUCT.matcher(line);
            Matcher member = MEMBER.matcher(line);
            if (start.matches()) {
                inside = start.group(1).equals(struct);
                if (inside) {
                    offsets.put("", Long.valueOf(start.group(2)));
                }
            } else if (inside && member.matches()) {
                offsets.put(member.group(1), Long.parseLong(member.group(2)) / 8);
            } else {
                inside = false;
            }
        }
        return offsets;
    }

    private static Map<String, Long> offsetsInC(StructLayout layout, Path folder)
            throws IOException, InterruptedException {
        String struct = layout.name().orElseThrow();
        StringBuilder program = new StringBuilder("""
                #define _GNU_SOURCE
                #include <linux/fanotify.h>
                #include <linux/openat2.h>
                #include <poll.h>
                #include <stddef.h>
                #include <stdio.h>
                #include <sys/stat.h>
                int main(void) {
                """);
        program.append("printf(\" %%zu\\n\", sizeof(struct %s));\n".formatted(struct));
        layout.memberLayouts()
                .forEach(member -> member.name()
                        .ifPresent(name -> program.append(
                                "printf(\"%s %%zu\\n\", offsetof(struct %s, %s));\n".formatted(name, struct, name))));
        program.append("}\n");
        Path source = Files.writeString(folder.resolve("offsets.c"), program);
        Path binary = folder.resolve("offsets");
        run("gcc", "-o", binary.toString(), source.toString());
        Map<String, Long> offsets = new TreeMap<>();
        for (String line : run(binary.toString()).lines().toList()) {
            String[] words = line.split(" ");
            offsets.put(words[0], Long.valueOf(words[1]));
        }
        return offsets;
    }

    private static boolean isInstalled(String program) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", "command -v " + program).start().waitFor() == 0;
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s", String.join(" ", command)).isZero();
        return said;
    }
}
