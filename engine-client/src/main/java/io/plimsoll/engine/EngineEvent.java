package io.plimsoll.engine;

import java.time.Instant;
import java.util.Map;

/// Something that happened at the engine.
///
/// @param type `container`, `image`, `network`, `volume`, `daemon`, ...
/// @param action such as `create`, `start`, `die`, `pull`, `tag`; some carry detail, such as `exec_create: sh`
/// @param actorId of the container, image, ...
/// @param attributes of the actor: name, image, labels, exit code
/// @param at to the nanosecond
public record EngineEvent(String type, String action, String actorId, Map<String, String> attributes, Instant at) {
    public EngineEvent {
        attributes = Map.copyOf(attributes);
    }
}
