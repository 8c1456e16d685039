package io.plimsoll.engine;

import io.plimsoll.model.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One container of the engine's list.
///
/// @param id 64 hexadecimal digits
/// @param names without the leading slash; the first is its own, others are links
/// @param image as written when it was created, or the id once that name points elsewhere
/// @param state `created`, `running`, `paused`, `restarting`, `removing`, `exited` or `dead`
/// @param status for people, such as `Up 3 hours`
/// @param network its mode, such as `default`, `host`, `none`, the name of a network, `container:ID`, or
/// `container:NAME` where that one was not there yet
/// @param networks names of those that it is on, running or not; none where it shares the network of another container
public record ContainerSummary(
        String id,
        List<String> names,
        Digest imageId,
        String image,
        String command,
        Instant created,
        String state,
        String status,
        Map<String, String> labels,
        List<Mount> mounts,
        List<Port> ports,
        String network,
        List<String> networks) {
    private static final String OF_ANOTHER = "container:";

    /// Something mounted into the container.
    ///
    /// @param type `bind`, `volume` or `tmpfs`
    /// @param source path on the host; empty for tmpfs
    /// @param destination path in the container
    public record Mount(String type, String source, String destination, boolean writable) {}

    /// A port of the container.
    ///
    /// @param address of the host where it is published; empty if it is not
    /// @param published the host's port; 0 if it is not published
    /// @param port inside the container
    /// @param protocol `tcp`, `udp` or `sctp`
    public record Port(String address, int published, int port, String protocol) {}

    public ContainerSummary {
        names = List.copyOf(names);
        labels = Map.copyOf(labels);
        mounts = List.copyOf(mounts);
        ports = List.copyOf(ports);
        networks = List.copyOf(networks);
    }

    /// The id of the container whose network it shares; how it was named if none of these is meant; empty if it shares
    /// none. An engine resolves a name when it starts the container, and goes on telling the name.
    ///
    /// @param all of the same list
    public Optional<String> networkOwner(List<ContainerSummary> all) {
        if (!network.startsWith(OF_ANOTHER)) {
            return Optional.empty();
        }
        String named = network.substring(OF_ANOTHER.length());
        return all.stream()
                .filter(other -> other.id.equals(named) || other.names.contains(named))
                .findFirst()
                .or(() ->
                        all.stream().filter(other -> other.id.startsWith(named)).findFirst())
                .map(ContainerSummary::id)
                .or(() -> Optional.of(named));
    }
}
