package io.plimsoll.feeds.fetch;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One address did not give the file this time. The message is one clause for people.
final class FetchFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean isPassing;
    private final transient @Nullable Duration delay;

    private FetchFailure(String message, boolean isPassing, @Nullable Duration delay, @Nullable Throwable cause) {
        super(message, cause);
        this.isPassing = isPassing;
        this.delay = delay;
    }

    /// Trying this address again would bring the same.
    static FetchFailure lasting(String message) {
        return new FetchFailure(message, false, null, null);
    }

    /// Trying again may help.
    ///
    /// @param delay how long the server asks to wait; null if it does not say
    static FetchFailure passing(String message, @Nullable Duration delay) {
        return new FetchFailure(message, true, delay, null);
    }

    static FetchFailure broken(IOException cause) {
        String what = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new FetchFailure("the connection failed: " + what, true, null, cause);
    }

    boolean isPassing() {
        return isPassing;
    }

    @Nullable
    Duration delay() {
        return delay;
    }
}
