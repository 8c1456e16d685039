package io.plimsoll.policy;

import java.util.Locale;

/// Whether a policy only records what it would have done, or does it.
public enum Mode {
    AUDIT,
    ENFORCE;

    /// The lower-case word of policy documents.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
