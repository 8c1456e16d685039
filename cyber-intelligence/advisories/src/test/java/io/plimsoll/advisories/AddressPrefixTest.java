package io.plimsoll.advisories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPrefixTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.0/24",
        "192.0.2.77/24, 192.0.2.0/24",
        "192.0.2.77, 192.0.2.77/32",
        "2001:db8::/32, 2001:db8:0:0:0:0:0:0/32",
        "2001:db8:ffff::1/33, 2001:db8:8000:0:0:0:0:0/33",
        "2001:db8::1, 2001:db8:0:0:0:0:0:1/128",
        "::ffff:192.0.2.0/120, 192.0.2.0/24",
    })
    void readsPrefixesAndAddresses(String text, String expected) {
        assertThat(AddressPrefix.parse(text)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "example.org",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "1.2.3.4/33",
                "1.2.3.4/",
                "1.2.3.4/-1",
                "::/129",
                ":::",
                "fe80::1%eth0",
                "12345::",
                "abcd",
                "::ffff:1.2.3.4/50",
                "1.2.3.4 ",
                "0x7f.1.1.1"
            })
    void refusesEverythingElseAndAsksNoNameServer(String text) {
        assertThatThrownBy(() -> AddressPrefix.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void holdsItsAddressesAndNoOthers() {
        AddressPrefix prefix = AddressPrefix.parse("192.0.2.128/25");
        assertThat(prefix.contains(InetAddress.ofLiteral("192.0.2.128"))).isTrue();
        assertThat(prefix.contains(InetAddress.ofLiteral("192.0.2.255"))).isTrue();
        assertThat(prefix.contains(InetAddress.ofLiteral("192.0.2.127"))).isFalse();
        assertThat(prefix.contains(InetAddress.ofLiteral("2001:db8::1"))).isFalse();
    }

    @Test
    void joinsWhatOverlapsAndWhatAreHalves() {
        assertThat(minimised("192.0.2.0/25", "192.0.2.128/25", "192.0.2.7", "198.51.100.0/24", "192.0.3.0/24"))
                .containsExactly("192.0.2.0/23", "198.51.100.0/24");
        assertThat(minimised("192.0.3.0/24", "192.0.4.0/24")).containsExactly("192.0.3.0/24", "192.0.4.0/24");
        assertThat(minimised("0.0.0.0/1", "128.0.0.0/1", "::/1")).containsExactly("0.0.0.0/0", "0:0:0:0:0:0:0:0/1");
        assertThat(minimised()).isEmpty();
    }

    private static List<String> minimised(String... prefixes) {
        return AddressPrefix.minimised(
                        Stream.of(prefixes).map(AddressPrefix::parse).toList())
                .stream()
                .map(AddressPrefix::toString)
                .toList();
    }

    /// Random prefixes in a small space, from a fixed seed: the same addresses before and after.
    @Test
    void keepsTheSameAddresses() {
        Random random = new Random(20261128);
        for (int round = 0; round < 200; round++) {
            List<AddressPrefix> prefixes = new ArrayList<>();
            for (int i = random.nextInt(20); i >= 0; i--) {
                prefixes.add(AddressPrefix.parse("192.0.2." + random.nextInt(256) + "/" + random.nextInt(26, 33)));
            }
            List<AddressPrefix> minimised = AddressPrefix.minimised(prefixes);
            assertThat(minimised).hasSizeLessThanOrEqualTo(prefixes.size());
            for (int last = 0; last < 256; last++) {
                InetAddress address = InetAddress.ofLiteral("192.0.2." + last);
                assertThat(minimised.stream().filter(p -> p.contains(address)).count())
                        .isEqualTo(prefixes.stream().anyMatch(p -> p.contains(address)) ? 1 : 0);
            }
        }
    }
}
