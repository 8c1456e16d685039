package io.plimsoll.feeds.vulnrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.feeds.FeedFolder;
import io.plimsoll.feeds.source.Facts;
import io.plimsoll.feeds.source.Facts.Description;
import io.plimsoll.feeds.source.Facts.Vector;
import io.plimsoll.feeds.source.Harvest;
import io.plimsoll.feeds.source.UnreadableSourceException;
import io.plimsoll.model.Ssvc;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VulnrichmentSourceTest {
    private static final String RECORD = """
            {"cveMetadata": {"cveId": "CVE-2024-1000", "state": "PUBLISHED", "datePublished": "2024-10-09T20:00:39.888Z",
                             "dateUpdated": "2024-10-11T15:12:59.546Z"},
             "containers": {
               "cna": {"title": "Left reads past its end", "descriptions": [{"lang": "en", "value": "At length."}],
                       "metrics": [{"cvssV3_1": {"vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H"}}]},
               "adp": [
                 {"providerMetadata": {"shortName": "CVE"}, "metrics": [{"cvssV3_1": {"vectorString": "CVSS:3.1/no"}}]},
                 {"providerMetadata": {"shortName": "CISA-ADP"}, "metrics": [
                   {"cvssV4_0": {"vectorString": "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:H/SC:N/SI:N/SA:N"}},
                   {"other": {"type": "ssvc", "content": {"options": [
                     {"Exploitation": "PoC"}, {"Automatable": "yes"}, {"Technical Impact": "total"}]}}}]}]}}
            """;

    @TempDir
    Path folder;

    @Test
    void findsNothingInAnEmptyFolder() {
        assertThat(VulnrichmentSource.in(folder)).isEmpty();
    }

    @Test
    void readsTheAuthoritysWordAndCisas() throws IOException {
        new FeedFolder(folder)
                .text("risk/vulnrichment/2024/1xxx/CVE-2024-1000.json", RECORD)
                .text("risk/vulnrichment/README.md", "nothing")
                .text(
                        "risk/vulnrichment/2024/1xxx/CVE-2024-1001.json",
                        RECORD.replace("1000", "1001").replace("PUBLISHED", "REJECTED"));
        Harvest harvest = VulnrichmentSource.in(folder).getFirst().read();
        assertThat(harvest.records()).isEqualTo(2);
        assertThat(harvest.date()).isEqualTo("2024-10-11T15:12:59.546Z");
        assertThat(((Facts.Several) harvest.facts()).facts())
                .contains(
                        new Facts.Decisions(Map.of("CVE-2024-1000", new Ssvc(Ssvc.Exploitation.POC, true, true))),
                        new Facts.Vectors(Map.of(
                                "CVE-2024-1000",
                                List.of(
                                        new Vector("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H", "cna"),
                                        new Vector(
                                                "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:H/SC:N/SI:N/SA:N",
                                                "cisa-adp")))),
                        new Facts.Descriptions(Map.of(
                                "CVE-2024-1000",
                                new Description("Left reads past its end", "2024-10-09T20:00:39.888Z"))));
    }

    @Test
    void refusesAFolderOfOtherThings() throws IOException {
        new FeedFolder(folder).text("risk/vulnrichment/README.md", "nothing");
        assertThatThrownBy(() -> VulnrichmentSource.in(folder).getFirst().read())
                .isInstanceOf(UnreadableSourceException.class);
        new FeedFolder(folder).text("risk/vulnrichment/CVE-2024-1000.json", "{\"cveMetadata\": {}}");
        assertThatThrownBy(() -> VulnrichmentSource.in(folder).getFirst().read())
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("its id is ''");
    }
}
