package io.plimsoll.policy;

import java.time.LocalDate;
import java.util.Optional;

/// Why a finding breaks no rule although it is there.
public sealed interface Suppression permits Waiver, VexStatement {
    /// Why, for whoever asks later.
    String reason();

    /// Who says so; empty where nobody is named.
    String by();

    /// The last day, in UTC, on which it counts; empty where it has no end.
    Optional<LocalDate> lastDay();

    /// Why, by whom and until when, in one sentence.
    String sentence();
}
