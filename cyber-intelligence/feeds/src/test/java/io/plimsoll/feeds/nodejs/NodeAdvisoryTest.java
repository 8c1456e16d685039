package io.plimsoll.feeds.nodejs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.advisories.VersionRange.End;
import io.plimsoll.feeds.source.FeedAdvisory;
import io.plimsoll.feeds.source.FeedAdvisory.Affected;
import io.plimsoll.model.Severity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeAdvisoryTest {
    @Test
    void readsAReportAboutNode() {
        FeedAdvisory advisory = parse("vuln/core/1.json", """
                {"cve": ["CVE-2017-1000"], "vulnerable": "8.x || 7.x", "patched": "^8.1.4", "severity": "high",
                 "description": "memory overread"}
                """);
        assertThat(advisory.id()).isEqualTo("NSWG-COR-1");
        assertThat(advisory.aliases()).containsExactly("CVE-2017-1000");
        assertThat(advisory.affected())
                .containsExactly(new Affected(
                        new AdvisedPackage("generic:node", "node"),
                        Severity.HIGH,
                        new Answer.Affected(
                                List.of(
                                        new VersionRange("7", new End.Fixed("8-0")),
                                        new VersionRange("8", new End.Fixed("8.1.4"))),
                                List.of())));
    }

    @Test
    void readsAReportAboutAPackage() {
        FeedAdvisory advisory = parse("vuln/npm/9.json", """
                {"id": 9, "title": "Directory Traversal", "module_name": "left", "publish_date": "1970-01-01", "cves": [],
                 "vulnerable_versions": "<0.1.4", "patched_versions": ">=0.1.4"}
                """);
        assertThat(advisory.id()).isEqualTo("NSWG-ECO-9");
        assertThat(advisory.published()).isEmpty();
        assertThat(advisory.affected())
                .extracting(Affected::answer)
                .containsExactly(new Answer.Affected(List.of(VersionRange.before("0.1.4")), List.of()));
    }

    @Test
    void knowsThatNothingIsPatched() {
        for (String patched : List.of("null", "\"<0.0.0\"")) {
            assertThat(parse(
                                    "vuln/npm/9.json",
                                    "{\"module_name\": \"left\", \"vulnerable_versions\": \"*\", \"patched_versions\": "
                                            + patched + "}")
                            .affected())
                    .extracting(Affected::answer)
                    .containsExactly(new Answer.Affected(List.of(new VersionRange("0", new End.Open())), List.of()));
        }
    }

    @Test
    void refusesWhatIsNoReport() {
        assertThatThrownBy(() -> parse("vuln/npm/9.json", "{")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> parse("vuln/npm/9.json", "{}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> parse("vuln/core/9.json", "{\"vulnerable\": \"soon\"}"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static FeedAdvisory parse(String path, String json) {
        return NodeAdvisory.parse(path, json.getBytes(StandardCharsets.UTF_8)).getFirst();
    }
}
