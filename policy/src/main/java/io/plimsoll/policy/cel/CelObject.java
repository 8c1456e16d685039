package io.plimsoll.policy.cel;

/// A thing with fields as a value of expressions.
public record CelObject(CelType.Struct type, Object target) {}
