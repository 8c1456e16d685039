package io.plimsoll.scanner.bounds;

import java.io.IOException;

/// The bytes do not follow their format, or end too early. Trying again gives the same.
public final class MalformedInput extends IOException {
    private static final long serialVersionUID = 1L;

    public MalformedInput(String message) {
        super(message);
    }
}
