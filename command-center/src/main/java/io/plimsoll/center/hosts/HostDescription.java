package io.plimsoll.center.hosts;

import java.util.List;

/// A host as its Enforcer describes it.
///
/// @param machineId of `/etc/machine-id`; hearsay, and copied with cloned machines
/// @param engineDataRoot where the engine keeps its images and containers
/// @param capabilities the host's enforcement strength, as probed and not as hoped
public record HostDescription(
        String machineId,
        String name,
        String operatingSystem,
        String kernelVersion,
        String architecture,
        String engineVersion,
        String engineId,
        String engineDataRoot,
        List<Capability> capabilities) {
    public HostDescription {
        capabilities = List.copyOf(capabilities);
    }

    /// One thing that the host can or cannot do.
    ///
    /// @param state `supported`, `unsupported` or `unknown`
    public record Capability(String name, String state, String detail) {}
}
