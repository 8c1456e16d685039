package io.plimsoll.engine;

/// A call to the engine had no usable outcome. The three kinds differ in what a caller can do.
public abstract sealed class EngineException extends RuntimeException
        permits EngineUnreachableException, EngineRefusedException, EngineProtocolException {
    private static final long serialVersionUID = 1;

    EngineException(String message, Throwable cause) {
        super(message, cause);
    }

    EngineException(String message) {
        super(message);
    }

    /// Whether the same call may succeed later with nothing changed by us.
    public abstract boolean retryMayHelp();
}
