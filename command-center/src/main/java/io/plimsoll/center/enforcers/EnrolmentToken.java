package io.plimsoll.center.enforcers;

import java.time.Instant;
import java.util.UUID;

/// A token as the lists show it: never the token itself.
///
/// @param state `open`, `used` or `expired`
record EnrolmentToken(UUID id, Instant createdAt, String createdBy, Instant expiresAt, String state) {}
