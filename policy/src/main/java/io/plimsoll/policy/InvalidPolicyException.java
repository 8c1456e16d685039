package io.plimsoll.policy;

import java.util.List;
import java.util.stream.Collectors;

/// A policy document that cannot be taken as it is. All mistakes are reported at once.
public final class InvalidPolicyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<PolicyMistake> places;

    private InvalidPolicyException(List<PolicyMistake> places, String message) {
        super(message);
        this.places = List.copyOf(places);
    }

    InvalidPolicyException(List<String> mistakes) {
        this(mistakes.stream().map(PolicyMistake::somewhere).toList(), String.join("; ", mistakes));
    }

    static InvalidPolicyException at(List<PolicyMistake> places) {
        return new InvalidPolicyException(
                places, places.stream().map(PolicyMistake::placed).collect(Collectors.joining("; ")));
    }

    /// One sentence each: where, which value, what is allowed.
    public List<String> mistakes() {
        return places.stream().map(PolicyMistake::placed).toList();
    }

    /// The mistakes with their places in the text, in the order in which they were found.
    public List<PolicyMistake> places() {
        return places;
    }
}
