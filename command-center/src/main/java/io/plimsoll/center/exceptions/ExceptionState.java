package io.plimsoll.center.exceptions;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// How far an exception is.
enum ExceptionState {
    /// For a second person to confirm it.
    WAITING("withdrawn_at is null and expiry >= ? and needs_confirmation and confirmed_at is null"),
    /// It counts.
    IN_FORCE("withdrawn_at is null and expiry >= ? and (not needs_confirmation or confirmed_at is not null)"),
    /// Its last day is over.
    EXPIRED("withdrawn_at is null and expiry < ?"),
    /// Somebody took it back.
    WITHDRAWN("withdrawn_at is not null and ?::date is not null");

    static final Set<String> WORDS =
            Arrays.stream(values()).map(ExceptionState::word).collect(Collectors.toUnmodifiableSet());

    /// With one argument: today.
    final String condition;

    ExceptionState(String condition) {
        this.condition = condition;
    }

    /// The word of the API, such as `in-force`.
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<ExceptionState> ofWord(String word) {
        return Arrays.stream(values()).filter(s -> s.word().equals(word)).findFirst();
    }
}
