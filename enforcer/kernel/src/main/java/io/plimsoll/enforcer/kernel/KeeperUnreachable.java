package io.plimsoll.enforcer.kernel;

import java.nio.file.Path;

/// The keeper does not answer. Trying again helps once it has been started: `plimsoll-runc plimsoll-keeper --socket
/// PATH …`.
public final class KeeperUnreachable extends RuntimeException {
    private static final long serialVersionUID = 1;

    KeeperUnreachable(Path socket, String what, Throwable cause) {
        super("the keeper at " + socket + " " + what + ": " + cause.getMessage(), cause);
    }
}
