package io.plimsoll.center.enforcers;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// An Enforcer as the lists show it.
///
/// @param state `connected`, `silent` or `revoked`
/// @param snapshotVersion of the policies that it has in force
/// @param eventsLost that it could not even write to its disk
record Enforcer(
        UUID id,
        Optional<UUID> hostId,
        String hostName,
        String version,
        String state,
        Instant enrolledAt,
        Optional<Instant> lastSeenAt,
        Instant certificateExpiresAt,
        long snapshotVersion,
        long eventsLost,
        long residentBytes) {}
