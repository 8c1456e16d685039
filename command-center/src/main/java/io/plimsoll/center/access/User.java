package io.plimsoll.center.access;

import java.time.Instant;
import java.util.Optional;

/// Someone, or a program, that can log in.
///
/// @param secondFactor whether a login needs a code besides the password
record User(
        String name,
        Role role,
        Instant createdAt,
        Optional<Instant> lastLoginAt,
        boolean passwordChangeDue,
        boolean secondFactor) {}
