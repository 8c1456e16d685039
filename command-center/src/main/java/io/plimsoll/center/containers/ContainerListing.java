package io.plimsoll.center.containers;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// One container as a host listed it.
///
/// @param status the engine's words for people
/// @param engineLabels that its creator gave it
/// @param execGate `enforce`, `audit` or `none`
/// @param execGateDetail why none
/// @param runAs the user that it runs as
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
        String runAs) {
    public ContainerListing {
        engineLabels = Map.copyOf(engineLabels);
    }
}
