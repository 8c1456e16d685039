package io.plimsoll.engine;

/// The engine answered and said no.
public final class EngineRefusedException extends EngineException {
    private static final long serialVersionUID = 1;

    private final int status;

    EngineRefusedException(String request, int status, String reason) {
        super("the container engine refused '" + request + "' with " + status + ": " + reason);
        this.status = status;
    }

    /// The HTTP status, 300 or more.
    public int status() {
        return status;
    }

    /// Only the engine's own failures pass; what it was asked wrongly stays wrong.
    @Override
    public boolean retryMayHelp() {
        return status >= 500;
    }
}
