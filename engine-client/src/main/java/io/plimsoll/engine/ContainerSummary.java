package io.plimsoll.engine;

import io.plimsoll.model.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// One container of the engine's list.
///
/// @param id 64 hexadecimal digits
/// @param names without the leading slash; the first is its own, others are links
/// @param image as written when it was created, or the id once that name points elsewhere
/// @param state `created`, `running`, `paused`, `restarting`, `removing`, `exited` or `dead`
/// @param status for people, such as `Up 3 hours`
/// @param network its mode, such as `default`, `host`, `none`, the name of a network, or `container:ID`
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
}
