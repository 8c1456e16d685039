package io.plimsoll.feeds.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.advisories.VersionRange.End;
import io.plimsoll.feeds.source.Facts.Vector;
import io.plimsoll.feeds.source.FeedAdvisory;
import io.plimsoll.feeds.source.SourceYaml;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class GitLabAdvisoryTest {
    @Test
    void readsAnAdvisory() {
        FeedAdvisory advisory = parse("maven/org.left/pad", "[1.0,1.2)");
        assertThat(advisory.id()).isEqualTo("CVE-2020-1000");
        assertThat(advisory.aliases()).containsExactly("GHSA-aaaa-bbbb-cccc");
        assertThat(advisory.published()).isEqualTo("2020-09-01");
        assertThat(advisory.vectors())
                .containsExactly(
                        new Vector("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:N", "gitlab"),
                        new Vector("AV:N/AC:L/Au:N/C:N/I:P/A:N", "gitlab"));
        assertThat(advisory.affected())
                .singleElement()
                .satisfies(affected ->
                        assertThat(affected.advised()).isEqualTo(new AdvisedPackage("Maven", "org.left:pad")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "gem/left; >=1.0 <1.2; RubyGems; left",
                "go/left.example/pad; >=1.0 <1.2; Go; left.example/pad",
                "maven/org.left/pad; [1.0,1.2); Maven; org.left:pad",
                "npm/@left/pad; >=1.0 <1.2; npm; @left/pad",
                "nuget/Left; [1.0,1.2); NuGet; left",
                "packagist/left/pad; >=1.0,<1.2; Packagist; left/pad",
                "pypi/Left_Pad; >=1.0,<1.2; PyPI; left-pad",
            })
    void readsTheRangesOfEachEcosystem(String slug, String range, String ecosystem, String name) {
        assertThat(parse(slug, range).affected()).singleElement().satisfies(affected -> {
            assertThat(affected.advised()).isEqualTo(new AdvisedPackage(ecosystem, name));
            assertThat(((Answer.Affected) affected.answer()).ranges())
                    .containsExactly(new VersionRange("1.0", new End.Fixed("1.2")));
        });
    }

    @Test
    void takesNoRangeForAllVersionsOnlyIfTheTextSaysSo() {
        assertThatThrownBy(() -> parse("npm/left", "")).isInstanceOf(IllegalArgumentException.class);
        String all = yaml("npm/left", "").replace("Some versions", "All versions");
        assertThat(((Answer.Affected) GitLabAdvisory.parse(read(all))
                                .affected()
                                .getFirst()
                                .answer())
                        .ranges())
                .containsExactly(new VersionRange("0", new End.Open()));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> parse("conan/left", "<1.0")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> parse("npm/left", "soon")).isInstanceOf(IllegalArgumentException.class);
    }

    private static FeedAdvisory parse(String slug, String range) {
        return GitLabAdvisory.parse(read(yaml(slug, range)));
    }

    private static JsonNode read(String yaml) {
        return SourceYaml.read(yaml.getBytes(StandardCharsets.UTF_8));
    }

    private static String yaml(String slug, String range) {
        return """
                ---
                identifier: "CVE-2020-1000"
                identifiers: ["GHSA-aaaa-bbbb-cccc", "CVE-2020-1000"]
                package_slug: "%s"
                title: "Left reads past its end"
                date: "2020-09-04"
                pubdate: "2020-09-01"
                affected_range: "%s"
                affected_versions: "Some versions"
                cvss_v2: "AV:N/AC:L/Au:N/C:N/I:P/A:N"
                cvss_v3: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:N"
                """.formatted(slug, range);
    }
}
