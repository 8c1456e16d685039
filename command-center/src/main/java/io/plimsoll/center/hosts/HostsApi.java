package io.plimsoll.center.hosts;

import io.plimsoll.center.server.http.Page;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Permission;
import io.plimsoll.center.server.http.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Hosts over HTTP.
@RestController
final class HostsApi {
    private static final Set<String> STATES = Set.of("connected", "silent", "revoked");

    record HostView(
            UUID id,
            String name,
            String operatingSystem,
            String kernelVersion,
            String architecture,
            String engineVersion,
            String state,
            @Nullable Instant lastSeenAt,
            @Nullable UUID enforcerId,
            List<HostDescription.Capability> capabilities,
            Map<String, String> labels,
            int images,
            int containers,
            int runningContainers) {
        static HostView of(StoredHost host) {
            HostDescription d = host.description();
            return new HostView(
                    host.id(),
                    d.name(),
                    d.operatingSystem(),
                    d.kernelVersion(),
                    d.architecture(),
                    d.engineVersion(),
                    host.state(),
                    host.lastSeenAt().orElse(null),
                    host.enforcerId().orElse(null),
                    d.capabilities(),
                    host.labels(),
                    host.images(),
                    host.containers(),
                    host.runningContainers());
        }
    }

    private final Hosts hosts;

    HostsApi(Hosts hosts) {
        this.hosts = hosts;
    }

    @GetMapping("/api/v1/hosts")
    @Permission(value = "hosts.read", reach = Permission.Reach.LABELS)
    Page<HostView> list(
            PageRequest page,
            @RequestParam Optional<String> state,
            @RequestParam Optional<String> label,
            @RequestParam Optional<String> weak) {
        HostFilter filter = new HostFilter(
                state.map(word -> ProblemException.requireOneOf("state", word, STATES)),
                label.map(word -> ProblemException.requireText("label", word)),
                weak.map(word -> ProblemException.requireTruth("weak", word)));
        return hosts.list(filter, page).map(HostView::of);
    }

    @GetMapping("/api/v1/hosts/{hostId}")
    @Permission(value = "hosts.read", reach = Permission.Reach.LABELS)
    HostView get(@PathVariable UUID hostId) {
        return HostView.of(hosts.find(hostId)
                .orElseThrow(() -> ProblemException.notFound("host-unknown", "there is no host '" + hostId + "'")));
    }
}
