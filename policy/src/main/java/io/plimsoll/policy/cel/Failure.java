package io.plimsoll.policy.cel;

/// A part that has no value. It spreads to what it is part of, unless `||`, `&&`, `all` or `exists` are decided without
/// it.
record Failure(String why) {}
