package io.plimsoll.engine;

/// What came back is not an answer that we accept: broken framing, broken off, over a limit, or not the JSON expected.
public final class EngineProtocolException extends EngineException {
    private static final long serialVersionUID = 1;

    EngineProtocolException(String request, String reason, Throwable cause) {
        super(
                "the answer to '" + request + "' is not one of a Docker Engine: " + reason
                        + "; check what listens on the socket, and its log",
                cause);
    }

    @Override
    public boolean retryMayHelp() {
        return true;
    }
}
