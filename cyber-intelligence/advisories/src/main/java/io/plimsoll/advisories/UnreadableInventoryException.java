package io.plimsoll.advisories;

import org.jspecify.annotations.Nullable;

/// An inventory document that is not what the scanner writes. Reading it again does not help; scanning again may.
public final class UnreadableInventoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableInventoryException(String message) {
        this(message, null);
    }

    UnreadableInventoryException(String message, @Nullable Throwable cause) {
        super("the inventory cannot be read: " + message, cause);
    }
}
