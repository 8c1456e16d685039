package io.plimsoll.center;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TestDatabaseIT {
    @Test
    void endsWithATestRunThatIsKilled() throws Exception {
        Process run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-D" + TestDatabase.TEMPLATE + "=" + TestDatabase.template(),
                        Run.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String[] said = run.inputReader().readLine().split(" ");
        ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(said[0])).orElseThrow();
        ProcessHandle supervisor = ProcessHandle.of(Long.parseLong(said[1])).orElseThrow();

        run.destroyForcibly();

        for (ProcessHandle process : new ProcessHandle[] {postmaster, supervisor}) {
            assertThat(process.onExit().get(60, TimeUnit.SECONDS).isAlive()).isFalse();
        }
        new ProcessBuilder("rm", "-rf", said[2]).start().waitFor();
    }

    /// A test run in a process of its own, that stops in the middle.
    static final class Run {
        public static void main(String[] arguments) throws IOException {
            TestDatabase database = TestDatabase.start();
            System.out.println(database.postmaster() + " "
                    + database.supervisor().pid() + " " + database.dataFolder().getParent());
            System.in.read();
        }
    }
}
