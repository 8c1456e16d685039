package io.plimsoll.feeds.rustsec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.advisories.VersionRange.End;
import io.plimsoll.feeds.FeedFolder;
import io.plimsoll.feeds.source.Facts;
import io.plimsoll.feeds.source.Facts.Covered;
import io.plimsoll.feeds.source.Facts.Vector;
import io.plimsoll.feeds.source.FeedAdvisory;
import io.plimsoll.feeds.source.Harvest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RustSecAdvisoryTest {
    private static final String LEFT = """
            ```toml
            [advisory]
            id = "RUSTSEC-2020-9001"
            package = "left"
            date = 2020-11-18
            cvss = "CVSS:3.1/AV:L/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H"
            aliases = ["CVE-2020-1000", "GHSA-aaaa-bbbb-cccc"]

            [versions]
            patched = [">= 1.2.3", "0.9.7"]
            unaffected = ["< 0.2.0"]
            ```

            # Left reads past its end

            See `right`.
            """;

    @Test
    void takesForAffectedWhatIsNeitherPatchedNorUnaffected() {
        FeedAdvisory advisory = RustSecAdvisory.parse(LEFT);
        assertThat(advisory.id()).isEqualTo("RUSTSEC-2020-9001");
        assertThat(advisory.aliases()).containsExactly("CVE-2020-1000", "GHSA-aaaa-bbbb-cccc");
        assertThat(advisory.title()).isEqualTo("Left reads past its end");
        assertThat(advisory.published()).isEqualTo("2020-11-18");
        assertThat(advisory.retracted()).isFalse();
        assertThat(advisory.vectors())
                .containsExactly(new Vector("CVSS:3.1/AV:L/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H", "rustsec"));
        assertThat(advisory.affected()).singleElement().satisfies(affected -> {
            assertThat(affected.advised()).isEqualTo(new AdvisedPackage("crates.io", "left"));
            assertThat(affected.answer())
                    .isEqualTo(new Answer.Affected(
                            List.of(
                                    new VersionRange("0.2.0", new End.Fixed("0.9.7")),
                                    new VersionRange("0.10-0", new End.Fixed("1.2.3"))),
                            List.of()));
        });
    }

    @Test
    void knowsWhatWasWithdrawn() {
        assertThat(RustSecAdvisory.parse(LEFT.replace("[versions]", "withdrawn = \"2021-01-01\"\n[versions]"))
                        .retracted())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "# Left", "```toml\n[advisory\n```\n", "```toml\n[advisory]\nid = \"RUSTSEC-1\"\n```\n"})
    void refusesWhatIsNoAdvisory(String text) {
        assertThatThrownBy(() -> RustSecAdvisory.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsTheRepository(@TempDir Path folder) throws IOException {
        new FeedFolder(folder)
                .text("native/rustsec-advisory-db/crates/left/RUSTSEC-2020-9001.md", LEFT)
                .text("native/rustsec-advisory-db/README.md", "# Nothing");
        Harvest harvest = RustSecAdvisory.in(folder).getFirst().read();
        assertThat(harvest.records()).isEqualTo(1);
        assertThat(harvest.date()).isEqualTo("2020-11-18");
        assertThat(((Facts.Advisories) harvest.facts()).covered()).containsExactly(new Covered("crates.io", false));
    }
}
