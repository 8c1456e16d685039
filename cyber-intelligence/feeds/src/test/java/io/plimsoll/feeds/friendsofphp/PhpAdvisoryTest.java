package io.plimsoll.feeds.friendsofphp;

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

class PhpAdvisoryTest {
    private static final String LEFT = """
            title:     Left reads past its end
            link:      https://left.example/
            cve:       ~
            branches:
                2.x:
                    time:     2017-05-10 19:42:02
                    versions: ['>=2', '<2.0.6']
                1.x:
                    time:     2017-05-09 19:42:02
                    versions: [<1.0.6]
            reference: composer://Left/Pad
            """;

    @Test
    void readsTheBranches() {
        FeedAdvisory advisory = parse(LEFT);
        assertThat(advisory.id()).isEqualTo("FOP:left:pad:2017-05-09");
        assertThat(advisory.published()).isEqualTo("2017-05-09");
        assertThat(advisory.affected()).singleElement().satisfies(affected -> {
            assertThat(affected.advised()).isEqualTo(new AdvisedPackage("Packagist", "left/pad"));
            assertThat(affected.answer())
                    .isEqualTo(new Answer.Affected(
                            List.of(
                                    new VersionRange("0", new End.Fixed("1.0.6")),
                                    new VersionRange("2", new End.Fixed("2.0.6"))),
                            List.of()));
        });
    }

    @Test
    void isCalledByItsCve() {
        assertThat(parse(LEFT.replace("~", "CVE-2017-1000")).id()).isEqualTo("CVE-2017-1000");
    }

    @Test
    void refusesWhatIsNoAdvisory() {
        assertThatThrownBy(() -> parse("title: x\n")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> parse(LEFT.replace("<1.0.6", "soon"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> parse("reference: composer://left/pad\n"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static FeedAdvisory parse(String yaml) {
        return PhpAdvisory.parse(
                "repository/left/pad/2017-05-09.yaml", SourceYaml.read(yaml.getBytes(StandardCharsets.UTF_8)));
    }
}
