package io.plimsoll.scanner.registry;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Where Docker and Podman have the certificates of each registry: folders with a folder per `HOST[:PORT]`.
///
/// @param all in the order in which they are looked into
record HostFolders(List<Path> all) {
    HostFolders {
        all = List.copyOf(all);
    }

    /// Those of Podman, the person's before the machine's, then that of Docker.
    static HostFolders of(Path home) {
        return new HostFolders(List.of(
                home.resolve(".config/containers/certs.d"),
                Path.of("/etc/containers/certs.d"),
                Path.of("/etc/docker/certs.d")));
    }

    /// The files of a host whose names end so, folder by folder and by name.
    ///
    /// @param host with its port, as an image is named
    List<Path> files(String host, String ending) throws RegistryException {
        List<Path> found = new ArrayList<>();
        for (Path folder : all) {
            Path own = folder.resolve(host);
            found.addAll(SettingsFolder.files(own, "*" + ending, "the certificates in " + own));
        }
        return found;
    }
}
