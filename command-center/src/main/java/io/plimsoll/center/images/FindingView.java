package io.plimsoll.center.images;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/// A finding as the REST contract shows it.
///
/// @param firstSeenAt since when this image has it, as far as the Center knows
record FindingView(@JsonUnwrapped FindingDocument finding, Instant firstSeenAt) {}
