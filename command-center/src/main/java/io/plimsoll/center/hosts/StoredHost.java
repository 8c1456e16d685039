package io.plimsoll.center.hosts;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A host as the lists show it.
///
/// @param state of its Enforcer: `connected`, `silent` or `revoked`
record StoredHost(
        UUID id,
        HostDescription description,
        String state,
        Optional<Instant> lastSeenAt,
        Optional<UUID> enforcerId,
        Map<String, String> labels,
        int images,
        int containers,
        int runningContainers) {}
