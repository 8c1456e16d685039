package io.plimsoll.center.network;

import java.util.Optional;
import java.util.UUID;

/// Which networks a reader wants to see.
///
/// @param label that was put on them: `key` or `key=value`
/// @param isInternal whether nothing leads out of them
record NetworkFilter(Optional<UUID> host, Optional<String> label, Optional<Boolean> isInternal) {}
