package io.plimsoll.policy;

import java.util.Locale;

/// What happens to what breaks a policy, from the mildest on.
public enum Mode {
    /// It is recorded.
    AUDIT,
    /// It does not start.
    ENFORCE;

    static Mode ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /// The lower-case word of policy documents.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
