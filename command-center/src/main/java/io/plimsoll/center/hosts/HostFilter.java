package io.plimsoll.center.hosts;

import java.util.Optional;

/// Which hosts a reader wants to see.
///
/// @param state of the newest of its Enforcers
/// @param label that was put on them: `key` or `key=value`
/// @param isWeak whether a mechanism is missing there, or could not be told; never of a host whose Enforcer was revoked
record HostFilter(Optional<String> state, Optional<String> label, Optional<Boolean> isWeak) {
    static final HostFilter WEAK = new HostFilter(Optional.empty(), Optional.empty(), Optional.of(true));
}
