package io.plimsoll.feeds.ubuntu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.feeds.FeedFolder;
import io.plimsoll.feeds.source.Facts;
import io.plimsoll.feeds.source.Facts.Covered;
import io.plimsoll.feeds.source.Facts.Description;
import io.plimsoll.feeds.source.Facts.Vector;
import io.plimsoll.feeds.source.FeedAdvisory;
import io.plimsoll.feeds.source.FeedAdvisory.Affected;
import io.plimsoll.feeds.source.Harvest;
import io.plimsoll.feeds.source.UnreadableSourceException;
import io.plimsoll.model.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UbuntuTrackerSourceTest {
    @TempDir
    Path folder;

    @Test
    void findsNothingInAnEmptyFolder() {
        assertThat(UbuntuTrackerSource.in(folder)).isEmpty();
    }

    @Test
    void keepsTheAnswersApart() {
        assertThat(answer("DNE")).isEmpty();
        assertThat(answer("not-affected (1.0-1)")).contains(new Answer.NotAffected());
        assertThat(answer("not-affected")).contains(new Answer.NotAffected());
        assertThat(answer("released (1.0-1ubuntu2)"))
                .contains(new Answer.Affected(List.of(VersionRange.before("1.0-1ubuntu2")), List.of()));
        assertThat(answer("released")).contains(new Answer.Undetermined());
        assertThat(answer("needed")).contains(new Answer.Unfixed(""));
        assertThat(answer("pending (1.0-1ubuntu3)")).contains(new Answer.Unfixed("pending: 1.0-1ubuntu3"));
        assertThat(answer("deferred (2023-01-05)")).contains(new Answer.Unfixed("deferred: 2023-01-05"));
        assertThat(answer("needs-triage")).contains(new Answer.Undetermined());
        assertThat(answer("ignored (too intrusive)")).contains(new Answer.WillNotFix("too intrusive"));
        assertThat(answer("ignored")).contains(new Answer.WillNotFix(""));
    }

    @Test
    void takesTheEndOfSupportForNoJudgement() {
        assertThat(answer("ignored (end of life)")).contains(new Answer.Undetermined());
        assertThat(answer("ignored (end of standard support, was needs-triage)"))
                .contains(new Answer.Undetermined());
        assertThat(answer("ignored (end of standard support, was not-affected)"))
                .contains(new Answer.NotAffected());
        assertThat(answer("ignored (end of standard support, was needed)"))
                .contains(new Answer.WillNotFix("end of standard support, was needed"));
    }

    @Test
    void readsAFile() throws IOException {
        new FeedFolder(folder).text("os/ubuntu/active/CVE-2020-1000", """
                Candidate: CVE-2020-1000
                PublicDate: 2020-01-05 03:29:00 UTC
                References:
                 https://ubuntu.example/CVE-2020-1000
                Description:
                 Left reads past its end
                 when right is missing.
                Priority: medium
                 Because we say so.
                Priority_left: low
                Priority_left_focal: high
                CVSS:
                 nvd: CVSS:3.1/AV:L/AC:L/PR:N/UI:R/S:U/C:N/I:N/A:H [5.5 MEDIUM]

                Patches_left:
                upstream_left: released (2.0)
                focal_left: needed
                jammy_left: released (1.9-1ubuntu1)
                jammy_right: DNE
                jammy_middle: needs-triage
                mantic_left: not-affected (2.0-1)
                esm-infra/xenial_left: released (1.0-1ubuntu1+esm1)
                esm-apps/focal_right: needed
                trusty/esm_left: DNE (trusty was needed)
                precise/esm_left: ignored (end of ESM support)
                fips/xenial_left: needed
                devel_left: not-affected (2.0-1)
                """);
        Harvest harvest = source();
        assertThat(advisory(harvest).affected())
                .containsExactly(
                        affected("Ubuntu:20.04:LTS", "left", Severity.HIGH, new Answer.Unfixed("")),
                        affected(
                                "Ubuntu:22.04:LTS",
                                "left",
                                Severity.LOW,
                                new Answer.Affected(List.of(VersionRange.before("1.9-1ubuntu1")), List.of())),
                        affected("Ubuntu:22.04:LTS", "middle", Severity.MEDIUM, new Answer.Undetermined()),
                        affected("Ubuntu:23.10", "left", Severity.LOW, new Answer.NotAffected()),
                        affected(
                                "Ubuntu:Pro:16.04:LTS",
                                "left",
                                Severity.LOW,
                                new Answer.Affected(List.of(VersionRange.before("1.0-1ubuntu1+esm1")), List.of())),
                        affected("Ubuntu:Pro:20.04:LTS", "right", Severity.MEDIUM, new Answer.Unfixed("")),
                        affected("Ubuntu:Pro:12.04:LTS", "left", Severity.LOW, new Answer.Undetermined()));
        assertThat(advisory(harvest).vectors())
                .containsExactly(new Vector("CVSS:3.1/AV:L/AC:L/PR:N/UI:R/S:U/C:N/I:N/A:H", "nvd"));
        assertThat(facts(harvest))
                .contains(new Facts.Descriptions(Map.of(
                        "CVE-2020-1000",
                        new Description("Left reads past its end when right is missing.", "2020-01-05T03:29:00Z"))));
        assertThat(((Facts.Advisories) facts(harvest).getFirst()).covered())
                .extracting(Covered::ecosystem, Covered::fixesOnly)
                .containsExactly(
                        tuple("Ubuntu:20.04:LTS", false),
                        tuple("Ubuntu:22.04:LTS", false),
                        tuple("Ubuntu:23.10", false),
                        tuple("Ubuntu:Pro:12.04:LTS", false),
                        tuple("Ubuntu:Pro:16.04:LTS", false),
                        tuple("Ubuntu:Pro:20.04:LTS", false));
        assertThat(harvest.date()).isEqualTo("2020-01-05T03:29:00Z");
        assertThat(harvest.skipped().count()).isZero();
    }

    @Test
    void countsWhatItCannotRead() throws IOException {
        new FeedFolder(folder)
                .text(
                        "os/ubuntu/ubuntu-cve-tracker/retired/CVE-2020-1000",
                        "Candidate: CVE-2020-1000\nfocal_left: released (soon!)\njammy_left: maybe\nfocal_right: needed\n")
                .text("os/ubuntu/ubuntu-cve-tracker/active/CVE-2020-2000", "Candidate: CVE-2020-2000\n")
                .text("os/ubuntu/ubuntu-cve-tracker/active/CVE-2020-3000", "Candidate: CVE-2020-3000\n")
                .text("os/ubuntu/ubuntu-cve-tracker/active/00boilerplate", "nothing\n")
                .text("os/ubuntu/ubuntu-cve-tracker/ignored/not-for-us", "nothing\n");
        Harvest harvest = source();
        assertThat(harvest.records()).isEqualTo(3);
        assertThat(harvest.skipped().count()).isEqualTo(2);
        assertThat(harvest.skipped().first())
                .isEqualTo("CVE-2020-1000: focal_left: released in 'soon!', which is no version");
    }

    @Test
    void refusesAFolderOfOtherThings() throws IOException {
        new FeedFolder(folder).text("os/ubuntu/active/CVE-2020-1000", "\0\1\2");
        assertThatThrownBy(this::source)
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("it has no line 'Candidate'");
    }

    private Harvest source() {
        return UbuntuTrackerSource.in(folder).getFirst().read();
    }

    private static List<Facts> facts(Harvest harvest) {
        return ((Facts.Several) harvest.facts()).facts();
    }

    private static FeedAdvisory advisory(Harvest harvest) {
        return ((Facts.Advisories) facts(harvest).getFirst()).advisories().getFirst();
    }

    private static Affected affected(String ecosystem, String name, Severity severity, Answer answer) {
        return new Affected(new AdvisedPackage(ecosystem, name), severity, answer);
    }

    private static Optional<Answer> answer(String value) {
        return TrackerFile.parse("Candidate: CVE-2020-1000\njammy_left: " + value + "\n")
                .toAdvisory("CVE-2020-1000", lost -> {
                    throw new IllegalArgumentException(lost);
                })
                .affected()
                .stream()
                .map(Affected::answer)
                .findFirst();
    }
}
