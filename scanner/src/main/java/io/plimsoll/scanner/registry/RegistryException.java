package io.plimsoll.scanner.registry;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// An image cannot be read from its registry. The message is for people and never holds a secret.
public final class RegistryException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean retryMayHelp;
    private final Duration notBefore;

    private RegistryException(String message, boolean retryMayHelp, Duration notBefore, @Nullable Throwable cause) {
        super(message, cause);
        this.retryMayHelp = retryMayHelp;
        this.notBefore = notBefore;
    }

    /// The same request would fail again.
    static RegistryException lasting(String message) {
        return new RegistryException(message, false, Duration.ZERO, null);
    }

    static RegistryException lasting(String message, Throwable cause) {
        return new RegistryException(message, false, Duration.ZERO, cause);
    }

    /// The same request may succeed a little later.
    static RegistryException passing(String message) {
        return new RegistryException(message, true, Duration.ZERO, null);
    }

    static RegistryException passing(String message, Throwable cause) {
        return new RegistryException(message, true, Duration.ZERO, cause);
    }

    /// The same request may succeed after a time that the registry names; zero where it names none.
    static RegistryException busy(String message, Duration notBefore) {
        return new RegistryException(message, true, notBefore, null);
    }

    Duration notBefore() {
        return notBefore;
    }

    /// Whether the same request may succeed a little later, with nothing changed by us.
    public boolean retryMayHelp() {
        return retryMayHelp;
    }
}
