package io.plimsoll.center.containers;

import io.plimsoll.center.labels.CountingLabel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A container as the lists show it.
///
/// @param services that it belongs to
/// @param unfixed critical and high findings of its image that nobody accepted
/// @param labels that count for it: its own, and what it inherits
/// @param lastSeenAt when its host last listed it
record StoredContainer(
        ContainerListing listing,
        UUID hostId,
        String hostName,
        String verdict,
        List<String> services,
        int unfixed,
        Map<String, CountingLabel> labels,
        Optional<Instant> lastSeenAt) {
    StoredContainer {
        services = List.copyOf(services);
    }

    StoredContainer labelled(Map<String, CountingLabel> counting) {
        return new StoredContainer(listing, hostId, hostName, verdict, services, unfixed, counting, lastSeenAt);
    }
}
