package io.plimsoll.center.images;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A finding as the REST contract shows it.
///
/// @param firstSeenAt since when this image has it, as far as the Center knows
/// @param accepted the exception by which it breaks no rule; absent where it counts
record FindingView(
        @JsonUnwrapped FindingDocument finding,
        Instant firstSeenAt,
        @Nullable Accepted accepted) {
    /// By whom it is accepted, why and until when.
    record Accepted(
            UUID exceptionId,
            String reason,
            String author,
            @Nullable String confirmedBy,
            LocalDate expiry) {}
}
