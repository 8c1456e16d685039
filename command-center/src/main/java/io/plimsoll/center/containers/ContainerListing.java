package io.plimsoll.center.containers;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One container as a host listed it.
///
/// @param status the engine's words for people
/// @param engineLabels that its creator gave it
/// @param execGate `enforce`, `audit` or `none`
/// @param execGateDetail why none
/// @param runAs the user that it runs as
/// @param ports that it publishes or exposes, as `docker ps` writes them: `0.0.0.0:8080->80/tcp`, `80/tcp`
/// @param isExposed whether others than the host itself reach it by one of its ports, or it shares the host's network,
/// or that of another container that is exposed or not known
/// @param networks names of those that it is on, also by sharing the network of another container
public record ContainerListing(
        String id,
        String name,
        String imageId,
        String imageName,
        String state,
        String status,
        Optional<Instant> createdAt,
        Map<String, String> engineLabels,
        String execGate,
        String execGateDetail,
        boolean isPrivileged,
        String runAs,
        List<String> ports,
        boolean isExposed,
        List<String> networks) {
    public ContainerListing {
        engineLabels = Map.copyOf(engineLabels);
        ports = List.copyOf(ports);
        networks = List.copyOf(networks);
    }

    /// The same with another name of its image and other networks.
    ContainerListing of(String image, List<String> on) {
        return new ContainerListing(
                id,
                name,
                imageId,
                image,
                state,
                status,
                createdAt,
                engineLabels,
                execGate,
                execGateDetail,
                isPrivileged,
                runAs,
                ports,
                isExposed,
                on);
    }
}
