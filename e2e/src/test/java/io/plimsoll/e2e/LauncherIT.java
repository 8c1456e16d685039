package io.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.testkit.Command;
import io.plimsoll.testkit.Machine;
import io.plimsoll.testkit.SourceTree;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `./plimsoll` on a machine as it is found: a plain PATH, any folder, no JDK, missing packages.
class LauncherIT {
    @Test
    void saysItsWordsWhenThereIsNone() {
        Command.Outcome outcome = launch();
        assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(2);
        assertThat(outcome.errors()).contains("up ", "down ", "rescue ", "test ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "up --port 0|--port is a number from 1 to 65534, not '0'",
                "up --port eight|--port is a number from 1 to 65534, not 'eight'",
                "up --listen shop;ls|--listen is an IP address such as 127.0.0.1 or 0.0.0.0, not 'shop;ls'",
                "up --data|'--data' needs a value",
                "up --colour=red|'up' has no option '--colour=red'",
                "down --port 8443|'down' has no option '--port'",
                "rescue now|'rescue' has no option 'now'",
                "test quickly|'test' takes no options, not 'quickly'",
                "build --fast|'build' takes no options, not '--fast'",
            })
    void refusesWhatItDoesNotKnow(String words, String reason) {
        Command.Outcome outcome = launch(words.split(" "));
        assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(2);
        assertThat(outcome.errors()).contains("plimsoll: " + reason);
    }

    @Test
    void namesAllMistakesAtOnce() {
        assertThat(launch("up", "--port", "x", "--listen", "y", "--z").errors().lines())
                .hasSize(3);
        assertThat(launch("up", "--audit-online-months=18", "--audit-kept-months", "17")
                        .errors())
                .contains("--audit-kept-months is a number from 18 to 240, not '17'");
        assertThat(launch("up", "--audit-online-months", "2", "--scans", "17")
                        .errors()
                        .lines())
                .hasSize(2);
    }

