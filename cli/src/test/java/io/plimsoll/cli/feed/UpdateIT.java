package io.plimsoll.cli.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.cli.CommandRun;
import io.plimsoll.cli.TestInstallation;
import io.plimsoll.testkit.FakeUpstream;
import io.plimsoll.testkit.FakeUpstream.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From upstream files behind HTTP to what a scan finds.
class UpdateIT {
    private static final String ADVISORY = """
            {"id": "GHSA-test-0001", "modified": "2026-11-20T00:00:00Z", "aliases": ["CVE-2026-0001"], "summary": "a hole",
             "affected": [{"package": {"ecosystem": "npm", "name": "%s"},
                           "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "2.0.0"}]}]}]}
            """;

    @TempDir
    static Path installation;

    private static Path programs;

    @TempDir
    Path folder;

    private final FakeUpstream upstream = FakeUpstream.start();
    private final FakeUpstream mirror = FakeUpstream.start();

    @BeforeAll
    static void install() throws IOException {
        programs = TestInstallation.in(installation);
    }

    @BeforeEach
    void publish() throws IOException {
        upstream.put("/npm.zip", zip(ADVISORY.formatted("left-pad")));
        upstream.put("/kev.json", text("{\"vulnerabilities\": [{\"cveID\": \"CVE-2026-0001\"}]}"));
        upstream.put(
                "/epss.csv", text("#score_date:2026-11-23T00:00:00Z\ncve,epss,percentile\nCVE-2026-0001,0.5,0.9\n"));
        config("");
    }

    @AfterEach
    void close() {
        upstream.close();
        mirror.close();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(String document) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("GHSA-test-0001.json"));
            zip.write(text(document));
        }
        return bytes.toByteArray();
    }

    private void config(String more) throws IOException {
        Files.writeString(folder.resolve("feeds.yaml"), """
                network: {plain-http: true}
                sources:
                  - {id: npm, target: osv/npm/all.zip, urls: ["%s"]}
                  - {id: kev, target: risk/kev/known_exploited_vulnerabilities.json, urls: ["%s"]}
                  - {id: epss, target: risk/epss/epss_scores-current.csv, urls: ["%s"]}
                %s
                """.formatted(
                        upstream.url("/npm.zip"), upstream.url("/kev.json"), upstream.url("/epss.csv"), more));
    }

    private CommandRun update(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "feed",
                "update",
                "--config",
                folder.resolve("feeds.yaml").toString(),
                "--folder",
                folder.resolve("feeds").toString(),
                "--output",
                folder.resolve("feed.bundle").toString(),
                "--key",
                folder.resolve("feed.key").toString()));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private CommandRun status() {
        return CommandRun.of(
                "feed",
                "status",
                folder.resolve("feed.bundle").toString(),
                "--feed-key",
                folder.resolve("feed.key.pub").toString(),
                "--folder",
                folder.resolve("feeds").toString());
    }

    /// Scans an application that holds this package in version 1.0.0.
    private int scanFor(String name) throws Exception {
        Path module = Files.createDirectories(folder.resolve("app/node_modules").resolve(name));
        Files.writeString(module.resolve("package.json"), "{\"name\":\"" + name + "\",\"version\":\"1.0.0\"}");
        ProcessBuilder scan = new ProcessBuilder(
                        programs.resolve("plimsoll").toString(),
                        "scan",
                        "dir:app",
                        "--feed",
                        "feed.bundle",
                        "--feed-key",
                        "feed.key.pub",
                        "--format",
                        "json=report.json")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile());
        scan.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        int exit = scan.start().waitFor();
        Path module2 = module.resolve("package.json");
        Files.delete(module2);
        return exit;
    }

    private void assertFinds(String name) throws Exception {
        assertThat(scanFor(name)).as(() -> read("out")).isIn(0, 1);
        assertThat(read("report.json"))
                .contains("CVE-2026-0001")
                .contains("\"kev\" : true")
                .contains("0.5");
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aScanFindsWhatWasFetched() throws Exception {
        CommandRun run = update("--strict");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("3 sources: 3 new").contains("1 advisories about 1 packages");
        assertFinds("left-pad");
    }

    @Test
    void theSecondUpdateAsksOnlyWhatIsNewer() throws Exception {
        update();
        upstream.forget();
        CommandRun run = update("--strict");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("0 new (0 KiB), 3 unchanged");
        assertThat(upstream.requests()).hasSize(3).allMatch(Request::isConditional);
        upstream.put("/npm.zip", zip(ADVISORY.formatted("right-pad")));
        assertThat(update().out()).contains("1 new");
        assertFinds("right-pad");
    }

    @Test
    void keepsTheLastGoodSliceOfABrokenSourceAndSaysItsAge() throws Exception {
        update();
        upstream.put("/npm.zip", text("<html>please log in</html>"));
        upstream.next("/kev.json", FakeUpstream.status(404));
        CommandRun run = update();
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("2 kept as they were")
                .containsPattern("Warning: npm is as of 20\\S+Z, \\d+ min ago: localhost: what it sent cannot be used")
                .containsPattern("Warning: kev is as of .*it answers with status 404");
        assertFinds("left-pad");
        assertThat(status().out())
                .containsPattern("(?m)^OSV npm +2026-11-20\\S* +\\d+ \\S+ +1 +0 +used")
                .containsPattern(
                        "OSV npm: not renewed since 20\\d\\d-\\d\\d-\\d\\d: localhost: what it sent cannot be used")
                .containsPattern("(?m)^npm +20\\S+Z +\\d+ min +20\\S+Z failed: localhost: what it sent cannot be used")
                .containsPattern("(?m)^epss +20\\S+Z +\\d+ min +good");
        CommandRun strict = update("--strict");
        assertThat(strict.exit()).isEqualTo(2);
        assertThat(strict.err()).contains("not every source is as new as its upstream");
    }

    @Test
    void takesAMirrorOverABrokenUpstream() throws Exception {
        config("mirrors: [\"" + mirror.url("/feeds") + "\"]");
        mirror.put("/feeds/osv/npm/all.zip", zip(ADVISORY.formatted("mirrored")));
        upstream.put("/npm.zip", text("nothing"));
        CommandRun run = update("--strict");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(upstream.requests("/npm.zip")).isEmpty();
        assertThat(upstream.requests("/kev.json")).hasSize(1);
        assertFinds("mirrored");
    }

    @Test
    void endsWithTwoWhenThereIsNothingToBuildFrom() throws Exception {
        upstream.put("/npm.zip", text("nothing"));
        CommandRun run = update();
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("no advisory could be read").doesNotContain("\tat ");
        assertThat(folder.resolve("feed.bundle")).doesNotExist();
    }

    @Test
    void tellsEveryMistakeOfAConfiguration() throws Exception {
        config("mirror: x\nwithout: [nobody]");
        CommandRun run = update();
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err())
                .contains("feeds.yaml cannot be followed")
                .contains("'mirror'")
                .contains("'nobody'");
    }
}
