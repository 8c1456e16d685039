package io.plimsoll.center.server.http;

/// How many items a list has in all: exact up to [#EXACT_UP_TO], a lower bound beyond.
public record Total(long value, String relation) {
    public static final long EXACT_UP_TO = 10_000;

    /// @param counted items, counted no further than one beyond [#EXACT_UP_TO]
    public static Total of(long counted) {
        return of(counted, EXACT_UP_TO);
    }

    /// @param counted items, counted no further than one beyond the limit
    /// @param exactUpTo the limit
    public static Total of(long counted, long exactUpTo) {
        return counted > exactUpTo ? new Total(exactUpTo, "gte") : new Total(counted, "eq");
    }
}
