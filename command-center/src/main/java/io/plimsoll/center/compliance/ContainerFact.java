package io.plimsoll.center.compliance;

import java.util.Map;

/// One container on a host.
///
/// @param labels that users put on it or on its services
/// @param networkLabels that users put on the networks that it is on
/// @param execGate `enforce`, `audit` or `none`: whether only what the image holds may run in it
public record ContainerFact(
        String id,
        String name,
        String hostId,
        String imageId,
        Map<String, String> labels,
        Map<String, String> networkLabels,
        boolean isRunning,
        boolean isPrivileged,
        String execGate) {
    public ContainerFact {
        labels = Map.copyOf(labels);
        networkLabels = Map.copyOf(networkLabels);
    }
}
