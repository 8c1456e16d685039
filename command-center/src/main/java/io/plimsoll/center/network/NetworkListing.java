package io.plimsoll.center.network;

import java.util.List;
import java.util.Map;

/// One network as a host listed it.
///
/// @param name by which it is known on its host
/// @param engineId the engine's own id, another one whenever the network is made anew
/// @param driver such as `bridge`, `overlay`, `host`, `null`
/// @param isInternal whether nothing leads out of it
/// @param subnets in CIDR notation
/// @param engineLabels that its creator gave it
public record NetworkListing(
        String name,
        String engineId,
        String driver,
        boolean isInternal,
        List<String> subnets,
        Map<String, String> engineLabels) {
    public NetworkListing {
        subnets = List.copyOf(subnets);
        engineLabels = Map.copyOf(engineLabels);
    }
}
