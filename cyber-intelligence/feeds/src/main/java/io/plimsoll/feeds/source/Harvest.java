package io.plimsoll.feeds.source;

/// What one source gave.
///
/// @param date ISO 8601, of the newest thing that the source says of itself; empty where it does not date itself
/// @param records how many records it had, skipped ones included
public record Harvest(Facts facts, String date, int records, Skipped skipped) {}
