package io.plimsoll.center.labels;

import java.time.Instant;
import java.util.Optional;

/// One label on one asset.
///
/// @param name of the asset; empty when it is gone
record Label(AssetKind kind, String id, Optional<String> name, String key, String value, String setBy, Instant setAt) {}
