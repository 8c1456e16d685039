package io.plimsoll.center.containers;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A container as the lists show it.
///
/// @param labels that count for it: its own, and what it inherits
/// @param verdict on its image
/// @param lastSeenAt when its host last listed it
record StoredContainer(
        ContainerListing listing,
        UUID hostId,
        String hostName,
        String verdict,
        Map<String, String> labels,
        Optional<Instant> lastSeenAt) {}
