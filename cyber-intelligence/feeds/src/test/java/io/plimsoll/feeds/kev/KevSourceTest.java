package io.plimsoll.feeds.kev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.feeds.source.Facts;
import io.plimsoll.feeds.source.Harvest;
import io.plimsoll.feeds.source.UnreadableSourceException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KevSourceTest {
    @Test
    void readsTheEmptyCatalogue() {
        assertThat(read("{\"vulnerabilities\": []}").records()).isZero();
    }

    @Test
    void readsIdsAndDate() {
        Harvest harvest = read("""
                {"title": "KEV", "dateReleased": "2025-08-25T17:04:19Z", "count": 2, "vulnerabilities": [
                  {"cveID": "CVE-2021-44228", "dateAdded": "2021-12-10"}, {"cveID": "CVE-2022-22965"}]}
                """);
        assertThat(harvest.facts()).isEqualTo(new Facts.Exploited(Set.of("CVE-2021-44228", "CVE-2022-22965")));
        assertThat(harvest.date()).isEqualTo("2025-08-25T17:04:19Z");
        assertThat(harvest.records()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"vulnerabilities\": {}}",
                "{\"vulnerabilities\": [{}]}",
                "{\"vulnerabilities\": [1"
            })
    void refusesWhatIsNoCatalogue(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(UnreadableSourceException.class);
    }

    private static Harvest read(String text) {
        return KevSource.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
