package io.plimsoll.enforcer.kernel;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The keeper does not answer. Trying again helps once it has been started: `plimsoll-runc plimsoll-keeper --socket
/// PATH …`.
public final class KeeperUnreachable extends RuntimeException {
    private static final long serialVersionUID = 1;

    KeeperUnreachable(Path socket, String what, @Nullable Throwable cause) {
        super("the keeper at " + socket + " " + what + (cause == null ? "" : ": " + cause.getMessage()), cause);
    }
}
