package io.plimsoll.enforcer.kernel;

/// What to answer when nobody can decide. Chosen by the administrator.
public enum Direction {
    /// Refuse: nothing runs ungoverned, and some of it should have.
    DENY,
    /// Let through: everything runs, and some of it should not have.
    ALLOW
}
