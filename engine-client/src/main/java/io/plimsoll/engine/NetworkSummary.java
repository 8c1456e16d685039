package io.plimsoll.engine;

import java.util.List;
import java.util.Map;

/// One network of the engine's list.
///
/// @param id another one whenever a network of this name is made anew; the engine's own `bridge` is at each of its
/// starts
/// @param driver such as `bridge`, `overlay`, `host`, `null`
/// @param isInternal whether nothing leads out of it; so it is with the driver `null` of the network `none` too
/// @param subnets in CIDR notation
public record NetworkSummary(
        String id, String name, String driver, boolean isInternal, List<String> subnets, Map<String, String> labels) {
    public NetworkSummary {
        subnets = List.copyOf(subnets);
        labels = Map.copyOf(labels);
    }
}
