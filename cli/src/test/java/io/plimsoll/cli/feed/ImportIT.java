package io.plimsoll.cli.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.cli.CommandRun;
import io.plimsoll.cli.TestInstallation;
import io.plimsoll.feeds.FeedBuild;
import io.plimsoll.feeds.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bundles and deltas as one person carries them to another, who has a configuration of their own.
class ImportIT {
    private static final Path SAMPLE = Path.of("../cyber-intelligence/feeds/src/dist/sample-feed");
    private static final Instant MONDAY = Instant.parse("2026-11-23T06:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-24T06:00:00Z");

    @TempDir
    static Path installation;

    private static Path programs;

    @TempDir
    Path folder;

    @BeforeAll
    static void install() throws IOException {
        programs = TestInstallation.in(installation);
    }

    @BeforeEach
    void build() throws IOException {
        SigningKey key = SigningKey.loadOrCreate(folder.resolve("key"));
        FeedBuild.build(SAMPLE, folder.resolve("monday"), key, MONDAY);
        Path more = Files.createDirectories(folder.resolve("more/osv/npm"));
        Files.writeString(more.resolve("a.json"), """
                {"id": "GHSA-new-0001", "modified": "2026-11-23T12:00:00Z", "affected": [
                  {"package": {"ecosystem": "npm", "name": "left-pad"},
                   "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}]}]}]}
                """);
        Files.createDirectories(folder.resolve("more/endoflife"));
        Files.writeString(
                folder.resolve("more/endoflife/debian.json"), "[{\"cycle\": \"12\", \"eol\": \"2028-07-31\"}]");
        Files.createDirectories(folder.resolve("more/addresses"));
        Files.writeString(folder.resolve("more/addresses/bots.txt"), "# name: Bots\n45.9.148.0/24\n");
        FeedBuild.build(folder.resolve("more"), folder.resolve("tuesday"), key, TUESDAY);
        SigningKey.loadOrCreate(folder.resolve("other"));
    }

    /// Runs the command line with a configuration of its own.
    private CommandRun run(String command) throws Exception {
        List<String> line = new ArrayList<>(List.of(programs.resolve("plimsoll").toString()));
        line.addAll(List.of(command.split(" ")));
        ProcessBuilder process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectError(folder.resolve("err").toFile());
        process.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        process.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        Process started = process.start();
        String out = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new CommandRun(started.waitFor(), out, Files.readString(folder.resolve("err")));
    }

    private void does(String command) throws Exception {
        CommandRun run = run(command);
        assertThat(run.exit()).as(command + ": " + run.err()).isZero();
    }

    private void refuses(String command, String why) throws Exception {
        CommandRun run = run(command);
        assertThat(run.exit()).as(run.out()).isEqualTo(2);
        assertThat(run.err()).contains(why).doesNotContain("\tat ");
    }

    private void assertInUse(String file) {
        assertThat(folder.resolve("config/plimsoll/current.bundle")).hasSameBinaryContentAs(folder.resolve(file));
    }

    @Test
    void goesBackOnlyWhenToldSo() throws Exception {
        does("feed import tuesday --feed-key key.pub");
        refuses("feed import monday", "monday was built 2026-11-23T06:00:00Z, before the one in use");
        assertInUse("tuesday");
        does("feed import monday --allow-older");
        assertInUse("monday");
        does("feed import tuesday");
        assertInUse("tuesday");
    }

    @Test
    void takesNoBundleOfAnotherKeyAndNoneThatWasChanged() throws Exception {
        refuses("feed import monday --feed-key other.pub", "which is not trusted");
        byte[] bytes = Files.readAllBytes(folder.resolve("tuesday"));
        bytes[bytes.length - 3] ^= 1;
        Files.write(folder.resolve("changed"), bytes);
        refuses("feed import changed --feed-key key.pub", "was changed after it was signed");
        refuses("feed import changed --feed-key key.pub --allow-older", "was changed after it was signed");
        assertThat(folder.resolve("config/plimsoll/current.bundle")).doesNotExist();
    }

    @Test
    void takesADeltaInPlaceOfTheWholeBundle() throws Exception {
        does("feed delta monday tuesday --output delta --feed-key key.pub");
        refuses("feed import delta --feed-key key.pub", "there is no bundle it could change");
        does("feed import monday --feed-key key.pub");
        does("feed import delta");
        assertInUse("tuesday");
        refuses("feed import delta", "leads from the bundle");
        does("feed apply monday delta --output joined");
        assertThat(folder.resolve("joined")).hasSameBinaryContentAs(folder.resolve("tuesday"));
        does("feed delta tuesday monday --output back");
        refuses("feed import back", "before the one in use");
        assertInUse("tuesday");
    }

    @Test
    void tellsWhatChanged() throws Exception {
        CommandRun table = run("feed diff monday tuesday --feed-key key.pub");
        assertThat(table.out())
                .contains("1 advisories added")
                .containsPattern("(?m)^OSV npm +1 +10 +0")
                .containsPattern("(?m)^added +GHSA-new-0001 +OSV npm +npm left-pad")
                .containsPattern("(?m)^withdrawn +CVE-2021-44228 +")
                .containsPattern("(?m)^Debian:12 +2028-06-30 +2028-07-31")
                .containsPattern("(?m)^added +Bots +1 +0 +20");
        CommandRun json = run("feed diff tuesday monday --feed-key key.pub --format json");
        assertThat(json.out())
                .contains("\"advisory\" : \"GHSA-new-0001\"")
                .contains("\"change\" : \"withdrawn\"")
                .contains("\"name\" : \"left-pad\"")
                .contains("\"ecosystem\" : \"Debian:12\"")
                .contains("\"list\" : \"Bots\"");
        refuses("feed diff monday tuesday --feed-key key.pub --format xml", "'xml' is not a format");
    }
}
