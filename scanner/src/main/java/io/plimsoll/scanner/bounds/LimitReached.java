package io.plimsoll.scanner.bounds;

import java.io.IOException;

/// A limit stopped the reading. Trying again gives the same.
public final class LimitReached extends IOException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /// @param code stable word for the gap, such as `limit-bytes`
    public LimitReached(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
