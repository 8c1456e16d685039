package io.plimsoll.engine;

import java.nio.file.Path;

/// Nobody answered on the socket: no file, no listener, no permission, or silence for longer than we wait.
public final class EngineUnreachableException extends EngineException {
    private static final long serialVersionUID = 1;

    EngineUnreachableException(Path socket, String reason, Throwable cause) {
        super(
                "the container engine does not answer at " + socket + ": " + reason
                        + "; check that it runs (docker info) and that this user may open the socket",
                cause);
    }

    @Override
    public boolean retryMayHelp() {
        return true;
    }
}
