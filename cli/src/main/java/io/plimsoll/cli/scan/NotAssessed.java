package io.plimsoll.cli.scan;

/// Packages that the advisories cannot speak for.
///
/// @param ecosystem such as `Debian:13` or `npm`
/// @param packages how many
/// @param reason why, one sentence
public record NotAssessed(String ecosystem, int packages, String reason) {}
