package io.plimsoll.feeds.fetch;

import java.util.List;

/// A file of sources that cannot be followed.
public final class InvalidFetchPlanException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> mistakes;

    InvalidFetchPlanException(List<String> mistakes) {
        super(String.join("; ", mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    /// All of them, one sentence each.
    public List<String> mistakes() {
        return mistakes;
    }
}
