package io.plimsoll.audittrail;

/// A checkpoint that was kept somewhere, as proof against the chain.
///
/// @param place where it was kept, for people, such as `enforcer web-1, checkpoints.ndjson line 12`
public record Anchor(String place, SignedCheckpoint checkpoint) {}
