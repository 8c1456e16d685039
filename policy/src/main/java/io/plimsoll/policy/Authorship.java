package io.plimsoll.policy;

import java.time.Instant;

/// Who answers for a policy as it is.
///
/// @param version of the policies in force that brought it
/// @param by who wrote it
/// @param since when it came into force
public record Authorship(long version, String by, Instant since) {}
