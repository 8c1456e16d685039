package io.plimsoll.testkit;

import java.util.ArrayList;
import java.util.List;

/// How a test engine differs from the usual one.
///
/// @param bridge whether it has a bridge network; without one containers have loopback alone and the engine starts
/// sooner
/// @param arguments more of them for `dockerd`
public record EngineOptions(boolean bridge, List<String> arguments) {
    public EngineOptions {
        arguments = List.copyOf(arguments);
    }

    public static EngineOptions usual() {
        return new EngineOptions(true, List.of());
    }

    public static EngineOptions withoutBridge() {
        return new EngineOptions(false, List.of());
    }

    public EngineOptions with(String argument) {
        List<String> more = new ArrayList<>(arguments);
        more.add(argument);
        return new EngineOptions(bridge, more);
    }
}
