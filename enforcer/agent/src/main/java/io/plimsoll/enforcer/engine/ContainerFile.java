package io.plimsoll.enforcer.engine;

import io.plimsoll.model.Digest;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What the engine wrote down about one container.
///
/// @param name without the leading slash
/// @param image the image that its root file system was made of
/// @param imageName as it was written when the container was created; may be an id, or point elsewhere by now
/// @param pid of its first process; 0 while it does not run
/// @param user that its first process runs as, as it was asked for; empty for the image's own or root
/// @param hasEngineInit whether the engine puts its own init program in front (`docker run --init`)
/// @param looksLikeBuildStep whether it has the shape of a step of the classic builder: made of an image named by its
/// id,
///     without logs, terminal, mounts, ports, restarts or special rights
public record ContainerFile(
        String id,
        String name,
        Digest image,
        String imageName,
        long pid,
        boolean privileged,
        String user,
        boolean hasEngineInit,
        boolean looksLikeBuildStep) {

    static Optional<ContainerFile> of(String id, JsonNode config, Optional<JsonNode> host) {
        String image = config.path("Image").asString("");
        if (!image.startsWith("sha256:") || !config.path("ID").asString("").equals(id)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ContainerFile(
                    id,
                    config.path("Name").asString("").replaceFirst("^/", ""),
                    Digest.parse(image),
                    config.path("Config").path("Image").asString(""),
                    config.path("State").path("Pid").asLong(0),
                    host.map(h -> h.path("Privileged").asBoolean(false)).orElse(false),
                    config.path("Config").path("User").asString(""),
                    host.map(h -> h.path("Init").asBoolean(false)).orElse(false),
                    host.map(h -> looksLikeBuildStep(image, config.path("Config"), h))
                            .orElse(false)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean looksLikeBuildStep(String image, JsonNode config, JsonNode host) {
        return config.path("Image").asString("").equals(image)
                && !config.path("Tty").asBoolean(true)
                && !config.path("OpenStdin").asBoolean(true)
                && host.path("LogConfig").path("Type").asString("").equals("none")
                && !host.path("Privileged").asBoolean(true)
                && !host.path("AutoRemove").asBoolean(true)
                && isEmpty(host.path("Binds"))
                && isEmpty(host.path("Mounts"))
                && isEmpty(host.path("Tmpfs"))
                && isEmpty(host.path("VolumesFrom"))
                && isEmpty(host.path("PortBindings"))
                && isEmpty(host.path("CapAdd"))
                && isEmpty(host.path("Devices"))
                && host.path("PidMode").asString("").isEmpty()
                && host.path("RestartPolicy").path("Name").asString("").isEmpty();
    }

    private static boolean isEmpty(JsonNode node) {
        return node.isMissingNode() || node.isNull() || node.isEmpty();
    }
}
