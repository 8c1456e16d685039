package io.plimsoll.center.network;

import java.util.Map;
import java.util.UUID;

/// A network as the lists show it.
///
/// @param id our own, which it keeps when its engine makes it anew
/// @param labels that users put on it
record StoredNetwork(
        UUID id, NetworkListing listing, UUID hostId, String hostName, NetworkUse use, Map<String, String> labels) {
    StoredNetwork labelled(Map<String, String> put) {
        return new StoredNetwork(id, listing, hostId, hostName, use, put);
    }
}
