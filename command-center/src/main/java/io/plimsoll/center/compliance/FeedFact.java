package io.plimsoll.center.compliance;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One source of advisories in the bundle in use.
///
/// @param updatedAt the newest date that the source says of itself; null if it does not date itself
public record FeedFact(String name, @Nullable Instant updatedAt, int records) {}
