package io.plimsoll.feeds;

import org.jspecify.annotations.Nullable;

/// A bundle that could not be built: nothing to build it from, or no key to sign it with. The message is for
/// the operator; trying again helps after what it names was put right.
public final class FeedBuildException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FeedBuildException(String message) {
        this(message, null);
    }

    FeedBuildException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
