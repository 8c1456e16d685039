package io.plimsoll.feeds.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.advisories.VersionRange.End;
import io.plimsoll.feeds.FeedFolder;
import io.plimsoll.feeds.source.Facts;
import io.plimsoll.feeds.source.Facts.Covered;
import io.plimsoll.feeds.source.FeedAdvisory;
import io.plimsoll.feeds.source.FeedAdvisory.Affected;
import io.plimsoll.feeds.source.Harvest;
import io.plimsoll.feeds.source.UnreadableSourceException;
import io.plimsoll.model.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OracleSourceTest {
    private static final String DEFINITION = """
            <?xml version="1.0"?>
            <oval_definitions xmlns="http://oval.mitre.org/XMLSchema/oval-definitions-5"><definitions>
            <definition id="oval:com.oracle.elsa:def:20239001" version="501" class="patch"><metadata>
            <title>
            ELSA-2023-9001:  left security update (IMPORTANT)
            </title>
            <affected family="unix"><platform>Oracle Linux 9</platform></affected>
            <reference source="elsa" ref_id="ELSA-2023-9001" ref_url="https://x.example"/>
            <reference source="CVE" ref_id="CVE-2023-1000" ref_url="https://x.example"/>
            <description>
            [1.0-2] text
            </description>
            <advisory><severity>IMPORTANT</severity><issued date="2023-02-28"/><cve href="x">CVE-2023-1000</cve></advisory>
            </metadata>
            <criteria operator="AND">
            <criterion test_ref="t1" comment="Oracle Linux 9 is installed"/>
            <criteria operator="OR">
            %s
            </criteria></criteria></definition></definitions></oval_definitions>
            """;

    @TempDir
    Path folder;

    /// As Oracle publishes them.
    @Test
    void readsAPackedFile() throws IOException {
        FeedFolder.pack(
                folder.resolve("os/oracle/com.oracle.elsa-all.xml.bz2"),
                DEFINITION
                        .formatted("<criterion comment=\"left is earlier than 0:1.0-2.el9\"/>")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(OracleSource.in(folder).getFirst().read().records()).isEqualTo(1);
    }

    @Test
    void findsNothingInAnEmptyFolder() {
        assertThat(OracleSource.in(folder)).isEmpty();
    }

    @Test
    void readsWhatTheCommentsOfTheCriteriaSay() throws IOException {
        Harvest harvest = read("""
                <criteria operator="AND"><criterion comment="left is earlier than 1:3.0.7-6.el9_2"/>
                <criterion comment="left is signed with the Oracle Linux 9 key"/></criteria>
                <criteria operator="AND"><criterion comment="left-libs is earlier than 0:3.0.7-6.el9_2"/></criteria>
                <criteria operator="AND"><criterion comment="glibc is earlier than 2:2.34-60.0.3.ksplice1.el9"/></criteria>
                <criteria operator="AND"><criterion comment="gnutls is earlier than 10:3.7.6-21.el9_2_fips"/></criteria>
                """);
        Facts.Advisories facts = (Facts.Advisories) harvest.facts();
        assertThat(facts.covered()).containsExactly(new Covered("Oracle Linux:9", true));
        assertThat(harvest.date()).isEqualTo("2023-02-28");
        FeedAdvisory advisory = facts.advisories().getFirst();
        assertThat(advisory.id()).isEqualTo("ELSA-2023-9001");
        assertThat(advisory.title()).isEqualTo("left security update (IMPORTANT)");
        assertThat(advisory.upstream()).containsExactly("CVE-2023-1000");
        assertThat(advisory.affected())
                .containsExactly(fixed("left", "0", "1:3.0.7-6.el9_2"), fixed("left-libs", "0", "0:3.0.7-6.el9_2"));
    }

    @Test
    void keepsTheStreamsOfModulesApart() throws IOException {
        Harvest harvest = read("""
                <criteria operator="AND"><criterion comment="Module nodejs:18 is enabled"/><criteria operator="OR">
                <criteria operator="AND"><criterion comment="nodejs is earlier than 1:18.12.1-2.module+el9"/></criteria>
                <criteria operator="AND"><criterion comment="nodejs-nodemon is earlier than 0:2.0.20-1.el9"/></criteria>
                </criteria></criteria>
                <criteria operator="AND"><criterion comment="left is earlier than 0:18.1-1"/></criteria>
                """);
        assertThat(((Facts.Advisories) harvest.facts()).advisories().getFirst().affected())
                .containsExactly(
                        fixed("left", "0", "0:18.1-1"),
                        fixed("nodejs", "1:18", "1:18.12.1-2.module+el9"),
                        fixed("nodejs-nodemon", "0", "0:2.0.20-1.el9"));
    }

    @Test
    void refusesWhatIsNoOval() throws IOException {
        for (String text : List.of("", "<a/>", DEFINITION)) {
            new FeedFolder(folder).text("os/oracle/elsa.xml", text.replace("</definitions>", ""));
            assertThatThrownBy(() -> OracleSource.in(folder).getFirst().read())
                    .isInstanceOf(UnreadableSourceException.class);
        }
    }

    private Harvest read(String criteria) throws IOException {
        new FeedFolder(folder).text("os/oracle/elsa.xml", DEFINITION.formatted(criteria));
        return OracleSource.in(folder).getFirst().read();
    }

    private static Affected fixed(String name, String introduced, String version) {
        return new Affected(
                new AdvisedPackage("Oracle Linux:9", name),
                Severity.HIGH,
                new Answer.Affected(List.of(new VersionRange(introduced, new End.Fixed(version))), List.of()));
    }
}
