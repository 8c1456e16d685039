package io.plimsoll.engine;

import java.util.List;
import java.util.Map;

/// What an engine says about itself and its host (`GET /info`). Texts that the engine leaves out are empty.
///
/// @param id stays the same over restarts
/// @param name the host's name
/// @param dataRoot where it keeps images and containers, such as `/var/lib/docker`
/// @param cgroupVersion `1` or `2`; engines on a hybrid layout say `1`
/// @param cgroupDriver `cgroupfs` or `systemd`
/// @param memoryBytes of the host
/// @param runtimes path of the OCI runtime by its name, such as `runc` -> `runc`
/// @param securityOptions such as `name=seccomp,profile=default`
/// @param liveRestore whether containers outlive the engine
public record EngineInfo(
        String id,
        String name,
        String serverVersion,
        String dataRoot,
        String storageDriver,
        String cgroupVersion,
        String cgroupDriver,
        String operatingSystem,
        String kernelVersion,
        String architecture,
        int processors,
        long memoryBytes,
        Map<String, String> runtimes,
        String defaultRuntime,
        List<String> securityOptions,
        boolean liveRestore) {
    public EngineInfo {
        runtimes = Map.copyOf(runtimes);
        securityOptions = List.copyOf(securityOptions);
    }
}
