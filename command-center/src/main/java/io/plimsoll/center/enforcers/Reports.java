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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
    private static final int MOST_SUBNETS = 100;

    /// In bytes: an entry of PostgreSQL's indexes holds 2,704, and engines take names of any length.
    private static final int LONGEST_NETWORK_NAME = 255;

    private static final int MOST_NETWORKS = 10_000;
    private static final int MOST_NETWORKS_OF_ONE = 100;

    /// How often containers are on networks, all of a host together: a few bytes say of a container that it shares a
    /// hundred networks.
    private static final int MOST_CONNECTIONS = 100_000;

    /// Containers that share the network of one that shares that of another.
    private static final int LONGEST_SHARING = 8;

    /// What a container's network is, its own or the one that it shares.
    private record Connection(List<String> networks, boolean isReached) {
        /// Of one that shares the network of nobody knows whom: that may be reached.
        static final Connection UNKNOWN = new Connection(List.of(), true);

        static Connection of(Container owner) {
            return new Connection(
                    owner.getNetworksList().stream()
                            .filter(name -> !name.isBlank())
                            .limit(MOST_NETWORKS_OF_ONE)
                            .map(Reports::networkName)
                            .distinct()
                            .sorted()
                            .toList(),
                    owner.getHostNetwork()
                            || owner.getPortsList().stream().limit(MOST_PORTS).anyMatch(Reports::isReached));
        }
    }

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

    /// Each name once: it is how containers tell which network they are on. Every engine has networks, so none means
    /// that the host does not tell.
    static List<NetworkListing> networks(ContainersReport report) {
        Map<String, NetworkListing> networks = new LinkedHashMap<>();
        for (Network network : report.getNetworksList()) {
            String name = networkName(network.getName());
            if (!name.isBlank() && networks.size() < MOST_NETWORKS) {
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
        Map<String, Connection> connections = new HashMap<>();
        List<ContainerListing> containers = new ArrayList<>();
        int left = MOST_CONNECTIONS;
        for (Container container : report.getContainersList()) {
            if (!container.getId().isBlank()) {
                Connection connection = networkOwner(container, byId)
                        .map(owner -> connections.computeIfAbsent(owner.getId(), id -> Connection.of(owner)))
                        .orElse(Connection.UNKNOWN);
                List<String> networks = connection.networks().size() > left ? List.of() : connection.networks();
                left -= networks.size();
                containers.add(container(container, networks, connection.isReached()));
            }
        }
        return containers;
    }

    /// The container whose network this one shares, or itself; none where it shares that of one that is not there, or
    /// where they name each other.
    private static Optional<Container> networkOwner(Container container, Map<String, Container> byId) {
        @Nullable Container owner = container;
        for (int step = 0; owner != null && !owner.getNetworkOf().isEmpty(); step++) {
            owner = step < LONGEST_SHARING ? byId.get(owner.getNetworkOf()) : null;
        }
        return Optional.ofNullable(owner);
    }

    private static ContainerListing container(Container container, List<String> networks, boolean isExposed) {
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
                isExposed,
                networks);
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

    /// Of a long one the beginning, and what tells it from others that begin alike.
    private static String networkName(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= LONGEST_NETWORK_NAME
                ? text(name)
                : text(name, 60) + "~" + Digest.of(bytes).hex().substring(0, 16);
    }

    private static String text(String text) {
        return text(text, LONGEST);
    }

    /// PostgreSQL keeps no NUL, and half a surrogate pair is no character.
    private static String text(String text, int longest) {
        String clean = text.replace("\0", "");
        if (clean.length() <= longest) {
            return clean;
        }
        return clean.substring(0, Character.isHighSurrogate(clean.charAt(longest - 1)) ? longest - 1 : longest);
    }
}
