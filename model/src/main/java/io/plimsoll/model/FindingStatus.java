package io.plimsoll.model;

import java.util.Locale;

/// What the source says about a fix.
public enum FindingStatus {
    /// A fixed version exists.
    FIXED,
    /// Affected, and no fix is known.
    AFFECTED,
    /// Affected, and the distribution decided not to fix it.
    WILL_NOT_FIX,
    /// The source has not found out yet whether it is affected: neither a vulnerability for certain nor safe.
    UNDETERMINED;

    /// The lower-case word of documents, such as `will-not-fix`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
