package io.plimsoll.policy;

import java.time.LocalDate;

/// What judgement needs to know besides the image.
///
/// @param today in UTC
public record Circumstances(LocalDate today, VersionOrder versions) {}
