package io.plimsoll.scanner.registry;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
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
            found.addAll(files(folder.resolve(host), ending));
        }
        return found;
    }

    private static List<Path> files(Path folder, String ending) throws RegistryException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ending)) {
            List<Path> all = new ArrayList<>();
            files.forEach(all::add);
            return all.stream().sorted().toList();
        } catch (IOException e) {
            throw RegistryException.lasting(
                    "the certificates in " + folder + " cannot be listed; check that this user may read it", e);
        }
    }
}
