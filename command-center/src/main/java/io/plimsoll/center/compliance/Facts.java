package io.plimsoll.center.compliance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Everything that the rules look at, gathered at one moment, with the scope of each asset worked out.
///
/// @param at the moment
public record Facts(
        Instant at,
        List<HostFact> hosts,
        List<ImageFact> images,
        List<ContainerFact> containers,
        List<FeedFact> feeds,
        List<GateFact> gates,
        List<AuditSourceFact> sources) {
    public Facts {
        hosts = List.copyOf(hosts);
        images = List.copyOf(images);
        containers = List.copyOf(containers);
        feeds = List.copyOf(feeds);
        gates = List.copyOf(gates);
        sources = List.copyOf(sources);
    }

    /// Whether something happened within this time before the moment.
    boolean isWithin(@Nullable Instant event, Duration time) {
        return event != null && event.isAfter(at.minus(time));
    }

    /// A container has the most sensitive label of its own, its image and its host.
    PciScope scopeOf(ContainerFact container) {
        List<PciScope> scopes = new ArrayList<>();
        add(scopes, container.labels());
        images.stream().filter(i -> i.id().equals(container.imageId())).forEach(i -> add(scopes, i.labels()));
        hosts.stream().filter(h -> h.id().equals(container.hostId())).forEach(h -> add(scopes, h.labels()));
        return PciScope.mostSensitive(scopes);
    }

    /// An image is at least as near to card data as the containers that run it.
    PciScope scopeOf(ImageFact image) {
        return withContainers(
                image.labels(),
                containers.stream().filter(c -> c.imageId().equals(image.id())).toList());
    }

    /// A container with card data makes its host one that holds card data.
    PciScope scopeOf(HostFact host) {
        return withContainers(
                host.labels(),
                containers.stream().filter(c -> c.hostId().equals(host.id())).toList());
    }

    /// An unlabelled container says nothing about an asset that is labelled itself.
    private PciScope withContainers(Map<String, String> labels, List<ContainerFact> theirs) {
        List<PciScope> scopes = new ArrayList<>();
        add(scopes, labels);
        theirs.stream().map(this::scopeOf).filter(s -> s != PciScope.UNKNOWN).forEach(scopes::add);
        return PciScope.mostSensitive(scopes);
    }

    private static void add(List<PciScope> scopes, Map<String, String> labels) {
        String label = labels.get(PciScope.LABEL);
        if (label != null) {
            scopes.add(PciScope.ofLabel(label));
        }
    }

    List<HostFact> hostsInScope() {
        return hosts.stream()
                .filter(h -> !h.isRetired() && scopeOf(h).isInScope())
                .toList();
    }

    List<ContainerFact> runningInScope() {
        return containers.stream()
                .filter(c -> c.isRunning() && scopeOf(c).isInScope())
                .toList();
    }

    /// The images of running containers in scope.
    List<ImageFact> imagesRunningInScope() {
        var ids = runningInScope().stream().map(ContainerFact::imageId).collect(Collectors.toSet());
        return images.stream().filter(i -> ids.contains(i.id())).toList();
    }

    /// The sources of hosts in scope, and the product itself.
    List<AuditSourceFact> sourcesInScope() {
        var ids = hostsInScope().stream().map(HostFact::id).collect(Collectors.toSet());
        return sources.stream()
                .filter(s -> s.hostId().isEmpty() || ids.contains(s.hostId()))
                .toList();
    }
}
