package io.plimsoll.enforcer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionsTest {
    private static final String ENROL =
            "plimsoll-enrol://center.example:8444?token=s3cr3t&ca=sha256:" + "ab".repeat(32);

    @TempDir
    Path home;

    @BeforeEach
    void programs() throws IOException {
        Files.createDirectories(home.resolve("libexec"));
        for (String name : List.of("plimsoll-scanner", "plimsoll-runc", "plimsoll-shim")) {
            Path program = Files.createFile(home.resolve("libexec").resolve(name));
            assertThat(program.toFile().setExecutable(true)).isTrue();
        }
    }

    @Test
    void tellsEveryMistakeAtOnce() {
        assertThatThrownBy(() -> Options.parse(
                        List.of("--engine", "tcp://x:1", "--enrol", "nonsense", "--what", "--runc", "/no/such/runc"),
                        home.resolve("nowhere")))
                .isInstanceOf(OptionMistakes.class)
                .hasMessageContaining("--data DIR is missing")
                .hasMessageContaining("--engine is a socket of this host")
                .hasMessageContaining("the enrolment string cannot be used")
                .hasMessageContaining("'--what' is not understood")
                .hasMessageContaining("/no/such/runc does not exist")
                .hasMessageContaining("--scanner")
                .hasMessageContaining("--shim-installer");
    }

    @Test
    void findsItsProgramsInItsHome() {
        Options options = Options.parse(List.of("--data", home.resolve("data").toString()), home);
        assertThat(options.scanner()).isEqualTo(home.resolve("libexec/plimsoll-scanner"));
        assertThat(options.engine()).isEqualTo(Path.of("/var/run/docker.sock"));
        assertThat(options.runFolder()).isEqualTo(Path.of("/run/plimsoll"));
        assertThat(options.enrolment()).isEmpty();
        assertThat(options.runc()).isEmpty();
    }

    @Test
    void readsTheEnrolmentStringFromAFileIfItIsThere() throws IOException {
        Path file = home.resolve("enrolment");
        List<String> words = List.of("--data", home.toString(), "--enrol-file", file.toString());
        assertThat(Options.parse(words, home).enrolment()).isEmpty();
        Files.writeString(file, ENROL + "\n");
        assertThat(Options.parse(words, home).enrolment().orElseThrow().host()).isEqualTo("center.example");
    }

    @Test
    void neverShowsTheToken() {
        assertThatThrownBy(() -> Options.parse(
                        List.of("--data", home.toString(), "--enrol", ENROL.replace("sha256:ab", "sha256:")), home))
                .hasMessageNotContaining("s3cr3t");
        Options options = Options.parse(List.of("--data", home.toString(), "--enrol", ENROL), home);
        assertThat(options.toString()).doesNotContain("s3cr3t");
    }
}
