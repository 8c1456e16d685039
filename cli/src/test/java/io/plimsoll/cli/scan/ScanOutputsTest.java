package io.plimsoll.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.cli.CommandFailure;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanOutputsTest {
    private static final ScanReport REPORT = SampleReport.report(List.of());

    @TempDir
    Path folder;

    @Test
    void writesSeveralFormatsAtOnceAndLeavesNothingElseBehind() throws Exception {
        Path sarif = folder.resolve("scan=1.sarif");
        Path junit = Files.writeString(folder.resolve("junit.xml"), "of the last build");
        ScanOutputs.of(List.of("sarif=" + sarif, "junit=" + junit), null).write(REPORT);
        assertThat(sarif).hasContent(ScanFormat.SARIF.write(REPORT, 80, false));
        assertThat(junit).hasContent(ScanFormat.JUNIT.write(REPORT, 80, false));
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(sarif, junit);
        }
    }

    @Test
    void givesOutputToTheFormatWithoutAFileOfItsOwn() {
        Path html = folder.resolve("scan.html");
        Path json = folder.resolve("scan.json");
        ScanOutputs.of(List.of("html=" + html, "json"), json).write(REPORT);
        assertThat(json).hasContent(ScanFormat.JSON.write(REPORT, 80, false));
        assertThat(html).content().startsWith("<!doctype html>");
    }

    @Test
    void saysWhatIsWrongBeforeAnythingIsScanned() {
        assertRefused("'xml' is not a format; use table", null, "xml=" + folder.resolve("x"));
        assertRefused(
                "only one --format can have no file of its own, not 2; write --format json=FILE",
                null,
                "table",
                "json");
        assertRefused("--format json= names no file; write --format json=FILE", null, "json=");
        assertRefused(
                "is for a --format that has no file of its own", folder.resolve("y"), "json=" + folder.resolve("x"));
        assertRefused(
                "two formats cannot both be written to",
                null,
                "json=" + folder.resolve("x"),
                "html=" + folder.resolve("./x"));
        assertRefused("there is no folder " + folder.resolve("no"), null, "json=" + folder.resolve("no/x"));
        assertRefused("it is there and is not a file", null, "json=" + folder);
        assertRefused("it is there and is not a file", Path.of("/dev/null"), "json");
    }

    @Test
    void writesTheOthersWhenOneCannotBeWrittenAndSaysSo() throws Exception {
        Path lost = folder.resolve("lost/x.json");
        Path kept = folder.resolve("kept.html");
        Files.createDirectory(lost.getParent());
        ScanOutputs outputs = ScanOutputs.of(List.of("json=" + lost, "html=" + kept), null);
        Files.delete(lost.getParent());
        assertThatThrownBy(() -> outputs.write(REPORT))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("cannot write " + lost);
        assertThat(kept).exists();
    }

    @Test
    void failsWhenStandardOutputTakesNothing() {
        PrintStream before = System.out;
        System.setOut(new PrintStream(new Full(), true, StandardCharsets.UTF_8));
        try {
            assertThatThrownBy(() -> ScanOutputs.of(List.of("json"), null).write(REPORT))
                    .hasMessageContaining("cannot write to standard output");
        } finally {
            System.setOut(before);
        }
    }

    private static void assertRefused(String message, @org.jspecify.annotations.Nullable Path output, String... words) {
        assertThatThrownBy(() -> ScanOutputs.of(List.of(words), output))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining(message);
    }

    private static final class Full extends OutputStream {
        @Override
        public void write(int b) throws java.io.IOException {
            throw new java.io.IOException("no space left");
        }
    }
}
