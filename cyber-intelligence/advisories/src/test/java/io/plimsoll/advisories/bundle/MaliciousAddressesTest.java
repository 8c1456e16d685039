package io.plimsoll.advisories.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.advisories.AddressList;
import io.plimsoll.advisories.AddressPrefix;
import io.plimsoll.advisories.bundle.MaliciousAddresses.Listed;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaliciousAddressesTest {
    private static final Instant SOON = Instant.parse("2026-11-30T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-12-30T00:00:00Z");

    @TempDir
    Path folder;

    private final BundleFixture fixture = new BundleFixture();

    @Test
    void holdNothingWhereThereIsNoList() {
        try (Bundle bundle = fixture.open(folder)) {
            assertThat(bundle.maliciousAddresses().lists()).isEmpty();
            assertThat(bundle.maliciousAddresses().contains(InetAddress.ofLiteral("192.0.2.1")))
                    .isFalse();
        }
    }

    @Test
    void areFoundByAddressAndNameTheirList() {
        fixture.addresses(list("Drop", SOON, "192.0.2.0/25", "192.0.2.128/25", "198.51.100.7", "2001:db8::/32"))
                .addresses(list("Bots", LATER, "203.0.113.0/24", "2001:db8:1::/48", "0.0.0.1", "255.255.255.255"));
        try (Bundle bundle = fixture.open(folder)) {
            MaliciousAddresses addresses = bundle.maliciousAddresses();
            assertThat(addresses.lists())
                    .containsExactly(new Listed("Drop", "CC0-1.0", SOON), new Listed("Bots", "CC0-1.0", LATER));
            for (String bad : List.of(
                    "192.0.2.0",
                    "192.0.2.255",
                    "198.51.100.7",
                    "2001:db8::1",
                    "203.0.113.9",
                    "0.0.0.1",
                    "255.255.255.255",
                    "::ffff:192.0.2.3")) {
                assertThat(addresses.contains(InetAddress.ofLiteral(bad)))
                        .as(bad)
                        .isTrue();
            }
            for (String good : List.of(
                    "192.0.1.255",
                    "192.0.3.0",
                    "198.51.100.6",
                    "198.51.100.8",
                    "2001:db7:ffff::1",
                    "2001:db9::",
                    "0.0.0.0",
                    "::",
                    "255.255.255.254")) {
                assertThat(addresses.contains(InetAddress.ofLiteral(good)))
                        .as(good)
                        .isFalse();
            }
            assertThat(addresses.listing(InetAddress.ofLiteral("203.0.113.9")).map(Listed::name))
                    .contains("Bots");
            assertThat(addresses.prefixes())
                    .extracting(AddressPrefix::toString)
                    .containsExactly(
                            "0.0.0.1/32",
                            "192.0.2.0/24",
                            "198.51.100.7/32",
                            "203.0.113.0/24",
                            "255.255.255.255/32",
                            "2001:db8:0:0:0:0:0:0/32");
        }
    }

    @Test
    void countNoMoreOnceTheirListHasEnded() {
        fixture.addresses(list("Drop", SOON, "192.0.2.0/24")).addresses(list("Bots", LATER, "203.0.113.0/24"));
        try (Bundle bundle = fixture.open(folder)) {
            MaliciousAddresses then = bundle.maliciousAddresses().at(SOON);
            assertThat(then.lists()).extracting(Listed::name).containsExactly("Bots");
            assertThat(then.contains(InetAddress.ofLiteral("192.0.2.1"))).isFalse();
            assertThat(then.contains(InetAddress.ofLiteral("203.0.113.1"))).isTrue();
        }
    }

    @Test
    void areRefusedWhereTheTablesAreNotAsLongAsTheListsSay() {
        List<byte[]> sections = MaliciousAddresses.write(List.of(list("Drop", SOON, "192.0.2.0/24")));
        byte[] lists = sections.get(0);
        assertThatThrownBy(() -> MaliciousAddresses.read(lists, new byte[0], new byte[0]))
                .isInstanceOf(BundleRefusedException.class);
        byte[] bad = new byte[] {(byte) 192, 0, 2, 0, 33};
        assertThatThrownBy(() ->
                        MaliciousAddresses.read(lists, bad, new byte[0]).contains(InetAddress.ofLiteral("192.0.2.1")))
                .isInstanceOf(BundleRefusedException.class);
    }

    private static AddressList list(String name, Instant until, String... prefixes) {
        return new AddressList(
                name,
                "CC0-1.0",
                until,
                Stream.of(prefixes).map(AddressPrefix::parse).toList());
    }
}
