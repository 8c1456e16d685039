package io.plimsoll.center.access;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// What a program shows instead of a password, as everyone may see it: the secret itself is kept nowhere.
///
/// @param role its name
/// @param madeBy user who made it and whom it ends with
/// @param expiresAt when it ends by itself
/// @param lastUsedAt exact to a minute; empty if it was never used
/// @param lastUsedFrom address of that use
record ApiToken(
        UUID id,
        String name,
        String role,
        String madeBy,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> lastUsedAt,
        Optional<String> lastUsedFrom) {}
