package io.plimsoll.center.containers;

import java.util.Optional;
import java.util.UUID;

/// Which containers a reader wants to see.
record ContainerFilter(
        Optional<String> state, Optional<String> execGate, Optional<UUID> host, Optional<String> image) {}
