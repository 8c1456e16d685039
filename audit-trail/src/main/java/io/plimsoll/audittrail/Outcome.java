package io.plimsoll.audittrail;

import java.util.Locale;

/// Whether what was tried came about. A refusal is a failure.
public enum Outcome {
    SUCCESS,
    FAILURE;

    /// The lower-case word of rows and of the API.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
