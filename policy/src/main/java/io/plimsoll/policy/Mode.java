package io.plimsoll.policy;

import java.util.Locale;

/// What happens to what breaks a policy, from the mildest on.
public enum Mode {
    /// It is recorded, in pipelines and on hosts.
    AUDIT,
    /// A pipeline that scans it fails; hosts only record it. Only a policy about images has this mode.
    FAIL_PIPELINE,
    /// A pipeline that scans it fails, and it does not start.
    ENFORCE;

    static Mode ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /// The lower-case word of policy documents.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether a pipeline fails by what breaks the policy.
    public boolean failsPipelines() {
        return this != AUDIT;
    }
}
