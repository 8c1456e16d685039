package io.plimsoll.center.enforcers;

import io.plimsoll.api.enforcer.v1.Container;
import io.plimsoll.api.enforcer.v1.ContainersReport;
import io.plimsoll.api.enforcer.v1.HostReport;
import io.plimsoll.api.enforcer.v1.Image;
import io.plimsoll.api.enforcer.v1.ImagesReport;
import io.plimsoll.api.enforcer.v1.Network;
import io.plimsoll.api.enforcer.v1.Port;
import io.plimsoll.center.containers.ContainerListing;
import io.plimsoll.center.hosts.HostDescription;
import io.plimsoll.center.images.ImageListing;
import io.plimsoll.center.network.NetworkListing;
import io.plimsoll.model.Digest;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Turns what Enforcers report into our own words. What is no such word becomes the careful one; what cannot be read
/// at all is left out.
final class Reports {
    private static final Set<String> SCAN_STATES = Set.of("unscanned", "scanning", "scanned", "failed");
    private static final Set<String> CONTAINER_STATES =
            Set.of("created", "running", "paused", "restarting", "removing", "exited", "dead");
    private static final Set<String> GATES = Set.of("enforce", "audit", "none");
    private static final Set<String> CAPABILITY_STATES = Set.of("supported", "unsupported", "unknown");
    private static final int LONGEST = 1024;
    private static final int MOST_LABELS = 1000;
    private static final int MOST_PORTS = 1000;
    private static final int MOST_NETWORKS = 1000;
    private static final int MOST_SUBNETS = 100;

    /// Containers that share the network of one that shares that of another.
    private static final int LONGEST_SHARING = 8;

    private Reports() {}

    static HostDescription host(HostReport report) {
        return new HostDescription(
                text(report.getMachineId()),
                text(report.getHostName()),
                text(report.getOperatingSystem()),
                text(report.getKernelVersion()),
                text(report.getArchitecture()),
                text(report.getEngineVersion()),
                text(report.getEngineId()),
                text(report.getEngineDataRoot()),
                report.getCapabilitiesList().stream()
                        .map(c -> new HostDescription.Capability(
                                text(c.getName()),
                                word(c.getState(), CAPABILITY_STATES, "unknown"),
                                text(c.getDetail())))
                        .toList());
    }

    static List<ImageListing> images(ImagesReport report) {
        return report.getImagesList().stream()
                .flatMap(image -> image(image).stream())
                .toList();
    }

    private static Optional<ImageListing> image(Image image) {
        return digest(image.getId())
                .map(id -> new ImageListing(
                        id,
                        image.getNamesList().stream()
                                .map(Reports::text)
                                .distinct()
                                .sorted()
                                .toList(),
                        image.getDigestsList().stream()
                                .map(Reports::text)
                                .sorted()
                                .toList(),
                        Math.max(0, image.getSize()),
                        seconds(image.getCreatedSeconds()),
                        labels(image.getLabelsMap()),
                        word(image.getScanState(), SCAN_STATES, "unscanned")));
    }

    /// Each name once: it is how containers tell which network they are on.
    static List<NetworkListing> networks(ContainersReport report) {
        Map<String, NetworkListing> networks = new LinkedHashMap<>();
        for (Network network : report.getNetworksList()) {
            String name = text(network.getName());
            if (!name.isBlank()) {
                networks.putIfAbsent(
                        name,
                        new NetworkListing(
                                name,
                                text(network.getId()),
                                text(network.getDriver()),
                                network.getInternal(),
                                network.getSubnetsList().stream()
                                        .limit(MOST_SUBNETS)
                                        .map(Reports::text)
                                        .toList(),
                                labels(network.getLabelsMap())));
            }
        }
        return List.copyOf(networks.values());
    }

    static List<ContainerListing> containers(ContainersReport report) {
        Map<String, Container> byId = new HashMap<>();
        report.getContainersList().forEach(container -> byId.putIfAbsent(container.getId(), container));
        return report.getContainersList().stream()
                .filter(container -> !container.getId().isBlank())
                .map(container -> container(container, networkOwner(container, byId)))
                .toList();
    }

    /// The container whose network this one shares, or itself. Two that name each other have none.
    private static Container networkOwner(Container container, Map<String, Container> byId) {
        Container owner = container;
        for (int step = 0; step < LONGEST_SHARING && !owner.getNetworkOf().isEmpty(); step++) {
            owner = byId.getOrDefault(owner.getNetworkOf(), Container.getDefaultInstance());
        }
        return owner;
    }

    /// @param owner of its network
    private static ContainerListing container(Container container, Container owner) {
        return new ContainerListing(
                text(container.getId()),
                text(container.getName()),
                text(container.getImageId()),
                text(container.getImageName()),
                word(container.getState(), CONTAINER_STATES, "dead"),
                text(container.getStatus()),
                seconds(container.getCreatedSeconds()),
                labels(container.getLabelsMap()),
                word(container.getExecGate(), GATES, "none"),
                text(container.getExecGateDetail()),
                container.getPrivileged(),
                text(container.getUser()),
                container.getPortsList().stream()
                        .limit(MOST_PORTS)
                        .map(Reports::port)
                        .distinct()
                        .sorted()
                        .toList(),
                owner.getHostNetwork() || owner.getPortsList().stream().anyMatch(Reports::isReached),
                owner.getNetworksList().stream()
                        .limit(MOST_NETWORKS)
                        .map(Reports::text)
                        .distinct()
                        .sorted()
                        .toList());
    }

    /// As `docker ps` writes it.
    private static String port(Port port) {
        String inside = port.getPort() + "/" + text(port.getProtocol());
        return port.getPublished() == 0 ? inside : text(port.getAddress()) + ":" + port.getPublished() + "->" + inside;
    }

    /// Whether others than the host itself get there.
    private static boolean isReached(Port port) {
        String address = port.getAddress();
        return port.getPublished() != 0 && !address.startsWith("127.") && !address.equals("::1");
    }

    static Optional<Digest> digest(String text) {
        try {
            return Optional.of(Digest.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// No time is sent as 0.
    private static Optional<Instant> seconds(long seconds) {
        return seconds > 0 && seconds < 4_102_444_800L ? Optional.of(Instant.ofEpochSecond(seconds)) : Optional.empty();
    }

    private static String word(String word, Set<String> known, String otherwise) {
        return known.contains(word) ? word : otherwise;
    }

    /// Labels are chosen by the makers of images.
    private static Map<String, String> labels(Map<String, String> labels) {
        Map<String, String> clean = new TreeMap<>();
        new TreeMap<>(labels)
                .entrySet().stream()
                        .limit(MOST_LABELS)
                        .forEach(label -> clean.putIfAbsent(text(label.getKey()), text(label.getValue())));
        return clean;
    }

    /// PostgreSQL keeps no NUL, and half a surrogate pair is no character.
    private static String text(String text) {
        String clean = text.replace("\0", "");
        if (clean.length() <= LONGEST) {
            return clean;
        }
        return clean.substring(0, Character.isHighSurrogate(clean.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }
}
