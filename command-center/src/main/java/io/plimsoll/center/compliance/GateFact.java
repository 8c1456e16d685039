package io.plimsoll.center.compliance;

import io.plimsoll.policy.Scope;

/// An assurance policy in force.
///
/// @param isEnforcing whether it refuses, or only records
/// @param stopsCritical whether it refuses critical findings that have a fix
public record GateFact(String name, Scope scope, boolean isEnforcing, boolean stopsCritical) {}
