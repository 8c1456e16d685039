package io.plimsoll.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.feeds.fetch.Acceptance.Word;
import io.plimsoll.feeds.fetch.FetchPlan;
import io.plimsoll.feeds.fetch.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedUpdateTest {
    private static final String OSV = """
            {"id": "GHSA-test-0001", "modified": "2026-11-20T00:00:00Z", "affected": [
              {"package": {"ecosystem": "npm", "name": "left-pad"},
               "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}]}]}]}
            """;

    @TempDir
    Path folder;

    private Word word(String name) {
        return FeedUpdate.accept(folder.resolve(name));
    }

    private FeedFolder feeds(String name) throws IOException {
        return new FeedFolder(Files.createDirectory(folder.resolve(name)));
    }

    @Test
    void refusesAFileThatNoReaderLooksFor() throws IOException {
        feeds("a").text("elsewhere/file.json", "{}");
        assertThat(word("a")).isEqualTo(new Word.Refused("no reader looks for a file of that 'target'"));
    }

    @Test
    void acceptsAFileThatItsReaderReadsAndSaysWhoseItIs() throws IOException {
        feeds("a").zip("osv/npm/all.zip", Map.of("a.json", OSV));
        assertThat(word("a")).isEqualTo(new Word.Accepted(List.of("OSV npm")));
        feeds("b")
                .text(
                        "risk/kev/known_exploited_vulnerabilities.json",
                        "{\"vulnerabilities\": [{\"cveID\": \"CVE-2026-0001\"}]}");
        assertThat(word("b")).isEqualTo(new Word.Accepted(List.of("CISA KEV")));
    }

    @Test
    void refusesAnEmptyExportAndHalfAFile() throws IOException {
        feeds("a").zip("osv/npm/all.zip", Map.of());
        assertThat(word("a")).isEqualTo(new Word.Refused("there is no record in it"));
        feeds("b").text("risk/kev/known_exploited_vulnerabilities.json", "{\"vulnerabilities\": []}");
        assertThat(word("b")).isEqualTo(new Word.Refused("there is no record in it"));
        feeds("c").zip("osv/npm/all.zip", Map.of("a.json", OSV)).truncate("osv/npm/all.zip");
        assertThat(word("c")).isInstanceOf(Word.Refused.class);
        feeds("d").text("os/debian/debian-tracker.json", "<html>please log in</html>");
        assertThat(word("d")).isInstanceOf(Word.Refused.class);
    }

    /// What is shipped is read by somebody: a reader that meets nonsense there complains of the nonsense.
    @Test
    void thereIsAReaderForEveryShippedSource() throws IOException {
        for (Upstream source : FetchPlan.shipped().sources()) {
            feeds(source.id()).text(source.target(), "nonsense");
            assertThat(word(source.id()))
                    .as(source.id())
                    .isInstanceOfSatisfying(
                            Word.Refused.class, r -> assertThat(r.problem()).doesNotContain("no reader looks"));
        }
    }
}
