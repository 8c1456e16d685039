package io.plimsoll.feeds.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.feeds.source.Facts;
import io.plimsoll.feeds.source.Facts.Covered;
import io.plimsoll.feeds.source.FeedAdvisory;
import io.plimsoll.feeds.source.FeedAdvisory.Affected;
import io.plimsoll.feeds.source.Harvest;
import io.plimsoll.feeds.source.UnreadableSourceException;
import io.plimsoll.testkit.SharedData;
import java.util.List;
import org.junit.jupiter.api.Test;

class DebianNoticesTest {
    private static final String TOMCAT = """
            [05 Apr 2023] DSA-5381-1 tomcat9 - security update
            \t{CVE-2022-42252 CVE-2023-28708}
            \tNOTE: not fixed in testing at time of DSA
            \t[buster] - tomcat9 9.0.31-1~deb10u8
            \t[bullseye] - tomcat9 9.0.43-2~deb11u6 (medium)
            """;

    @Test
    void readsAnEmptyList() {
        assertThat(advisories(read(""))).isEmpty();
        assertThat(read("").records()).isZero();
    }

    @Test
    void aNoticeNamesItsVulnerabilitiesAndTheFixOfEachRelease() {
        Harvest harvest = read(TOMCAT);

        assertThat(harvest.date()).isEqualTo("2023-04-05");
        assertThat(advisories(harvest)).singleElement().satisfies(notice -> {
            assertThat(notice.id()).isEqualTo("DSA-5381-1");
            assertThat(notice.upstream()).containsExactly("CVE-2022-42252", "CVE-2023-28708");
            assertThat(notice.title()).isEqualTo("tomcat9 - security update");
            assertThat(notice.published()).isEqualTo("2023-04-05");
            assertThat(notice.affected())
                    .extracting(Affected::advised, Affected::answer)
                    .containsExactly(
                            tuple(new AdvisedPackage("Debian:10", "tomcat9"), before("9.0.31-1~deb10u8")),
                            tuple(new AdvisedPackage("Debian:11", "tomcat9"), before("9.0.43-2~deb11u6")));
        });
        assertThat(((Facts.Advisories) harvest.facts()).covered())
                .containsExactly(new Covered("Debian:10", true), new Covered("Debian:11", true));
    }

    @Test
    void keepsTheAnswersApart() {
        assertThat(answer("<not-affected> (Vulnerable code not present)")).isEqualTo(new Answer.NotAffected());
        assertThat(answer("<unfixed>")).isEqualTo(new Answer.Unfixed(""));
        assertThat(answer("<end-of-life>")).isEqualTo(new Answer.WillNotFix("end of life"));
        assertThat(answer("1:2.3-4")).isEqualTo(before("1:2.3-4"));
    }

    @Test
    void passesOverReleasesWithoutANumberAndWhatIsNoVulnerability() {
        Harvest harvest = read("""
                [04 Mar 2005] DSA-690-1 bsmtpd - missing input sanitising
                \t{CVE-2005-0107}
                \t[woody] - bsmtpd 2.3pl8b-12woody1
                [17 Mar 2023] DSA-5356-2 sox - regression update
                \t[bullseye] - sox 14.4.2+git20190427-2+deb11u2
                [28 Mar 2023] DLA-3366-1 tzdata - new timezone database
                \t[buster] - tzdata 2021a-0+deb10u10
                [12 Nov 2022] DSA-5268-1 ffmpeg - security update
                \t[bullseye] - ffmpeg 7:4.3.5-0+deb11u1
                """);

        assertThat(advisories(harvest)).extracting(FeedAdvisory::id).containsExactly("DSA-5268-1");
        assertThat(harvest.records()).isEqualTo(4);
        assertThat(harvest.skipped().count()).isEqualTo(2);
    }

    @Test
    void oneUnreadableNoticeIsSkippedAndTheRestIsRead() {
        Harvest harvest = read(TOMCAT + """
                [31 Foo 2023] DSA-1-1 a - security update
                \t{CVE-2023-1}
                \t[bullseye] - a 1
                nonsense
                \t{CVE-2023-2}
                \t[bullseye] - b 1
                [06 Apr 2023] DSA-2-1 c - security update
                \t{CVE-2023-3}
                \t[bullseye] - c ?
                """);

        assertThat(advisories(harvest)).extracting(FeedAdvisory::id).containsExactly("DSA-5381-1");
        assertThat(harvest.skipped().count()).isEqualTo(3);
        assertThat(harvest.skipped().first()).startsWith("DSA-1-1: ").contains("31 Foo 2023");
    }

    @Test
    void refusesWhatIsNoList() {
        assertThatThrownBy(() -> read("<html>\n<body>\nplease log in\n</body>\n"))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("<html>");
    }

    @Test
    void readsTheRealLists() {
        Harvest harvest =
                DebianNoticeSource.in(SharedData.at("feeds")).getFirst().read();

        assertThat(harvest.records()).isEqualTo(5406 + 3534);
        assertThat(harvest.date()).isEqualTo("2023-04-01");
        assertThat(advisories(harvest)).hasSizeGreaterThan(5500);
        assertThat(((Facts.Advisories) harvest.facts()).covered())
                .extracting(Covered::ecosystem)
                .containsExactly("Debian:10", "Debian:11", "Debian:7", "Debian:8", "Debian:9");
    }

    private static Answer answer(String word) {
        return advisories(read("[06 Apr 2023] DSA-1-1 a - security update\n\t{CVE-2023-1}\n\t[bullseye] - a " + word))
                .getFirst()
                .affected()
                .getFirst()
                .answer();
    }

    private static Answer before(String version) {
        return new Answer.Affected(List.of(VersionRange.before(version)), List.of());
    }

    private static List<FeedAdvisory> advisories(Harvest harvest) {
        return ((Facts.Advisories) harvest.facts()).advisories();
    }

    private static Harvest read(String list) {
        DebianNotices notices = new DebianNotices();
        list.lines().forEach(notices::add);
        notices.end();
        return DebianNoticeSource.harvest(notices);
    }
}