    @Test
    void refusesAnUnknownWord() {
        SourceTree.requireBuilt();
        Command.Outcome outcome = launch("sial");
        assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(2);
        assertThat(outcome.errors()).contains("sial");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "scan --help", "feed build --help"})
    void showsHelpWithoutAJvm(String words) {
        SourceTree.requireBuilt();
        Command.Outcome outcome = Command.of(SourceTree.LAUNCHER.toString())
                .with(words.split(" "))
                .environment("PLIMSOLL_JAVA_HOME", "/nowhere")
                .run();
        assertThat(outcome.exit()).as(outcome.toString()).isZero();
        assertThat(outcome.output()).startsWith("Usage: plimsoll").doesNotContain("\u001b");
    }

    /// Whichever way the JVM is started, it does not speak in between: pipelines read this.
    @ParameterizedTest
    @ValueSource(strings = {"feed status", "sbom docker-archive:/nowhere", "sbom dir:/nowhere", "get images"})
    void aFailureIsOneLineOfOurs(String words, @TempDir Path home) {
        SourceTree.requireBuilt();
        Command.Outcome outcome = Command.of(SourceTree.LAUNCHER.toString())
                .with(words.split(" "))
                .environment("XDG_CONFIG_HOME", home.toString())
                .run();
        assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(2);
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.errors().lines()).singleElement().asString().startsWith("plimsoll: ");
    }

    @Test
    void worksFromAnyFolderThroughALink(@TempDir Path elsewhere) throws Exception {
        SourceTree.requireBuilt();
        Path link = Files.createSymbolicLink(elsewhere.resolve("p"), SourceTree.LAUNCHER);
        Command.Outcome outcome =
                new PlainShell().command(link, "--version").in(elsewhere).run();
        assertThat(outcome.outputOrFail()).startsWith("plimsoll ");
    }

    @Test
    void doesNotBuildWhatIsBuilt() {
        Path fingerprint = SourceTree.requireBuilt().resolve("fingerprint");
        long before = fingerprint.toFile().lastModified();
        assertThat(launch("build").outputOrFail()).isEmpty();
        assertThat(fingerprint.toFile().lastModified()).isEqualTo(before);
    }

    @Test
    void saysWhereToGetAJdkWhenThereIsNone() {
        requireRoot();
        Command.Outcome outcome = new PlainShell()
                .hiding("/usr/lib/jvm")
                .command(SourceTree.LAUNCHER, "--version")
                .run();
        assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(2);
        assertThat(outcome.errors()).contains("no JDK 25 was found", "Temurin 25", "PLIMSOLL_JAVA_HOME");
    }

    @Test
    void namesAJavaHomeThatHoldsNoJdk(@TempDir Path empty) {
        Command.Outcome outcome = new PlainShell()
                .with("PLIMSOLL_JAVA_HOME", empty.toString())
                .command(SourceTree.LAUNCHER, "--version")
                .run();
        assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(2);
        assertThat(outcome.errors()).contains(empty.toString(), "no JDK 25");
    }

    @Test
    void printsTheCommandThatInstallsWhatIsMissing(@TempDir Path folder) {
        requireRoot();
        Command.Outcome outcome = new PlainShell()
                .hiding("/usr/bin/unzip")
                .asNobody()
                .command(copyOfLauncher(folder), "test")
                .run();
        assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(2);
        assertThat(outcome.errors())
                .contains("sudo apt-get update && sudo apt-get install -y --no-install-recommends unzip");
    }

    @Test
    void letsOnlyRootRescue(@TempDir Path folder) {
        requireRoot();
        Command.Outcome outcome = new PlainShell()
                .asNobody()
                .command(copyOfLauncher(folder), "rescue")
                .run();
        assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(2);
        assertThat(outcome.errors()).contains("sudo ./plimsoll rescue");
    }

    @Test
    void fetchesMavenWithDebiansMaven(@TempDir Path cache) {
        requireRoot();
        Command.Outcome outcome = new PlainShell()
                .with("HOME", System.getProperty("user.home"))
                .with("XDG_CACHE_HOME", cache.toString())
                .with("tree", SourceTree.ROOT.toString())
                .command(
                        Path.of("/bin/bash"),
                        "-ec",
                        "cd $tree/deploy/host; . ./say.sh; . ./java.sh; . ./maven.sh; find_java; find_maven; $maven"
                                + " --version")
                .run();
        assertThat(outcome.outputOrFail()).contains("Apache Maven 3.9.16");
        assertThat(cache.resolve("plimsoll").toFile().list()).containsExactly("maven-3.9.16");
    }

    @Test
    void fetchesNodeWhereTheOneInPathIsTooOld(@TempDir Path folder) throws Exception {
        Path old = Files.writeString(
                folder.resolve("node"),
                "#!/bin/sh\n[ \"$1\" = --version ] && echo v18.19.0 && exit\nexec /usr/bin/node \"$@\"\n");
        assertThat(old.toFile().setExecutable(true)).isTrue();
        Command.Outcome outcome = new PlainShell()
                .with("HOME", System.getProperty("user.home"))
                .with("XDG_CACHE_HOME", folder.toString())
                .with("folder", folder.toString())
                .with("tree", SourceTree.ROOT.toString())
                .command(
                        Path.of("/bin/bash"),
                        "-ec",
                        "PATH=$folder:$PATH; cd $tree/deploy/host; . ./say.sh; . ./java.sh; . ./maven.sh; . ./node.sh;"
                                + " find_node; node --version")
                .run();
        assertThat(outcome.outputOrFail()).contains("v20.20.2");
        assertThat(folder.resolve("plimsoll").toFile().list()).containsExactly("node-20.20.2");
    }

    private static Command.Outcome launch(String... words) {
        return new PlainShell().command(SourceTree.LAUNCHER, words).run();
    }

    /// The tree itself may lie where nobody but its owner can go.
    private static Path copyOfLauncher(Path folder) {
        Command.of("chmod", "755", folder.toString()).run().outputOrFail();
        Command.of(
                        "cp",
                        "-r",
                        SourceTree.LAUNCHER.toString(),
                        SourceTree.ROOT.resolve("deploy").toString(),
                        folder.toString())
                .run()
                .outputOrFail();
        return folder.resolve("plimsoll");
    }

    private static void requireRoot() {
        if (!Machine.isRoot()) {
            System.err.println("SKIPPED: hiding programs and becoming another user needs root");
        }
        Assumptions.assumeTrue(Machine.isRoot(), "hiding programs and becoming another user needs root");
    }
}
