package io.plimsoll.center.services;

import java.time.Instant;

/// A named set of containers.
///
/// @param name unique: lower-case letters, digits, `.`, `_` and `-`
public record Service(
        String name, String description, ServiceSelection selection, Instant changedAt, String changedBy) {}
