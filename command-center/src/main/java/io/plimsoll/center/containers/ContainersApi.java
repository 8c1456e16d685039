package io.plimsoll.center.containers;

import io.plimsoll.center.labels.LabelledAsset;
import io.plimsoll.center.labels.Labels;
import io.plimsoll.center.server.http.Page;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Permission;
import io.plimsoll.center.server.http.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Containers over HTTP.
@RestController
final class ContainersApi {
    private static final Set<String> STATES =
            Set.of("created", "running", "paused", "restarting", "removing", "exited", "dead");
    private static final Set<String> GATES = Set.of("enforce", "audit", "none");

    /// The asset on which a label stands.
    record LabelSource(String kind, String id, String name) {
        static LabelSource of(LabelledAsset asset) {
            return new LabelSource(asset.kind().word(), asset.id(), asset.name());
        }
    }

    record ContainerView(
            String id,
            String name,
            String imageId,
            String imageName,
            String state,
            String status,
            UUID hostId,
            String hostName,
            @Nullable Instant createdAt,
            String startedBy,
            String user,
            boolean privileged,
            Map<String, String> labels,
            Map<String, LabelSource> labelSources,
            List<String> services,
            List<String> networks,
            List<String> ports,
            boolean exposed,
            int unfixed,
            Map<String, String> engineLabels,
            String execGate,
            @Nullable String execGateDetail,
            String verdict,
            @Nullable Instant lastSeenAt) {
        static ContainerView of(StoredContainer stored) {
            ContainerListing c = stored.listing();
            return new ContainerView(
                    c.id(),
                    c.name(),
                    c.imageId(),
                    c.imageName(),
                    c.state(),
                    c.status(),
                    stored.hostId(),
                    stored.hostName(),
                    c.createdAt().orElse(null),
                    StartedBy.of(c.engineLabels()),
                    c.runAs(),
                    c.isPrivileged(),
                    Labels.values(stored.labels()),
                    sources(stored),
                    stored.services(),
                    c.networks(),
                    c.ports(),
                    c.isExposed(),
                    stored.unfixed(),
                    c.engineLabels(),
                    c.execGate(),
                    c.execGateDetail().isEmpty() ? null : c.execGateDetail(),
                    stored.verdict(),
                    stored.lastSeenAt().orElse(null));
        }

        private static Map<String, LabelSource> sources(StoredContainer stored) {
            Map<String, LabelSource> sources = new TreeMap<>();
            stored.labels().forEach((key, label) -> sources.put(key, LabelSource.of(label.from())));
            return sources;
        }
    }

    private final Containers containers;

    ContainersApi(Containers containers) {
        this.containers = containers;
    }

    @GetMapping("/api/v1/containers")
    @Permission(value = "containers.read", reach = Permission.Reach.LABELS)
    Page<ContainerView> list(
            PageRequest page,
            @RequestParam Optional<String> state,
            @RequestParam Optional<String> execGate,
            @RequestParam Optional<UUID> hostId,
            @RequestParam Optional<String> imageId,
            @RequestParam Optional<String> service,
            @RequestParam Optional<UUID> networkId,
            @RequestParam Optional<String> label,
            @RequestParam Optional<String> exposed,
            @RequestParam Optional<String> unfixed) {
        ContainerFilter filter = new ContainerFilter(
                state.map(word -> ProblemException.requireOneOf("state", word, STATES)),
                execGate.map(word -> ProblemException.requireOneOf("execGate", word, GATES)),
                hostId,
                imageId,
                service.map(name -> ProblemException.requireText("service", name)),
                networkId,
                label.map(word -> ProblemException.requireText("label", word)),
                exposed.map(word -> ProblemException.requireTruth("exposed", word)),
                unfixed.map(word -> ProblemException.requireTruth("unfixed", word)));
        return containers.list(filter, page).map(ContainerView::of);
    }

    @GetMapping("/api/v1/containers/{containerId}")
    @Permission(value = "containers.read", reach = Permission.Reach.LABELS)
    ContainerView get(@PathVariable String containerId) {
        return ContainerView.of(containers
                .find(containerId)
                .orElseThrow(() -> ProblemException.notFound(
                        "container-unknown", "no host has listed a container '" + containerId + "'")));
    }
}
