package io.plimsoll.enforcer.engine;

import io.plimsoll.engine.ContainerSummary;
import io.plimsoll.engine.EngineInfo;
import io.plimsoll.engine.ImageSummary;
import io.plimsoll.engine.NetworkSummary;
import java.util.List;
import java.util.Optional;

/// What the engine said last.
///
/// @param answers whether it does right now
/// @param info absent until it has answered once since this process began
public record EngineState(
        boolean answers,
        Optional<EngineInfo> info,
        List<ImageSummary> images,
        List<NetworkSummary> networks,
        List<ContainerSummary> containers) {
    public EngineState {
        images = List.copyOf(images);
        networks = List.copyOf(networks);
        containers = List.copyOf(containers);
    }

    static EngineState unknown() {
        return new EngineState(false, Optional.empty(), List.of(), List.of(), List.of());
    }

    EngineState silent() {
        return new EngineState(false, info, images, networks, containers);
    }
}
