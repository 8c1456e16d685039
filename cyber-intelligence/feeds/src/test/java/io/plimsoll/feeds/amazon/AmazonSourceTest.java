package io.plimsoll.feeds.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.feeds.FeedFolder;
import io.plimsoll.feeds.source.Facts;
import io.plimsoll.feeds.source.Facts.Covered;
import io.plimsoll.feeds.source.FeedAdvisory.Affected;
import io.plimsoll.feeds.source.Harvest;
import io.plimsoll.feeds.source.UnreadableSourceException;
import io.plimsoll.model.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AmazonSourceTest {
    private static final String NOTICE = """
            <?xml version="1.0" encoding="utf-8"?>
            <updates><update author="x" status="final" type="security" version="1.4"><id>ALAS2-2018-9001</id>
            <title>Amazon Linux 2 - ALAS2-2018-9001: critical priority package update for left</title>
            <issued date="2018-02-05 18:54:00"/><updated date="2018-02-07 01:20:00"/><severity>critical</severity>
            <description>Package updates are available.</description>
            <references><reference href="https://x.example" id="CVE-2018-1000" type="cve"/>
            <reference href="https://x.example" id="CVE-2018-2000" type="cve"/></references>
            <pkglist><collection short="core"><name>Core</name>
            <package arch="aarch64" epoch="0" name="left" release="1.amzn2" version="4.9.76"><filename>l.rpm</filename></package>
            <package arch="x86_64" epoch="0" name="left" release="1.amzn2" version="4.9.76"><filename>l.rpm</filename></package>
            <package arch="x86_64" epoch="1" name="left-libs" release="1.amzn2" version="4.9.76"/>
            </collection></pkglist></update>
            <update type="bugfix"><id>ALAS2-2018-9002</id><pkglist><collection>
            <package epoch="0" name="right" release="1" version="1"/></collection></pkglist></update></updates>
            """;

    @TempDir
    Path folder;

    @Test
    void findsNothingInAnEmptyFolder() {
        assertThat(AmazonSource.in(folder)).isEmpty();
    }

    @Test
    void readsTheSecurityNotices() throws IOException {
        new FeedFolder(folder).gzip("os/amazon/2/updateinfo.xml.gz", NOTICE);
        Harvest harvest = AmazonSource.in(folder).getFirst().read();
        Facts.Advisories facts = (Facts.Advisories) harvest.facts();
        assertThat(harvest.records()).isEqualTo(2);
        assertThat(harvest.date()).isEqualTo("2018-02-05");
        assertThat(facts.covered()).containsExactly(new Covered("Amazon Linux:2", true));
        assertThat(facts.advisories()).singleElement().satisfies(advisory -> {
            assertThat(advisory.id()).isEqualTo("ALAS2-2018-9001");
            assertThat(advisory.upstream()).containsExactly("CVE-2018-1000", "CVE-2018-2000");
            assertThat(advisory.affected())
                    .containsExactly(fixed("left", "4.9.76-1.amzn2"), fixed("left-libs", "1:4.9.76-1.amzn2"));
        });
    }

    @Test
    void knowsTheFirstReleaseByTheNameItGivesItself() throws IOException {
        new FeedFolder(folder).text("os/amazon/1/updateinfo.xml", NOTICE);
        assertThat(((Facts.Advisories) AmazonSource.in(folder).getFirst().read().facts()).covered())
                .containsExactly(new Covered("Amazon Linux:2018", true));
    }

    private static Affected fixed(String name, String version) {
        return new Affected(
                new AdvisedPackage("Amazon Linux:2", name),
                Severity.CRITICAL,
                new Answer.Affected(List.of(VersionRange.before(version)), List.of()));
    }

    @Test
    void isBrokenWhenTheFileIsCutOff() throws IOException {
        FeedFolder feeds = new FeedFolder(folder).gzip("os/amazon/2/updateinfo.xml.gz", NOTICE);
        feeds.truncate("os/amazon/2/updateinfo.xml.gz");
        assertThatThrownBy(() -> AmazonSource.in(folder).getFirst().read())
                .isInstanceOf(UnreadableSourceException.class);
        feeds.text("os/amazon/2/updateinfo.xml.gz", "nothing");
        assertThatThrownBy(() -> AmazonSource.in(folder).getFirst().read())
                .isInstanceOf(UnreadableSourceException.class);
    }
}
