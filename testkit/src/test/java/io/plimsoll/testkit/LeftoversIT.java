package io.plimsoll.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engine")
class LeftoversIT {
    /// Run in a JVM of its own: an engine with a running container, then silence.
    static final class Victim {
        private Victim() {}

        public static void main(String[] arguments) throws Exception {
            TestEngine engine = TestEngine.start();
            TestImage.TINY.importInto(engine, "tiny");
            engine.docker("run", "-d", "tiny", "sleep", "3600").outputOrFail();
            System.out.println(engine.folder());
            Thread.currentThread().join();
        }
    }

    @Test
    void removesEverythingThatAKilledTestRunLeftBehind() throws Exception {
        Machine.requireEngine();
        TestImage.TINY.rootTar();
        EngineFolder folder = startAndKillAnotherTestRun();
        assertThat(mountsOf(folder)).isNotEmpty();

        try (TestEngine next = TestEngine.start(EngineOptions.withoutBridge())) {
            assertThat(next.folder()).isNotEqualTo(folder.path());
        }

        assertThat(folder.path()).doesNotExist();
        assertThat(Path.of("/run/netns", folder.networkNamespace())).doesNotExist();
        assertThat(Path.of("/sys/fs/cgroup/pids", folder.cgroup())).doesNotExist();
        assertThat(mountsOf(folder)).isEmpty();
        assertThat(Command.of("pgrep", "-f", folder.path() + "/").run().output())
                .as("processes that name the folder")
                .isEmpty();
    }

    private static EngineFolder startAndKillAnotherTestRun() throws Exception {
        Process victim = Command.of(
                        Path.of(System.getProperty("java.home"), "bin/java").toString())
                .with("-cp", System.getProperty("java.class.path"), Victim.class.getName())
                .builder()
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = victim.inputReader()) {
            String folder = output.readLine();
            assertThat(folder).as("the other run started its engine").isNotNull();
            return new EngineFolder(Path.of(folder));
        } finally {
            victim.destroyForcibly();
            assertThat(victim.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static String mountsOf(EngineFolder folder) throws Exception {
        return String.join(
                "\n",
                Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
                        .filter(line -> line.contains(folder.path() + "/"))
                        .toList());
    }
}
