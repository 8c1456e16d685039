package io.plimsoll.cli;

import io.plimsoll.engine.Engine;
import java.nio.file.Path;

/// The container engine of this machine, as the Docker client would find it.
public final class EngineSocket {
    private static final String PREFIX = "unix://";

    private EngineSocket() {}

    /// The engine at `DOCKER_HOST`, else at `/var/run/docker.sock`.
    public static Engine engine() {
        String host = System.getenv().getOrDefault("DOCKER_HOST", PREFIX + "/var/run/docker.sock");
        if (!host.startsWith(PREFIX)) {
            throw new CommandFailure("DOCKER_HOST is '" + host + "'; only unix:// addresses are supported");
        }
        return Engine.at(Path.of(host.substring(PREFIX.length())));
    }
}
