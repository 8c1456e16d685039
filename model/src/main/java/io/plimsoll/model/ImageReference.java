package io.plimsoll.model;

import java.util.Optional;

/// Where an image or a root file system is to be read from: a transport and a place, as the container tools write it.
/// A name without transport is asked of the local engine.
public sealed interface ImageReference {
    /// An image of the local container engine, by name, id or digest: `docker:NAME`.
    record Engine(String name) implements ImageReference {}

    /// A file that `docker save` wrote: `docker-archive:FILE`.
    record DockerArchive(String file) implements ImageReference {}

    /// An OCI image layout folder: `oci:DIR` or `oci:DIR:TAG`.
    record OciLayout(String directory, Optional<String> tag) implements ImageReference {}

    /// A root file system or source folder: `dir:PATH`.
    record Folder(String path) implements ImageReference {}

    /// Reads a reference.
    ///
    /// @throws IllegalArgumentException with a message for the person who wrote it
    static ImageReference parse(String text) {
        int colon = text.indexOf(':');
        String transport = colon < 0 ? "" : text.substring(0, colon);
        String rest = text.substring(colon + 1);
        return switch (transport) {
            case "docker" -> new Engine(required(text, rest, "NAME"));
            case "docker-archive" -> new DockerArchive(required(text, rest, "FILE"));
            case "oci" -> ociLayout(required(text, rest, "DIR"));
            case "dir" -> new Folder(required(text, rest, "PATH"));
            case "oci-archive", "registry", "sbom" ->
                throw new IllegalArgumentException("'" + transport + ":' is not supported yet, in '" + text
                        + "'; use docker:NAME, docker-archive:FILE, oci:DIR or dir:PATH");
            default -> new Engine(required(text, text, "NAME"));
        };
    }

    private static OciLayout ociLayout(String rest) {
        int tag = rest.lastIndexOf(':');
        return tag > rest.lastIndexOf('/') && tag > 0
                ? new OciLayout(rest.substring(0, tag), Optional.of(rest.substring(tag + 1)))
                : new OciLayout(rest, Optional.empty());
    }

    private static String required(String text, String rest, String what) {
        if (rest.isBlank()) {
            throw new IllegalArgumentException("'" + text + "' names no " + what
                    + "; use docker:NAME, docker-archive:FILE, oci:DIR[:TAG] or dir:PATH");
        }
        return rest;
    }
}
