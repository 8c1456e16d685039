package io.plimsoll.feeds.addresses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.advisories.AddressPrefix;
import io.plimsoll.feeds.FeedFolder;
import io.plimsoll.feeds.source.Facts;
import io.plimsoll.feeds.source.FeedSource;
import io.plimsoll.feeds.source.Harvest;
import io.plimsoll.feeds.source.UnreadableSourceException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressListSourceTest {
    @TempDir
    Path folder;

    @Test
    void findsNothingInAnEmptyFolder() {
        assertThat(AddressListSource.in(folder)).isEmpty();
    }

    @Test
    void readsAddressesPrefixesAndWhatTheListSaysOfItself() throws IOException {
        new FeedFolder(folder).gzip("addresses/drop.netset.gz", """
                # name: Drop list
                ; licence: CC0-1.0
                # date: 2026-11-20
                # time-to-live: P2D
                #
                198.51.100.0/24 ; SBL1
                203.0.113.9
                2001:db8::/32   # of documentation
                # name: not any more
                """);
        Harvest harvest = only().read();
        assertThat(harvest.date()).isEqualTo("2026-11-20");
        assertThat(harvest.facts())
                .isEqualTo(new Facts.Addresses(
                        "Drop list",
                        "CC0-1.0",
                        "2026-11-20",
                        Duration.ofDays(2),
                        List.of(
                                AddressPrefix.parse("198.51.100.0/24"),
                                AddressPrefix.parse("203.0.113.9"),
                                AddressPrefix.parse("2001:db8::/32"))));
    }

    @Test
    void learnsFromTheFileBesideAndElseAssumesAWeek() throws IOException {
        new FeedFolder(folder)
                .text("addresses/bots.txt", "203.0.113.9\n")
                .text("addresses/bots.txt.about", "licence: MIT\nmore: words\n");
        assertThat(only().name()).isEqualTo("Addresses bots");
        assertThat((Facts.Addresses) only().read().facts()).satisfies(list -> {
            assertThat(list.name()).isEqualTo("Addresses bots");
            assertThat(list.licence()).isEqualTo("MIT");
            assertThat(list.timeToLive()).isEqualTo(Duration.ofDays(7));
        });
    }

    @Test
    void passesOverWhatWouldCutOffTheHost() throws IOException {
        new FeedFolder(folder).text("addresses/bogons.txt", """
                10.1.0.0/16
                127.0.0.1
                0.0.0.0/0
                192.168.0.0/16
                192.160.0.0/11
                224.0.0.5
                fe80::1
                ::1
                ::/0
                203.0.113.9
                """);
        Harvest harvest = only().read();
        assertThat(((Facts.Addresses) harvest.facts()).prefixes()).containsExactly(AddressPrefix.parse("203.0.113.9"));
        assertThat(harvest.skipped().count()).isEqualTo(9);
    }

    @Test
    void isBrokenWhereItIsNoList() throws IOException {
        for (String text : List.of(
                "",
                "# nothing\n",
                "<html>\n<body>\n",
                "example.org\n",
                "# time-to-live: soon\n203.0.113.9\n",
                "# time-to-live: P9999D\n203.0.113.9\n",
                "# date: yesterday\n203.0.113.9\n")) {
            new FeedFolder(folder).text("addresses/bots.txt", text);
            assertThatThrownBy(() -> only().read()).as(text).isInstanceOf(UnreadableSourceException.class);
        }
    }

    private FeedSource only() {
        return AddressListSource.in(folder).getFirst();
    }
}
