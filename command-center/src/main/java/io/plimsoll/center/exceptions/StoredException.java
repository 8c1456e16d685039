package io.plimsoll.center.exceptions;

import io.plimsoll.policy.Waiver;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/// One exception with what became of it.
///
/// @param waiver what it is about, why and until when; `by` is its author
/// @param needsConfirmation whether it was asked that a second person confirms it
/// @param confirmation by whom and when, if somebody did
/// @param withdrawal by whom and when, if somebody did
/// @param withdrawnBecause empty if nobody did
/// @param images on hosts of which it was made use of
/// @param findings of those images that it is about, leaks and card numbers included
record StoredException(
        UUID id,
        Waiver waiver,
        Instant createdAt,
        boolean needsConfirmation,
        Optional<Signature> confirmation,
        Optional<Signature> withdrawal,
        String withdrawnBecause,
        long images,
        long findings) {
    /// Who did something to it, and when.
    record Signature(String by, Instant at) {}

    ExceptionState state(LocalDate today) {
        if (withdrawal.isPresent()) {
            return ExceptionState.WITHDRAWN;
        }
        if (waiver.isExpired(today)) {
            return ExceptionState.EXPIRED;
        }
        return needsConfirmation && confirmation.isEmpty() ? ExceptionState.WAITING : ExceptionState.IN_FORCE;
    }
}
