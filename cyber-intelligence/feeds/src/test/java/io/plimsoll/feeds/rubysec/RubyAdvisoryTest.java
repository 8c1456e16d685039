package io.plimsoll.feeds.rubysec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.advisories.VersionRange.End;
import io.plimsoll.feeds.source.FeedAdvisory;
import io.plimsoll.feeds.source.SourceYaml;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RubyAdvisoryTest {
    @Test
    void takesForAffectedWhatIsNeitherPatchedNorUnaffected() {
        FeedAdvisory advisory = parse("""
                ---
                gem: left
                cve: 2020-1000
                ghsa: aaaa-bbbb-cccc
                title: Left reads past its end
                date: 2020-11-18
                cvss_v3: 8.1
                unaffected_versions:
                  - "< 0.14.0"
                patched_versions:
                  - "~> 0.26.6"
                  - ">= 0.27.3"
                related:
                  cve:
                    - 2019-2000
                """);
        assertThat(advisory.id()).isEqualTo("CVE-2020-1000");
        assertThat(advisory.aliases()).as("what is related is no name").containsExactly("GHSA-aaaa-bbbb-cccc");
        assertThat(advisory.published()).isEqualTo("2020-11-18");
        assertThat(advisory.affected()).singleElement().satisfies(affected -> {
            assertThat(affected.advised()).isEqualTo(new AdvisedPackage("RubyGems", "left"));
            assertThat(affected.answer())
                    .isEqualTo(new Answer.Affected(
                            List.of(
                                    new VersionRange("0.14.0", new End.Fixed("0.26.6")),
                                    new VersionRange("0.27.a", new End.Fixed("0.27.3"))),
                            List.of()));
        });
    }

    @Test
    void affectsEverythingWhereNothingIsPatched() {
        assertThat(parse("gem: left\nosvdb: 108569\n").affected())
                .singleElement()
                .satisfies(affected -> assertThat(affected.answer())
                        .isEqualTo(new Answer.Affected(List.of(new VersionRange("0", new End.Open())), List.of())));
    }

    @Test
    void refusesWhatIsNoAdvisory() {
        assertThatThrownBy(() -> parse("gem: left\n")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> parse("cve: 2020-1000\n")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> parse("gem: left\ncve: 2020-1000\npatched_versions: [soon]\n"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static FeedAdvisory parse(String yaml) {
        return RubyAdvisory.parse(SourceYaml.read(yaml.getBytes(StandardCharsets.UTF_8)));
    }
}
