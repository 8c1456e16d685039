package io.plimsoll.center.compliance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Everything that the rules look at, gathered at one moment, with the scope of each asset worked out. Every rule asks
/// for what is in scope, so that is worked out once.
public final class Facts {
    private final Instant at;
    private final List<HostFact> hosts;
    private final List<ImageFact> images;
    private final List<ContainerFact> containers;
    private final List<FeedFact> feeds;
    private final List<GateFact> gates;
    private final List<AuditSourceFact> sources;
    private final Map<String, Integer> alerts;
    private final Map<String, HostFact> hostsById;
    private final Map<String, ImageFact> imagesById;
    private final Map<String, List<ContainerFact>> containersByHost;
    private final Map<String, List<ContainerFact>> containersByImage;
    private final IdentityHashMap<ContainerFact, PciScope> scopesOfContainers;
    private final List<HostFact> hostsInScope;
    private final List<ContainerFact> runningInScope;
    private final List<ImageFact> imagesRunningInScope;
    private final List<AuditSourceFact> sourcesInScope;

    /// @param at the moment
    /// @param alerts as in [AlertEvidence]
    public Facts(
            Instant at,
            List<HostFact> hosts,
            List<ImageFact> images,
            List<ContainerFact> containers,
            List<FeedFact> feeds,
            List<GateFact> gates,
            List<AuditSourceFact> sources,
            Map<String, Integer> alerts) {
        this.at = at;
        this.hosts = List.copyOf(hosts);
        this.images = List.copyOf(images);
        this.containers = List.copyOf(containers);
        this.feeds = List.copyOf(feeds);
        this.gates = List.copyOf(gates);
        this.sources = List.copyOf(sources);
        this.alerts = Map.copyOf(alerts);
        this.hostsById = hosts.stream().collect(Collectors.toMap(HostFact::id, host -> host));
        this.imagesById = images.stream().collect(Collectors.toMap(ImageFact::id, image -> image));
        this.containersByHost = containers.stream().collect(Collectors.groupingBy(ContainerFact::hostId));
        this.containersByImage = containers.stream().collect(Collectors.groupingBy(ContainerFact::imageId));
        // By identity, for two hosts may tell of the same id.
        this.scopesOfContainers = new IdentityHashMap<>(containers.size());
        containers.forEach(container -> scopesOfContainers.put(container, nearestToCardData(container)));
        this.hostsInScope = hosts.stream()
                .filter(h -> !h.isRetired() && scopeOf(h).isInScope())
                .toList();
        this.runningInScope = containers.stream()
                .filter(c -> c.isRunning() && scopeOf(c).isInScope())
                .toList();
        Set<String> running =
                runningInScope.stream().map(ContainerFact::imageId).collect(Collectors.toSet());
        this.imagesRunningInScope =
                images.stream().filter(i -> running.contains(i.id())).toList();
        Set<String> hostIds = hostsInScope.stream().map(HostFact::id).collect(Collectors.toSet());
        this.sourcesInScope = sources.stream()
                .filter(s -> s.hostId().isEmpty() || hostIds.contains(s.hostId()))
                .toList();
    }

    Instant at() {
        return at;
    }

    List<HostFact> hosts() {
        return hosts;
    }

    List<ImageFact> images() {
        return images;
    }

    List<ContainerFact> containers() {
        return containers;
    }

    List<FeedFact> feeds() {
        return feeds;
    }

    List<GateFact> gates() {
        return gates;
    }

    List<AuditSourceFact> sources() {
        return sources;
    }

    /// By the id of the image, as in [AlertEvidence].
    Map<String, Integer> alerts() {
        return alerts;
    }

    /// Of how many critical and high findings of an image that count somebody was told.
    int alerts(ImageFact image) {
        return alerts.getOrDefault(image.id(), 0);
    }

    /// The image of a container, if it is known.
    Optional<ImageFact> imageOf(ContainerFact container) {
        return Optional.ofNullable(imagesById.get(container.imageId()));
    }

    /// The host of a container, if it is known.
    Optional<HostFact> hostOf(ContainerFact container) {
        return Optional.ofNullable(hostsById.get(container.hostId()));
    }

    /// Whether something happened within this time before the moment.
    boolean isWithin(@Nullable Instant event, Duration time) {
        return event != null && event.isAfter(at.minus(time));
    }

    /// A container has the most sensitive label of its own, its image, its networks and its host.
    PciScope scopeOf(ContainerFact container) {
        return scopesOfContainers.getOrDefault(container, PciScope.UNKNOWN);
    }

    private PciScope nearestToCardData(ContainerFact container) {
        List<PciScope> scopes = new ArrayList<>();
        add(scopes, container.labels());
        imageOf(container).ifPresent(image -> add(scopes, image.labels()));
        add(scopes, container.networkLabels());
        hostOf(container).ifPresent(host -> add(scopes, host.labels()));
        return PciScope.mostSensitive(scopes);
    }

    /// An image is at least as near to card data as the containers that run it.
    PciScope scopeOf(ImageFact image) {
        return withContainers(image.labels(), containersByImage.getOrDefault(image.id(), List.of()));
    }

    /// A container with card data makes its host one that holds card data.
    PciScope scopeOf(HostFact host) {
        return withContainers(host.labels(), containersByHost.getOrDefault(host.id(), List.of()));
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
        return hostsInScope;
    }

    List<ContainerFact> runningInScope() {
        return runningInScope;
    }

    /// The images of running containers in scope.
    List<ImageFact> imagesRunningInScope() {
        return imagesRunningInScope;
    }

    /// The sources of hosts in scope, and the product itself.
    List<AuditSourceFact> sourcesInScope() {
        return sourcesInScope;
    }
}
