package io.plimsoll.center.network;

import io.plimsoll.center.server.http.Page;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Permission;
import io.plimsoll.center.server.http.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Networks over HTTP.
@RestController
final class NetworksApi {
    record NetworkView(
            UUID id,
            String name,
            String engineId,
            String driver,
            boolean internal,
            List<String> subnets,
            UUID hostId,
            String hostName,
            Map<String, String> labels,
            Map<String, String> engineLabels,
            int containers,
            int runningContainers) {
        static NetworkView of(StoredNetwork stored) {
            NetworkListing n = stored.listing();
            return new NetworkView(
                    stored.id(),
                    n.name(),
                    n.engineId(),
                    n.driver(),
                    n.isInternal(),
                    n.subnets(),
                    stored.hostId(),
                    stored.hostName(),
                    stored.labels(),
                    n.engineLabels(),
                    stored.use().containers(),
                    stored.use().running());
        }
    }

    private final Networks networks;

    NetworksApi(Networks networks) {
        this.networks = networks;
    }

    @GetMapping("/api/v1/networks")
    @Permission(value = "containers.read", reach = Permission.Reach.LABELS)
    Page<NetworkView> list(
            PageRequest page,
            @RequestParam Optional<UUID> hostId,
            @RequestParam Optional<String> label,
            @RequestParam Optional<String> internal) {
        NetworkFilter filter = new NetworkFilter(
                hostId,
                label.map(word -> ProblemException.requireText("label", word)),
                internal.map(word -> ProblemException.requireTruth("internal", word)));
        return networks.list(filter, page).map(NetworkView::of);
    }

    @GetMapping("/api/v1/networks/{networkId}")
    @Permission(value = "containers.read", reach = Permission.Reach.LABELS)
    NetworkView get(@PathVariable UUID networkId) {
        return NetworkView.of(networks.find(networkId)
                .orElseThrow(
                        () -> ProblemException.notFound("network-unknown", "there is no network '" + networkId + "'")));
    }
}
