package io.plimsoll.model;

import java.util.Optional;

/// Where an image or a root file system is to be read from: a transport and a place, as the container tools write it.
/// A name without transport is asked of the local engine first.
public sealed interface ImageReference {
    /// The forms, for messages and help.
    String FORMS =
            "docker:NAME, registry:NAME, docker-archive:FILE, oci:DIR[:TAG], oci-archive:FILE[:TAG], dir:PATH or sbom:FILE";

    /// An image of the local container engine, by name, id or digest: `docker:NAME`.
    record Engine(String name) implements ImageReference {}

    /// An image of a registry, by name with a tag or digest: `registry:NAME`.
    record Registry(String name) implements ImageReference {}

    /// A name without transport: an image of the local engine if it has one, else of a registry.
    record Somewhere(String name) implements ImageReference {}

    /// A file that `docker save` wrote: `docker-archive:FILE`.
    record DockerArchive(String file) implements ImageReference {}

    /// An OCI image layout folder: `oci:DIR` or `oci:DIR:TAG`.
    record OciLayout(String directory, Optional<String> tag) implements ImageReference {}

    /// An OCI image layout packed as a tar file: `oci-archive:FILE` or `oci-archive:FILE:TAG`.
    record OciArchive(String file, Optional<String> tag) implements ImageReference {}

    /// A root file system or source folder: `dir:PATH`.
    record Folder(String path) implements ImageReference {}

    /// A bill of materials, CycloneDX or SPDX as JSON: `sbom:FILE`.
    record Sbom(String file) implements ImageReference {}

    /// Reads a reference.
    ///
    /// @throws IllegalArgumentException with a message for the person who wrote it
    static ImageReference parse(String text) {
        int colon = text.indexOf(':');
        String transport = colon < 0 ? "" : text.substring(0, colon);
        String rest = text.substring(colon + 1);
        return switch (transport) {
            case "docker" -> new Engine(required(text, rest, "NAME"));
            case "registry" -> new Registry(required(text, rest, "NAME"));
            case "docker-archive" -> new DockerArchive(required(text, rest, "FILE"));
            case "oci" -> {
                Tagged place = Tagged.of(required(text, rest, "DIR"));
                yield new OciLayout(place.path(), place.tag());
            }
            case "oci-archive" -> {
                Tagged place = Tagged.of(required(text, rest, "FILE"));
                yield new OciArchive(place.path(), place.tag());
            }
            case "dir" -> new Folder(required(text, rest, "PATH"));
            case "sbom" -> new Sbom(required(text, rest, "FILE"));
            default -> new Somewhere(required(text, text, "NAME"));
        };
    }

    /// A path with the name of an image in it, perhaps. Colons in folders belong to the path.
    record Tagged(String path, Optional<String> tag) {
        static Tagged of(String text) {
            int tag = text.lastIndexOf(':');
            return tag > text.lastIndexOf('/') && tag > 0
                    ? new Tagged(text.substring(0, tag), Optional.of(text.substring(tag + 1)))
                    : new Tagged(text, Optional.empty());
        }
    }

    private static String required(String text, String rest, String what) {
        if (rest.isBlank()) {
            throw new IllegalArgumentException("'" + text + "' names no " + what + "; use " + FORMS);
        }
        return rest;
    }
}
