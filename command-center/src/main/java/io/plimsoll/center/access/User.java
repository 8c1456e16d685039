package io.plimsoll.center.access;

import java.time.Instant;
import java.util.Optional;

/// Someone, or a program, that can log in.
///
/// @param role its name
/// @param secondFactor whether a login needs a code besides the password
record User(
        String name,
        String role,
        Instant createdAt,
        Optional<Instant> lastLoginAt,
        boolean passwordChangeDue,
        boolean secondFactor) {}
