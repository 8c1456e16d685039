package io.plimsoll.policy;

import java.util.Locale;

/// What a runtime policy says of files that are not executed but mapped to be run, and that the image does not hold:
/// `LD_PRELOAD` of a written library, `ld.so ./copied`, a native library that a Java program unpacks into `/tmp`.
public enum WrittenLibraries {
    /// Handled like a written program where the policy enforces: whoever maps one is ended. A policy in audit does not
    /// look at them: watching mappings costs every system call of the whole host.
    REFUSE,
    /// Recorded, whatever the policy's mode.
    AUDIT,
    /// Not looked at.
    ALLOW;

    /// The lower-case word of policy documents.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
