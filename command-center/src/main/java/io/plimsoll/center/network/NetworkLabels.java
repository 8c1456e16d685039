package io.plimsoll.center.network;

import io.plimsoll.center.labels.LabelledAsset;
import io.plimsoll.center.server.database.Transaction;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The labels of networks, by host and name: that is how containers know theirs.
public final class NetworkLabels {
    private final Map<UUID, Map<String, LabelledAsset>> byHost;

    private NetworkLabels(List<NetworkStore.Labelled> labelled) {
        Map<UUID, Map<String, LabelledAsset>> found = new HashMap<>();
        labelled.forEach(network -> found.computeIfAbsent(network.host(), host -> new HashMap<>())
                .put(network.asset().name(), network.asset()));
        byHost = found;
    }

    /// Those of the networks of these hosts.
    public static NetworkLabels of(Transaction transaction, Collection<String> hosts) {
        return new NetworkLabels(NetworkStore.labelled(transaction, hosts));
    }

    /// Those of all networks.
    public static NetworkLabels all(Transaction transaction) {
        return new NetworkLabels(NetworkStore.labelled(transaction));
    }

    /// The networks among these that carry labels, in the order of the names.
    ///
    /// @param names of networks of that host
    public List<LabelledAsset> of(UUID host, Collection<String> names) {
        Map<String, LabelledAsset> onHost = byHost.getOrDefault(host, Map.of());
        return names.stream()
                .sorted()
                .filter(onHost::containsKey)
                .map(onHost::get)
                .toList();
    }
}
