package io.plimsoll.policy;

import java.util.List;

/// A policy document that cannot be taken as it is. All mistakes are reported at once.
public final class InvalidPolicyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> mistakes;

    InvalidPolicyException(List<String> mistakes) {
        super(String.join("; ", mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    /// One sentence each: where, which value, what is allowed.
    public List<String> mistakes() {
        return mistakes;
    }
}
