package io.plimsoll.feeds.source;

import java.io.IOException;

/// A source that is broken as a whole. Reading it again does not help; fetching it again may. The message is
/// one clause for people, without the name of the source.
public final class UnreadableSourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableSourceException(String message) {
        super(message);
    }

    /// For files that end early, are no zip or gzip, or cannot be opened.
    public UnreadableSourceException(String file, IOException cause) {
        super(file + " cannot be read: " + (cause.getMessage() == null ? cause.toString() : cause.getMessage()), cause);
    }
}
