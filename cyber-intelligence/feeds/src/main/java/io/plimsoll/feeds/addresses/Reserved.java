package io.plimsoll.feeds.addresses;

import io.plimsoll.advisories.AddressPrefix;
import java.util.List;
import java.util.stream.Stream;

/// Addresses that nobody out there has (IANA special-purpose registries): to block them would cut off the host's own
/// networks.
final class Reserved {
    private static final int WIDEST_V4 = 8;
    private static final int WIDEST_V6 = 19;

    private static final List<AddressPrefix> NETWORKS = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.168.0.0/16",
                    "224.0.0.0/3",
                    "::/8",
                    "fc00::/7",
                    "fe80::/10",
                    "ff00::/8")
            .map(AddressPrefix::parse)
            .toList();

    private Reserved() {}

    /// Whether any of the addresses is reserved, or there are more than anybody means.
    static boolean holds(AddressPrefix prefix) {
        int widest = prefix.network().getAddress().length == 4 ? WIDEST_V4 : WIDEST_V6;
        return prefix.bits() < widest
                || NETWORKS.stream()
                        .anyMatch(
                                reserved -> reserved.contains(prefix.network()) || prefix.contains(reserved.network()));
    }
}
