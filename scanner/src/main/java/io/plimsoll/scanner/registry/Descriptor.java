package io.plimsoll.scanner.registry;

import io.plimsoll.model.Digest;
import io.plimsoll.scanner.archive.Json;
import java.io.IOException;

/// What an image's documents say of a part of it (OCI image specification, "Content Descriptors").
///
/// @param isElsewhere whether it is to be fetched from another place than the registry: Windows' own layers were
record Descriptor(Digest digest, long size, String mediaType, boolean isElsewhere) {
    static Descriptor of(Json json) throws IOException {
        String digest = json.field("digest").text();
        String size = json.field("size").text();
        String type = json.field("mediaType").text();
        if (!size.matches("[0-9]{1,18}")) {
            throw RegistryException.lasting("the manifest declares '" + size + "' as the size of a part");
        }
        boolean elsewhere = !json.field("urls").items().isEmpty()
                || type.contains(".foreign.")
                || type.contains(".nondistributable.");
        try {
            return new Descriptor(Digest.parse(digest), Long.parseLong(size), type, elsewhere);
        } catch (IllegalArgumentException e) {
            throw RegistryException.lasting(
                    "the manifest names a part by a digest that is not supported: " + digest, e);
        }
    }
}
